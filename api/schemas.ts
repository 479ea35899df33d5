import * as z from 'zod';
import { closedReasons } from '../domain/office/calendar.ts';
import type { OfficeView } from '../domain/office/office-view.ts';
import { kioskModes, weekdays } from '../domain/office/policy.ts';
import { overallScores, skmElements, skmScores } from '../domain/survey/rating.ts';
import type { Rating } from '../domain/survey/rating.ts';
import { idTypes, lockerStates, skipReasons } from '../domain/visit/custody.ts';
import {
  ageBands,
  educations,
  genders,
  institutionCategories,
  occupations,
  purposes,
  serviceKinds,
  toE164,
} from '../domain/visit/guest-book.ts';
import type { GuestBook } from '../domain/visit/guest-book.ts';
import { verdicts } from '../domain/visit/promise.ts';
import { priorities } from '../domain/visit/queue.ts';
import { eventNames, staffMoveNames, steps } from '../domain/visit/steps.ts';
import { languages, roles } from '../domain/visit/views.ts';
import type {
  Board,
  DeskVisit,
  LockerView,
  Problem,
  SessionView,
  StaffVisit,
  Ticket,
  VisitView,
} from '../domain/visit/views.ts';
import { slaBases } from '../domain/visit/visit.ts';

/**
 * Schemas of everything that comes in and goes out; the OpenAPI document is made of them. Code lists are
 * read from the domain's tables.
 */

/** Any script, but nothing that cannot be stored: control characters and halves of characters. */
const oneLine = /^[^\p{Cc}\p{Cs}]*$/u;
const manyLines = /^[^\0\p{Cs}]*$/u;

const text = (max: number) => z.string().trim().min(1).max(max).regex(oneLine);
/** Optional text: what is only blanks was not filled in. */
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(manyLines)
    .transform((value) => (value === '' ? undefined : value))
    .optional();
const isoTime = z.iso.datetime({ precision: 3 });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const day = z.iso.date();
export const officeCode = z.string().regex(/^\d{4}$/);
export const visitId = z.uuid();
export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
export const boardName = z.string().regex(/^[A-Za-z0-9-]{1,32}$/);
export const revision = z.int().min(1);

/** Codes that staff give to counters and lockers. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}$/);

const counter = z.strictObject({ code: z.string(), label: z.string() }).meta({ id: 'Counter' });

// Requests ---------------------------------------------------------------------------------------

export const ticketBody = z
  .strictObject({
    service: z.string().regex(/^[A-Z]$/),
    priority: z.enum(priorities).optional(),
    language: z.enum(languages).default('id'),
  })
  .meta({ id: 'TicketRequest' });

const phone = z
  .string()
  .trim()
  .max(32)
  .transform((value, context) => {
    if (value === '') return undefined;
    const e164 = toE164(value);
    if (e164 === null) context.addIssue({ code: 'invalid_format', format: 'e164', input: value });
    return e164 ?? undefined;
  })
  .optional();

export const guestBook = z
  .strictObject({
    name: text(150),
    email: z.string().trim().max(150).pipe(z.email()),
    institution: text(150),
    institutionCategory: z.literal(institutionCategories),
    gender: z.literal(genders).nullable(),
    ageBand: z.literal(ageBands).nullable(),
    education: z.literal(educations).nullable(),
    occupation: z.literal(occupations).nullable(),
    occupationOther: optionalText(150),
    phone,
    disability: z.boolean().nullable(),
    purpose: z.literal(purposes),
    purposeOther: optionalText(150),
    services: z
      .array(z.literal(serviceKinds))
      .min(1)
      .max(serviceKinds.length)
      .refine((codes) => new Set(codes).size === codes.length),
    dataNeeded: optionalText(500),
    privacyNotice: text(20),
  })
  .meta({ id: 'GuestBook' }) satisfies z.ZodType<GuestBook>;

export const rating = z
  .strictObject({
    overall: z.literal(overallScores).nullable(),
    skm: z.strictObject(skmAnswers()).optional(),
    comment: optionalText(500),
  })
  .meta({ id: 'Rating' }) satisfies z.ZodType<Rating>;

function skmAnswers() {
  const answer = z.literal(skmScores).nullable().optional();
  return Object.fromEntries(skmElements.map((element) => [element, answer])) as Record<
    (typeof skmElements)[number],
    typeof answer
  >;
}

const reason = z.string().trim().min(1).max(500).regex(manyLines);

export const callBody = z.strictObject({ counter: code }).meta({ id: 'CallNext' });

const plainMoves = staffMoveNames.filter(
  (name) =>
    name !== 'deposit' &&
    name !== 'skip-locker' &&
    name !== 'submit-guest-book' &&
    name !== 'resolve-custody',
);

export const moveBody = z
  .discriminatedUnion('move', [
    z.strictObject({ move: z.enum(plainMoves), expectedRevision: revision }),
    z.strictObject({
      move: z.literal('deposit'),
      expectedRevision: revision,
      idType: z.enum(idTypes),
      idLast4: z.string().regex(/^[A-Za-z0-9]{4}$/),
      locker: code,
    }),
    z.strictObject({
      move: z.literal('skip-locker'),
      expectedRevision: revision,
      reason: z.enum(skipReasons),
    }),
    z.strictObject({ move: z.literal('submit-guest-book'), expectedRevision: revision, guestBook }),
    z.strictObject({ move: z.literal('resolve-custody'), expectedRevision: revision, reason }),
  ])
  .meta({ id: 'Move' });

export type MoveBody = z.output<typeof moveBody>;

export const sessionBody = z
  .strictObject({ username: text(64), password: z.string().min(1).max(200) })
  .meta({ id: 'SignIn' });

/** A cancel carries nothing; an empty body and `{}` are the same. */
export const emptyBody = z.strictObject({}).optional();

const interval = z
  .tuple([clockTime, clockTime])
  .refine(([start, end]) => start < end, { message: 'start < end' });

const dayHours = z
  .array(interval)
  .min(1)
  .max(6)
  .refine((spans) => spans.every(([start], index) => index === 0 || start >= (spans[index - 1]?.[1] ?? '')));

const seconds = (max: number) => z.int().min(1).max(max);

export const policy = z
  .strictObject({
    sk: text(100),
    effectiveFrom: day,
    slaBasis: z.enum(slaBases),
    slaSeconds: seconds(86_400),
    slaWarnSeconds: seconds(86_400),
    noShowSeconds: seconds(86_400),
    undoSeconds: seconds(86_400),
    priorityRun: z.int().min(1).max(100),
    hours: z.union([
      z.literal('always'),
      z.strictObject(
        Object.fromEntries(weekdays.map((weekday) => [weekday, dayHours.optional()])) as Record<
          (typeof weekdays)[number],
          z.ZodOptional<typeof dayHours>
        >,
      ),
    ]),
    lastTicketMinutesBeforeClose: z.int().min(0).max(1_440),
    kiosk: z.enum(kioskModes),
  })
  .refine(({ slaWarnSeconds, slaSeconds }) => slaWarnSeconds < slaSeconds, { path: ['slaWarnSeconds'] })
  .meta({ id: 'Policy' });

export const deskQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  day: day.optional(),
});

export const slaQuery = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

// Answers ----------------------------------------------------------------------------------------

const estimate = z.strictObject({ lowMinutes: z.number(), highMinutes: z.number() }).nullable();

export const ticket = z
  .strictObject({
    visitId,
    token,
    number: z.int(),
    label: z.string(),
    day,
    step: z.literal('waiting'),
    revision: z.int(),
    ahead: z.int(),
    estimate,
    statusUrl: z.string(),
  })
  .meta({ id: 'Ticket' }) satisfies z.ZodType<Ticket>;

export const visitView = z
  .strictObject({
    label: z.string(),
    step: z.enum(steps),
    revision: z.int(),
    ahead: z.int(),
    estimate,
    counter: counter.nullable(),
    guestBook: z.enum(['closed', 'open', 'submitted']),
    rating: z.enum(['closed', 'open', 'submitted']),
    custody: z.enum(['none', 'held', 'returned']),
    sla: z.strictObject({ dueAt: isoTime, verdict: z.enum(verdicts) }).nullable(),
    timeline: z.array(z.strictObject({ step: z.enum(steps), at: isoTime })),
    at: isoTime,
  })
  .meta({ id: 'VisitView' }) satisfies z.ZodType<VisitView>;

const deskVisitShape = {
  visitId,
  label: z.string(),
  step: z.enum(steps),
  revision: z.int(),
  priority: z.enum(priorities).nullable(),
  counter: counter.nullable(),
  custody: z
    .strictObject({ idType: z.string(), idLast4: z.string(), locker: z.string(), since: isoTime })
    .nullable(),
  sla: z.strictObject({ dueAt: isoTime, warnAt: isoTime, verdict: z.enum(verdicts) }).nullable(),
  statusUrl: z.string(),
  next: z.array(z.enum(staffMoveNames)),
  undo: z.strictObject({ move: z.enum(eventNames), until: isoTime }).nullable(),
};

export const deskVisit = z
  .strictObject(deskVisitShape)
  .meta({ id: 'DeskVisit' }) satisfies z.ZodType<DeskVisit>;

export const staffVisit = z
  .strictObject({
    ...deskVisitShape,
    guestBook: z
      .strictObject({ name: z.string(), institution: z.string(), purpose: z.literal(purposes) })
      .nullable(),
    timeline: z.array(
      z.strictObject({ move: z.enum(eventNames), step: z.enum(steps), at: isoTime, by: z.string() }),
    ),
  })
  .meta({ id: 'StaffVisit' }) satisfies z.ZodType<StaffVisit>;

export const deskList = z
  .strictObject({ visits: z.array(deskVisit), revision: z.int(), epoch: z.string(), at: isoTime })
  .meta({ id: 'DeskList' });

export const callAnswer = z.strictObject({ visit: staffVisit.nullable() }).meta({ id: 'CallAnswer' });

export const lockerList = z
  .strictObject({
    lockers: z.array(
      z.strictObject({
        locker: z.string(),
        state: z.enum(lockerStates),
        label: z.string().exactOptional(),
      }) satisfies z.ZodType<LockerView>,
    ),
  })
  .meta({ id: 'Lockers' });

export const board = z
  .strictObject({
    epoch: z.string(),
    revision: z.int(),
    at: isoTime,
    open: z.boolean(),
    closedBecause: z.enum(closedReasons).nullable(),
    opensAt: isoTime.nullable(),
    message: z.strictObject({ id: z.string(), en: z.string() }).nullable(),
    calling: z.array(
      z.strictObject({
        callId: z.uuid(),
        label: z.string(),
        counter,
        calledAt: isoTime,
        times: z.int(),
        language: z.enum(languages),
      }),
    ),
    serving: z.array(z.strictObject({ label: z.string(), counter })),
    waiting: z.array(z.string()),
    waitingCount: z.int(),
  })
  .meta({ id: 'Board' }) satisfies z.ZodType<Board>;

export const session = z
  .strictObject({
    username: z.string(),
    name: z.string(),
    role: z.enum(roles),
    office: officeCode.nullable(),
  })
  .meta({ id: 'Session' }) satisfies z.ZodType<SessionView>;

const bilingual = { id: z.string(), en: z.string() };

export const office = z
  .strictObject({
    code: officeCode,
    name: z.string(),
    unit: z.string(),
    address: z.string(),
    contacts: z.strictObject({ phone: z.string(), email: z.string(), website: z.string() }),
    timeZone: z.string(),
    publicUrl: z.string().nullable(),
    open: z.boolean(),
    ticketsOpen: z.boolean(),
    closedBecause: z.enum(closedReasons).nullable(),
    opensAt: isoTime.nullable(),
    privacyNotice: z.strictObject({ version: z.string(), ...bilingual }),
    services: z.array(counter),
    counters: z.array(counter),
    standard: z.strictObject({
      sk: z.string(),
      service: z.string(),
      requirements: z.array(z.string()),
      steps: z.array(z.string()),
      slaText: z.string(),
      fee: z.string(),
      product: z.string(),
      complaints: z.array(z.string()),
      pledge: z.string(),
    }),
  })
  .meta({ id: 'Office' }) satisfies z.ZodType<OfficeView>;

export const officeList = z
  .strictObject({ offices: z.array(z.strictObject({ code: officeCode, name: z.string() })) })
  .meta({ id: 'Offices' });

export const policyAnswer = z
  .strictObject({ ...policy.shape, version: z.int() })
  .meta({ id: 'PolicyVersion' });

export const sla = z
  .strictObject({
    n: z.int(),
    met: z.int(),
    breached: z.int(),
    running: z.int(),
    excluded: z.record(z.string(), z.int()),
    seconds: z.strictObject({
      p50: z.number().nullable(),
      p90: z.number().nullable(),
      max: z.number().nullable(),
    }),
    breaches: z.array(
      z.strictObject({
        visitId,
        label: z.string(),
        day,
        dueAt: isoTime,
        servedAt: isoTime.nullable(),
        seconds: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Sla' });

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().exactOptional(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).exactOptional(),
    visit: z.union([staffVisit, deskVisit, visitView]).exactOptional(),
    opensAt: isoTime.nullable().exactOptional(),
  })
  .meta({ id: 'Problem' }) satisfies z.ZodType<Problem>;
