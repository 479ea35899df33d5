import * as z from 'zod';
import { deskRoles } from '../domain/staff/roles.ts';
import { endpoint, moveProblems } from './http/endpoint.ts';
import type { IsoTime } from '../domain/time.ts';
import { idTypes, keyStates, resolveCauses, skipReasons } from '../domain/custody/custody.ts';
import { escalationLevels } from '../domain/supervision/escalation.ts';
import { purposes, serviceKinds } from '../domain/visitors/guest-book.ts';
import { priorities } from '../domain/visits/queue.ts';
import { verdicts } from '../domain/visits/sla.ts';
import { eventNames, openSteps, staffMoveNames, steps, type StaffMoveName } from '../domain/visits/steps.ts';
import type { LockerView } from './custody.ts';
import {
  acknowledged,
  code,
  counter,
  day,
  isoTime,
  lost,
  reason,
  revision,
  visitId,
  type CodeLabel,
} from './fields.ts';
import { guestBook } from './visitors/guest-books.ts';

export const callBody = z.strictObject({ counter: code }).meta({ id: 'CallNext' });

/** Moves that come with arguments; each has its own shape below. */
const movesWithArguments = [
  'serve',
  'deposit',
  'change-locker',
  'skip-locker',
  'submit-guest-book',
  'transfer',
  'return-id',
  'resolve-custody',
] as const satisfies readonly StaffMoveName[];

const isPlain = (name: StaffMoveName): name is Exclude<StaffMoveName, (typeof movesWithArguments)[number]> =>
  !(movesWithArguments as readonly StaffMoveName[]).includes(name);

export const moveBody = z
  .discriminatedUnion('move', [
    z.strictObject({ move: z.enum(staffMoveNames.filter(isPlain)), expectedRevision: revision }),
    z.strictObject({
      move: z.literal('deposit'),
      expectedRevision: revision,
      idType: z.enum(idTypes),
      idLast4: z.string().regex(/^[A-Za-z0-9]{4}$/),
      locker: code,
    }),
    z.strictObject({ move: z.literal('change-locker'), expectedRevision: revision, locker: code }),
    z.strictObject({ move: z.literal('serve'), expectedRevision: revision, counter: code.exactOptional() }),
    z.strictObject({ move: z.literal('transfer'), expectedRevision: revision, counter: code }),
    z.strictObject({
      move: z.literal('return-id'),
      expectedRevision: revision,
      lockerKey: z.enum(keyStates).default('returned'),
    }),
    z.strictObject({
      move: z.literal('skip-locker'),
      expectedRevision: revision,
      reason: z.enum(skipReasons),
    }),
    z.strictObject({ move: z.literal('submit-guest-book'), expectedRevision: revision, guestBook }),
    z.strictObject({
      move: z.literal('resolve-custody'),
      expectedRevision: revision,
      reason,
      cause: z.enum(resolveCauses).default('other'),
    }),
  ])
  .meta({ id: 'Move' });

export type MoveBody = z.output<typeof moveBody>;

export const priorityBody = z
  .strictObject({ priority: z.enum(priorities).nullable() })
  .meta({ id: 'PriorityChange' });

export const deskQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  day: day.optional(),
});

const deskVisitShape = {
  visitId,
  label: z.string(),
  step: z.enum(steps),
  /** The step it stands at, or stood at when it ended. */
  reached: z.enum(openSteps),
  revision: z.int(),
  priority: z.enum(priorities).nullable(),
  counter: counter.nullable(),
  custody: z
    .strictObject({
      idType: z.string(),
      idLast4: z.string(),
      locker: z.string(),
      since: isoTime,
      /** True for a card still held after the office has closed. */
      afterClose: z.boolean(),
    })
    .nullable(),
  sla: z.strictObject({ dueAt: isoTime, warnAt: isoTime, verdict: z.enum(verdicts) }).nullable(),
  statusUrl: z.string(),
  next: z.array(z.enum(staffMoveNames)),
  undo: z.strictObject({ move: z.enum(eventNames), until: isoTime }).nullable(),
  /** Set while the visitor waits for service longer than the warning allows. */
  escalation: z
    .strictObject({ level: z.enum(escalationLevels), since: isoTime, at: isoTime, acknowledged })
    .nullable(),
  /** When the called number lapses if nobody comes or types; null unless it is called. */
  noShowAt: isoTime.nullable(),
  /** True while the visitor fills the guest book. */
  typing: z.boolean(),
  /** Whether the visitor has given a rating; never which. */
  rated: z.boolean(),
};

export const deskVisit = z.strictObject(deskVisitShape).meta({ id: 'DeskVisit' });
/** A row of the desk’s list. */
export type DeskVisit = z.output<typeof deskVisit>;

export const staffVisit = z
  .strictObject({
    ...deskVisitShape,
    guestBook: z
      .strictObject({
        name: z.string(),
        email: z.string(),
        /** Whether the address was confirmed by mail; null where no check mails are sent. */
        emailVerified: z.boolean().nullable(),
        institution: z.string(),
        purpose: z.literal(purposes),
        /** The use in the visitor's own words, where none of the list fits; null when nothing was written. */
        purposeOther: z.string().nullable(),
        services: z.array(z.literal(serviceKinds)),
        /** Null of who declined to answer. */
        disability: z.boolean().nullable(),
        /** Everyone who came, of a visitor who leads a group. */
        group: z.strictObject({ male: z.int(), female: z.int() }).nullable(),
        /** What the visitor came for, in the visitor's own words; null when nothing was written. */
        dataNeeded: z.string().nullable(),
      })
      .nullable(),
    /** What was lost of it when the database was restored; empty for almost every visit. */
    lost,
    timeline: z.array(
      z.strictObject({ move: z.enum(eventNames), step: z.enum(steps), at: isoTime, by: z.string() }),
    ),
  })
  .meta({ id: 'StaffVisit' });
/** One visit as an officer sees it; reading the guest book is recorded. */
export type StaffVisit = z.output<typeof staffVisit>;

export const deskList = z
  .strictObject({
    visits: z.array(deskVisit),
    /** No-shows of today that can be called back and are no longer among the visits, the latest first. */
    missed: z.array(deskVisit),
    revision: z.int(),
    epoch: z.string(),
    at: isoTime,
  })
  .meta({ id: 'DeskList' });
export type DeskList = z.output<typeof deskList>;

export const callAnswer = z
  .strictObject({
    visit: staffVisit.nullable(),
    /** Numbers before it that could not be called now; they are put right by themselves. */
    passedOver: z.array(z.string()),
  })
  .meta({ id: 'CallAnswer' });

export const priorityAnswer = priorityBody.meta({ id: 'PriorityAnswer' });

/** A board that is or was connected, as the desk sees it. */
export interface BoardHealth {
  board: string;
  connected: boolean;
  revision: number | null;
  shownAt: IsoTime | null;
  audio: string | null;
  build: string | null;
}

/** A counter and who works there now, by name. */
export interface DeskCounter extends CodeLabel {
  officers: string[];
}

/** The whole state sent to a desk, ordered by `at` within an epoch. */
export interface DeskSnapshot extends DeskList {
  lockers: LockerView[];
  boards: BoardHealth[];
  counters: DeskCounter[];
}

/** The desk as a screen knows it: over HTTP it learns of no boards, so they are null until the socket has told them. */
export interface DeskState extends Omit<DeskSnapshot, 'boards'> {
  boards: BoardHealth[] | null;
}

export const visitsEndpoints = {
  list: endpoint('GET /offices/{office}/visits', {
    summary: "The desk's list",
    who: deskRoles,
    query: deskQuery,
    answer: deskList,
    cache: 'no-store',
  }),
  call: endpoint('POST /offices/{office}/calls', {
    summary: 'Call the next number to a counter',
    who: deskRoles,
    body: callBody,
    command: true,
    answer: callAnswer,
    problems: moveProblems,
  }),
  move: endpoint('POST /visits/{visitId}/moves', {
    summary: 'Make a move on a visit',
    who: deskRoles,
    body: moveBody,
    command: true,
    answer: staffVisit,
    problems: moveProblems,
  }),
  visit: endpoint('GET /visits/{visitId}/staff', {
    summary: 'One visit with its guest book; access is recorded',
    who: deskRoles,
    answer: staffVisit,
    cache: 'no-store',
  }),
  changePriority: endpoint('PUT /visits/{visitId}/priority', {
    summary: "Change a waiting visit's priority group; audited",
    who: deskRoles,
    body: priorityBody,
    command: true,
    answer: priorityAnswer,
    problems: ['move-not-allowed'],
  }),
};
