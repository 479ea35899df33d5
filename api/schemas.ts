import * as z from 'zod';
import { boardStandings } from '../domain/boards/board-names.ts';
import type { BoardName } from '../domain/boards/board-names.ts';
import { closedReasons, dayKinds } from '../domain/offices/calendar.ts';
import type { CalendarDay } from '../domain/offices/calendar.ts';
import type { DeviceView } from '../db/devices/devices.ts';
import type { DayView } from '../domain/supervision/day.ts';
import type { OfficeView } from '../domain/offices/office-view.ts';
import { kioskModes, weekdays } from '../domain/offices/policy.ts';
import { overallScores, skmElements, skmScores } from '../domain/visitors/rating.ts';
import type { Rating } from '../domain/visitors/rating.ts';
import { correctedFields, correctedTimes } from '../domain/supervision/correction.ts';
import {
  idTypes,
  incidentKinds,
  keyStates,
  lockerStates,
  resolveCauses,
  settableLockerStates,
  skipReasons,
} from '../domain/custody/custody.ts';
import {
  escalationChannels,
  escalationEvents,
  escalationLevels,
  escalationStates,
} from '../domain/supervision/escalation.ts';
import { noticeKinds } from '../domain/visits/deadlines.ts';
import { paperOutcomes } from '../domain/supervision/paper.ts';
import {
  ageBands,
  educations,
  genders,
  institutionCategories,
  largestGroup,
  occupations,
  purposes,
  serviceKinds,
  toE164,
} from '../domain/visitors/guest-book.ts';
import type { GuestBook } from '../domain/visitors/guest-book.ts';
import { verdicts } from '../domain/visits/sla.ts';
import { priorities } from '../domain/visits/queue.ts';
import { eventNames, finalSteps, staffMoveNames, steps } from '../domain/visits/steps.ts';
import type { StaffMoveName } from '../domain/visits/steps.ts';
import { roles } from '../domain/staff/roles.ts';
import { languages } from '../domain/language.ts';
import type {
  Board,
  DeskVisit,
  EscalationView,
  HandoverView,
  IncidentView,
  LockerView,
  PaperVisitView,
  Problem,
  SessionView,
  StaffVisit,
  Ticket,
  VisitStory,
  VisitView,
  WholeGuestBook,
} from '../domain/visits/views.ts';
import { slaBases } from '../domain/visits/visit.ts';

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
export const isoTime = z.iso.datetime({ precision: 3 });
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

const groupCount = z.int().min(0).max(largestGroup);

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
    remember: z.boolean().optional(),
    group: z
      .strictObject({ male: groupCount, female: groupCount })
      .refine(({ male, female }) => male + female >= 2 && male + female <= largestGroup)
      .optional(),
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
    escalationRepeatMinutes: z.int().min(0).max(1_440).exactOptional(),
    typingHoldSeconds: z.int().min(0).max(1_800).exactOptional(),
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
  .refine(({ slaWarnSeconds, slaSeconds }) => slaWarnSeconds < slaSeconds, {
    path: ['slaWarnSeconds'],
    message: 'slaWarnSeconds < slaSeconds',
  })
  .meta({ id: 'Policy' });

/** How a day of the calendar comes in, by form or file. */
export const calendarDay = z
  .strictObject({
    day,
    kind: z.enum(dayKinds),
    name: text(100),
    hours: dayHours.nullable(),
    verified: z.boolean(),
  })
  .refine(({ kind, hours }) => (kind === 'hours') === (hours !== null), { path: ['hours'] })
  .meta({ id: 'CalendarDay' }) satisfies z.ZodType<CalendarDay>;

const calendar = z
  .array(calendarDay)
  .max(1_000)
  .refine((days) => new Set(days.map((entry) => entry.day)).size === days.length);

const label = text(60);
const labelled = (codes: z.ZodType<string>) =>
  z
    .array(z.strictObject({ code: codes, label }))
    .min(1)
    .max(100)
    .refine((rows) => new Set(rows.map((row) => row.code)).size === rows.length);
const longText = z.string().trim().max(4_000).regex(manyLines);

/** What an office publishes, as an admin edits it. */
const profile = z.strictObject({
  unit: text(200),
  address: text(300),
  contacts: z.strictObject({ phone: text(40), email: z.email(), website: z.url({ protocol: /^https?$/ }) }),
  privacyNotice: z.strictObject({ version: text(20), id: longText.min(1), en: longText.min(1) }),
  standard: z.strictObject({
    sk: text(100),
    service: text(100),
    requirements: z.array(longText.min(1)).max(20),
    steps: z.array(longText.min(1)).max(20),
    slaText: longText.min(1),
    fee: text(200),
    product: text(300),
    complaints: z.array(longText.min(1)).max(20),
    pledge: longText,
  }),
});

export const settingsSections = {
  name: text(150),
  profile,
  services: labelled(z.string().regex(/^[A-Z]$/)),
  counters: labelled(code),
  lockers: z
    .array(code)
    .max(500)
    .refine((codes) => new Set(codes).size === codes.length),
  calendar,
  disabled: z.boolean(),
};

export const settingsBody = z
  .strictObject({ expectedVersion: z.int().min(1), ...z.strictObject(settingsSections).partial().shape })
  .refine((body) => Object.keys(body).length > 1)
  .meta({ id: 'SettingsChange' });

export const nationalCalendarBody = z
  .strictObject({ expectedVersion: z.int().min(1), days: calendar })
  .meta({ id: 'NationalCalendarChange' });

export const calendarCsvBody = z
  .strictObject({ csv: z.string().min(1).max(60_000) })
  .meta({ id: 'CalendarCsv' });

const bothLanguages = z.strictObject({ id: text(200), en: text(200) });

export const announcementBody = z
  .strictObject({
    message: bothLanguages.nullable(),
    closing: z.strictObject({ reason: bothLanguages, until: isoTime.nullable() }).nullable(),
  })
  .meta({ id: 'Announcement' });
export type AnnouncementBody = z.output<typeof announcementBody>;

export const username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);
export const newPassword = z.string().min(8).max(200);

export const ownPasswordBody = z
  .strictObject({ current: z.string().min(1).max(200), next: newPassword })
  .meta({ id: 'OwnPassword' });

export const accountBody = z
  .strictObject({ username, name: text(100), role: z.enum(roles), password: newPassword })
  .meta({ id: 'NewAccount' });

export const accountChange = z
  .union([z.strictObject({ password: newPassword }), z.strictObject({ disabled: z.boolean() })])
  .meta({ id: 'AccountChange' });

/** What a desk's line tells of itself. */
export const counterMessage = z.object({ counter: code });

export const lockerCode = code;
export const lockerBody = z
  .strictObject({ state: z.enum(settableLockerStates), expected: z.enum(settableLockerStates) })
  .meta({ id: 'LockerChange' });

export const boardBody = z.strictObject({ board: boardName }).meta({ id: 'OwnBoard' });
export const deviceBody = z.strictObject({ name: text(60) }).meta({ id: 'NewDevice' });
export const pairingBody = z.strictObject({ code: z.string().regex(/^\d{8}$/) }).meta({ id: 'Pairing' });

export const incidentBody = z
  .strictObject({ kind: z.enum(incidentKinds), note: reason })
  .meta({ id: 'NewIncident' });

export const handoverBody = z.strictObject({ to: username }).meta({ id: 'NewHandover' });

export const priorityBody = z
  .strictObject({ priority: z.enum(priorities).nullable() })
  .meta({ id: 'PriorityChange' });

export const correctionBody = z
  .discriminatedUnion('field', [
    z.strictObject({ field: z.enum(correctedTimes), at: isoTime, reason }),
    z.strictObject({ field: z.literal('guest-book'), guestBook, reason }),
  ])
  .meta({ id: 'NewCorrection' });
export type CorrectionBody = z.output<typeof correctionBody>;

export const paperVisitBody = z
  .strictObject({
    service: z.string().regex(/^[A-Z]$/),
    label: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/),
    takenAt: isoTime,
    servedAt: isoTime.nullable(),
    endedAt: isoTime,
    outcome: z.enum(paperOutcomes),
  })
  .refine(
    ({ takenAt, servedAt, endedAt }) => takenAt <= (servedAt ?? takenAt) && (servedAt ?? takenAt) <= endedAt,
    {
      path: ['endedAt'],
    },
  )
  .refine(({ servedAt, outcome }) => (outcome === 'done') === (servedAt !== null), { path: ['servedAt'] })
  .meta({ id: 'NewPaperVisit' });

export const profileBody = z
  .strictObject({ email: z.string().trim().max(150).pipe(z.email()) })
  .meta({ id: 'ProfileLookup' });

export const dayQuery = z.strictObject({ day: day.optional() });

export const dayRange = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

export const deskQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  day: day.optional(),
});

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
    office: z.string(),
    label: z.string(),
    step: z.enum(steps),
    revision: z.int(),
    ahead: z.int(),
    estimate,
    counter: counter.nullable(),
    guestBook: z.enum(['closed', 'open', 'submitted']),
    rating: z.enum(['closed', 'open', 'submitted']),
    custody: z.enum(['none', 'held', 'returned']),
    locker: z.string().nullable(),
    sla: z.strictObject({ dueAt: isoTime, verdict: z.enum(verdicts) }).nullable(),
    noShowAt: isoTime.nullable(),
    noShowLatestAt: isoTime.nullable(),
    callBackUntil: isoTime.nullable(),
    calledBack: z.boolean(),
    timeline: z.array(z.strictObject({ step: z.enum(steps), at: isoTime })),
    notice: z.strictObject({
      closedBecause: z.enum(closedReasons).nullable(),
      opensAt: isoTime.nullable(),
      message: z.strictObject({ id: z.string(), en: z.string() }).nullable(),
    }),
    at: isoTime,
  })
  .meta({ id: 'VisitView' }) satisfies z.ZodType<VisitView>;

const acknowledged = z.strictObject({ by: z.string(), at: isoTime }).nullable();

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
  escalation: z
    .strictObject({ level: z.enum(escalationLevels), since: isoTime, at: isoTime, acknowledged })
    .nullable(),
  noShowAt: isoTime.nullable(),
  typing: z.boolean(),
};

export const deskVisit = z
  .strictObject(deskVisitShape)
  .meta({ id: 'DeskVisit' }) satisfies z.ZodType<DeskVisit>;

export const staffVisit = z
  .strictObject({
    ...deskVisitShape,
    guestBook: z
      .strictObject({
        name: z.string(),
        email: z.string(),
        emailVerified: z.boolean().nullable(),
        institution: z.string(),
        purpose: z.literal(purposes),
      })
      .nullable(),
    timeline: z.array(
      z.strictObject({ move: z.enum(eventNames), step: z.enum(steps), at: isoTime, by: z.string() }),
    ),
  })
  .meta({ id: 'StaffVisit' }) satisfies z.ZodType<StaffVisit>;

export const deskList = z
  .strictObject({
    visits: z.array(deskVisit),
    missed: z.array(deskVisit),
    revision: z.int(),
    epoch: z.string(),
    at: isoTime,
  })
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
    closesAt: isoTime.nullable(),
    message: z.strictObject(bilingual).nullable(),
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

const heldItem = z.strictObject({ label: z.string(), locker: z.string(), idType: z.enum(idTypes) });

const handover = z
  .strictObject({
    id: z.uuid(),
    givenBy: z.string(),
    takenBy: z.string(),
    takerUsername: z.string(),
    givenAt: isoTime,
    takenAt: isoTime.nullable(),
    items: z.array(heldItem),
  })
  .meta({ id: 'Handover' }) satisfies z.ZodType<HandoverView>;

export const handoverList = z.strictObject({ handovers: z.array(handover) }).meta({ id: 'HandoverList' });
export const handoverDesk = z
  .strictObject({
    held: z.array(heldItem),
    handovers: z.array(handover),
    colleagues: z.array(z.strictObject({ username: z.string(), name: z.string() })),
  })
  .meta({ id: 'HandoverDesk' });

export const lockerAnswer = z
  .strictObject({ locker: z.string(), state: z.enum(settableLockerStates) })
  .meta({ id: 'Locker' });

const incident = z.strictObject({
  id: z.uuid(),
  visitId,
  label: z.string(),
  day,
  kind: z.enum(incidentKinds),
  locker: z.string().nullable(),
  at: isoTime,
  by: z.string(),
  note: z.string().nullable(),
}) satisfies z.ZodType<IncidentView>;

export const incidentList = z.strictObject({ incidents: z.array(incident) }).meta({ id: 'Incidents' });
export const created = z.strictObject({ id: z.uuid() }).meta({ id: 'Created' });
export const priorityAnswer = priorityBody.meta({ id: 'PriorityAnswer' });

const toldOutside = {
  dueAt: isoTime,
  raisedAt: isoTime,
  times: z.int(),
  toldAt: isoTime,
  acknowledged,
  withdrawnAt: isoTime.nullable(),
  deliveries: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      channel: z.enum(escalationChannels),
      event: z.enum(escalationEvents),
      attempts: z.int(),
      createdAt: isoTime,
      sentAt: isoTime.nullable(),
    }),
  ),
};

export const escalation = z
  .strictObject({
    visitId,
    label: z.string(),
    day,
    step: z.enum(steps),
    counter: counter.nullable(),
    state: z.enum(escalationStates),
    registeredAt: isoTime,
    answeredAt: isoTime.nullable(),
    ...toldOutside,
  })
  .meta({ id: 'Escalation' }) satisfies z.ZodType<EscalationView>;

export const escalationList = z
  .strictObject({ escalations: z.array(escalation), at: isoTime })
  .meta({ id: 'Escalations' });

const storyTimes = z.strictObject({
  taken: isoTime.nullable(),
  called: isoTime.nullable(),
  registered: isoTime.nullable(),
  served: isoTime.nullable(),
  entered: isoTime.nullable(),
  ended: isoTime.nullable(),
});

export const story = z
  .strictObject({
    visitId,
    office: officeCode,
    label: z.string(),
    day,
    step: z.enum(steps),
    revision: z.int(),
    priority: z.enum(priorities).nullable(),
    policyVersion: z.int(),
    times: storyTimes,
    sla: z
      .strictObject({ dueAt: isoTime, verdict: z.enum(verdicts), seconds: z.number().nullable() })
      .nullable(),
    corrected: z
      .strictObject({
        times: storyTimes,
        verdict: z.enum(verdicts).nullable(),
        seconds: z.number().nullable(),
      })
      .nullable(),
    events: z.array(
      z.strictObject({
        revision: z.int(),
        move: z.enum(eventNames),
        step: z.enum(steps),
        at: isoTime,
        recordedAt: isoTime,
        by: z.string(),
        counter: z.string().nullable(),
        locker: z.string().nullable(),
        undoes: z.int().nullable(),
      }),
    ),
    notices: z.array(
      z.strictObject({
        kind: z.enum(noticeKinds),
        at: isoTime,
        recordedAt: isoTime,
        withdrawnAt: isoTime.nullable(),
      }),
    ),
    escalation: z.strictObject(toldOutside).nullable(),
    incidents: z.array(
      z.strictObject({
        kind: z.enum(incidentKinds),
        locker: z.string().nullable(),
        at: isoTime,
        by: z.string(),
      }),
    ),
    corrections: z.array(
      z.strictObject({
        field: z.enum(correctedFields),
        before: isoTime.nullable(),
        after: isoTime.nullable(),
        reason: z.string(),
        at: isoTime,
        by: z.string(),
      }),
    ),
    /** The visit's workflow, and where a configured Temporal UI shows it. */
    engine: z.strictObject({ workflowId: z.string(), url: z.string().nullable() }),
  })
  .meta({ id: 'VisitStory' }) satisfies z.ZodType<VisitStory>;

export const paperVisitList = z
  .strictObject({
    visits: z.array(
      z.strictObject({
        label: z.string(),
        day,
        service: z.string(),
        takenAt: isoTime,
        servedAt: isoTime.nullable(),
        endedAt: isoTime,
        outcome: z.enum(paperOutcomes),
        enteredAt: isoTime,
        enteredBy: z.string(),
      }) satisfies z.ZodType<PaperVisitView>,
    ),
  })
  .meta({ id: 'PaperVisits' });

const {
  name,
  email,
  institution,
  institutionCategory,
  gender,
  ageBand,
  education,
  occupation,
  disability,
  purpose,
} = guestBook.shape;
/** What is answered of a kept guest book; optional texts come only when they were filled in. */
const knownAs = {
  name,
  email,
  institution,
  institutionCategory,
  gender,
  ageBand,
  education,
  occupation,
  disability,
  purpose,
  occupationOther: z.string().exactOptional(),
  purposeOther: z.string().exactOptional(),
  phone: z.string().exactOptional(),
};

export const profileAnswer = z
  .strictObject({ profile: z.strictObject(knownAs).nullable() })
  .meta({ id: 'ProfileAnswer' });

export const wholeGuestBook = z
  .strictObject({
    guestBook: z.strictObject({
      ...knownAs,
      services: z.array(z.literal(serviceKinds)),
      dataNeeded: z.string().exactOptional(),
      remember: z.boolean(),
      group: z.strictObject({ male: z.int(), female: z.int() }).exactOptional(),
      privacyNotice: z.string(),
    }),
    emailVerified: z.boolean().nullable(),
  })
  .meta({ id: 'WholeGuestBook' }) satisfies z.ZodType<WholeGuestBook>;
export const profileForgotten = z.strictObject({ forgotten: z.boolean() }).meta({ id: 'ProfileForgotten' });

const namedVisit = { visitId, label: z.string() };

export const dayList = z
  .strictObject({
    days: z.array(
      z.strictObject({
        day,
        closedAt: isoTime,
        settledAt: isoTime.nullable(),
        report: z.strictObject({
          visits: z.partialRecord(z.enum([...finalSteps, 'open', 'on-paper']), z.int()),
          sla: z.strictObject({ met: z.int(), breached: z.int(), excluded: z.int() }),
          custody: z.strictObject({ deposited: z.int(), returned: z.int(), resolved: z.int() }),
          held: z.array(z.strictObject({ ...namedVisit, locker: z.string() })),
          unfinished: z.array(z.strictObject(namedVisit)),
        }),
      }) satisfies z.ZodType<DayView>,
    ),
  })
  .meta({ id: 'Days' });

export const settings = z
  .strictObject({
    code: officeCode,
    timeZone: z.string(),
    version: z.int(),
    ...settingsSections,
  })
  .meta({ id: 'Settings' });

export const nationalCalendar = z
  .strictObject({ version: z.int(), days: z.array(calendarDay) })
  .meta({ id: 'NationalCalendar' });
export const calendarDays = z.strictObject({ days: z.array(calendarDay) }).meta({ id: 'CalendarDays' });

const devices = z.array(
  z.strictObject({
    id: z.uuid(),
    name: z.string(),
    state: z.enum(['waiting', 'paired', 'revoked']),
    pairedAt: isoTime.nullable(),
  }) satisfies z.ZodType<DeviceView>,
);
export const deviceList = z.strictObject({ devices }).meta({ id: 'Devices' });
export const boardNames = z
  .strictObject({
    boards: z.array(
      z.strictObject({
        board: boardName,
        state: z.enum(boardStandings),
        automatic: z.boolean(),
        seenAt: isoTime,
      }),
    ),
  })
  .meta({ id: 'BoardNames' }) satisfies z.ZodType<{ boards: BoardName[] }>;

export const deviceAdded = z.strictObject({ code: z.string(), devices }).meta({ id: 'DeviceAdded' });
export const paired = z.strictObject({ office: officeCode, name: z.string() }).meta({ id: 'Paired' });

export const accountList = z
  .strictObject({
    accounts: z.array(
      z.strictObject({ username, name: z.string(), role: z.enum(roles), disabled: z.boolean() }),
    ),
  })
  .meta({ id: 'Accounts' });

export const emailVerified = z.strictObject({ verified: z.literal(true) }).meta({ id: 'EmailVerified' });

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
