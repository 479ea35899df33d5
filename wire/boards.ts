import * as z from 'zod';
import { boardStandings } from '../domain/boards/board-names.ts';
import { languages } from '../domain/language.ts';
import { closedReasons } from '../domain/offices/calendar.ts';
import { boardName, counter, isoTime } from './fields.ts';

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
  })
  .meta({ id: 'Board' });
/** The TV’s whole state. Numbers and counters only. */
export type Board = z.output<typeof board>;

const namedBoard = z.strictObject({
  board: boardName,
  state: z.enum(boardStandings),
  /** Accepted by itself, so forgotten once it has long been away. */
  automatic: z.boolean(),
  seenAt: isoTime,
});
/** A board by its name, as supervisors see it. */
export type BoardName = z.output<typeof namedBoard>;

export const boardNames = z.strictObject({ boards: z.array(namedBoard) }).meta({ id: 'BoardNames' });
