import * as z from 'zod';
import { supervisors } from '../domain/staff/roles.ts';
import { endpoint } from './http/endpoint.ts';
import { emptyBody, boardName, counter, isoTime } from './fields.ts';
import { boardStandings } from '../domain/boards/board-names.ts';
import { languages } from '../domain/language.ts';
import { closedReasons } from '../domain/offices/calendar.ts';

export const boardBody = z.strictObject({ board: boardName }).meta({ id: 'OwnBoard' });

const call = z.strictObject({
  callId: z.uuid(),
  label: z.string(),
  counter,
  calledAt: isoTime,
  times: z.int(),
  language: z.enum(languages),
});
export type BoardCall = z.output<typeof call>;

const recentCall = z.strictObject({
  callId: z.uuid(),
  label: z.string(),
  counter,
  calledAt: isoTime,
  ringing: z.boolean(),
});

export const board = z
  .strictObject({
    epoch: z.string(),
    revision: z.int(),
    at: isoTime,
    open: z.boolean(),
    closedBecause: z.enum(closedReasons).nullable(),
    opensAt: isoTime.nullable(),
    message: z.strictObject({ id: z.string(), en: z.string() }).nullable(),
    calling: z.array(call),
    serving: z.array(z.strictObject({ label: z.string(), counter })),
    waiting: z.array(z.string()),
    waitingCount: z.int(),
    /** The calls of the minute before `at`, newest first, whether they still ring or not. */
    recent: z.array(recentCall),
  })
  .meta({ id: 'Board' });
/** The TV’s whole state. Numbers and counters only. */
export type Board = z.output<typeof board>;

const namedBoard = z.strictObject({
  board: boardName,
  state: z.enum(boardStandings),
  /** Accepted automatically, so forgotten after a long absence. */
  automatic: z.boolean(),
  seenAt: isoTime,
});
/** A board by its name, as supervisors see it. */
export type BoardName = z.output<typeof namedBoard>;

export const boardNames = z.strictObject({ boards: z.array(namedBoard) }).meta({ id: 'BoardNames' });

export const boardsEndpoints = {
  board: endpoint('GET /offices/{office}/board', {
    summary: 'The board as it is now',
    who: 'public',
    answer: board,
    cache: 'tagged',
  }),
  list: endpoint('GET /offices/{office}/boards', {
    summary: 'Board names of the office: accepted and waiting',
    who: supervisors,
    answer: boardNames,
  }),
  accept: endpoint('POST /offices/{office}/boards', {
    summary: 'Accept a board',
    who: supervisors,
    body: boardBody,
    command: true,
    status: 201,
    answer: boardNames,
  }),
  remove: endpoint('POST /offices/{office}/boards/{board}/remove', {
    summary: 'Remove a board; only a supervisor can accept it again',
    who: supervisors,
    body: emptyBody,
    command: true,
    answer: boardNames,
  }),
};
