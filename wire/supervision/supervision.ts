import * as z from 'zod';
import { supervisors } from '../../domain/staff/roles.ts';
import { endpoint } from '../http/endpoint.ts';
import {
  dayRange,
  reportQuery,
  emptyBody,
  acknowledged,
  counter,
  day,
  isoTime,
  officeCode,
  visitId,
} from '../fields.ts';
import { idTypes } from '../../domain/custody/custody.ts';
import {
  escalationChannels,
  escalationEvents,
  escalationStates,
} from '../../domain/supervision/escalation.ts';
import { libraryUses } from '../../domain/supervision/library-uses.ts';
import { overallScores, ratingSources, type OverallScore } from '../../domain/ratings/rating.ts';
import { skmResult } from '../ratings.ts';
import { lostDetails } from '../../domain/visits/record.ts';
import { verdicts } from '../../domain/visits/sla.ts';
import { finalSteps, openSteps, steps } from '../../domain/visits/steps.ts';

const namedVisit = { visitId, label: z.string() };
const seconds = z.number().nullable();

export const sla = z
  .strictObject({
    n: z.int(),
    met: z.int(),
    breached: z.int(),
    running: z.int(),
    excluded: z.record(z.string(), z.int()),
    seconds: z.strictObject({ p50: seconds, p90: seconds, max: seconds }),
    /** The newest first. */
    breaches: z.array(
      z.strictObject({ ...namedVisit, day, dueAt: isoTime, servedAt: isoTime.nullable(), seconds }),
    ),
  })
  .meta({ id: 'Sla' });
/** SLA results over some days. n = met + breached. */
export type SlaReport = z.output<typeof sla>;

export const toldEscalation = z.strictObject({
  dueAt: isoTime,
  raisedAt: isoTime,
  /** How often a notification was sent, and when last. */
  times: z.int(),
  toldAt: isoTime,
  acknowledged,
  /** When the breach was withdrawn. */
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
});
/** The notifications of a breach, on screens and outside. */
export type ToldEscalation = z.output<typeof toldEscalation>;

export const escalation = z
  .strictObject({
    ...namedVisit,
    day,
    step: z.enum(steps),
    counter: counter.nullable(),
    state: z.enum(escalationStates),
    registeredAt: isoTime,
    /** When service began, by the policy's basis. */
    answeredAt: isoTime.nullable(),
    ...toldEscalation.shape,
  })
  .meta({ id: 'Escalation' });
/** A breach as the supervisor sees it. */
export type EscalationView = z.output<typeof escalation>;

export const escalationList = z
  .strictObject({ escalations: z.array(escalation), at: isoTime })
  .meta({ id: 'Escalations' });

const score = z.enum(overallScores.map((of): `${OverallScore}` => `${of}`));

/** How visits end, and how many were entered from paper; `open` are those that go on. */
const outcome = z.enum([...finalSteps, 'open', 'on-paper']);
export type Outcome = z.output<typeof outcome>;

const dayReport = z.strictObject({
  visits: z.partialRecord(outcome, z.int()),
  sla: z.strictObject({ met: z.int(), breached: z.int(), excluded: z.int() }),
  custody: z.strictObject({ deposited: z.int(), returned: z.int(), resolved: z.int() }),
  /** Cards still at the desk. */
  held: z.array(z.strictObject({ ...namedVisit, locker: z.string() })),
  /** Visits that did not end although the office is closed and no card is held. */
  unfinished: z.array(z.strictObject(namedVisit)),
});
/** A day's state after its office had closed and its visits had had time to end. */
export type DayReport = z.output<typeof dayReport>;

const dayView = z.strictObject({
  day,
  closedAt: isoTime,
  /** Null until nothing can change the day's figures any more. */
  settledAt: isoTime.nullable(),
  report: dayReport,
});
/** The end of a day as a supervisor sees it. */
export type DayView = z.output<typeof dayView>;

export const dayList = z.strictObject({ days: z.array(dayView) }).meta({ id: 'Days' });

const durations = z.strictObject({ n: z.int(), p50: seconds, p90: seconds, max: seconds });
/** A distribution in seconds; the percentiles are values that occurred, null when n is 0. */
export type Durations = z.output<typeof durations>;

const judged = z.strictObject({
  taken: z.int(),
  met: z.int(),
  breached: z.int(),
  p50: seconds,
  p90: seconds,
});
/** Numbers taken in a part of the period, and the SLA results of those visits. */
export type Judged = z.output<typeof judged>;

const verdict = z.enum(verdicts).nullable();

export const supervision = z
  .strictObject({
    office: officeCode,
    timeZone: z.string(),
    /** Local days, both included. */
    from: day,
    to: day,
    /** The instant of all figures. */
    at: isoTime,
    now: z.strictObject({
      open: z.boolean(),
      slaSeconds: z.int(),
      /** Verdicts of today's visits so far. */
      met: z.int(),
      breached: z.int(),
      waiting: z.int(),
      waitingSince: isoTime.nullable(),
      /** Guest book submitted, not served yet: the SLA clock runs. */
      unserved: z.array(z.strictObject({ ...namedVisit, dueAt: isoTime })),
      inLibrary: z.int(),
      /** Visitors of today who still wait past the SLA, acknowledged or not. */
      alarms: z.array(escalation),
      held: z.array(
        z.strictObject({
          ...namedVisit,
          idType: z.enum(idTypes),
          locker: z.string(),
          since: isoTime,
          by: z.string(),
          afterClose: z.boolean(),
        }),
      ),
      /** Visits of today, or of which it was noticed today, that lost something when the database was restored. */
      lost: z.array(z.strictObject({ ...namedVisit, details: z.array(z.enum(lostDetails)) })),
    }),
    sla,
    /** Visits of the period that came to the warning, those still served in time, and their escalations. */
    escalations: z.strictObject({ warned: z.int(), saved: z.int(), raised: z.array(escalation) }),
    /** Visits whose verdict would change by the corrected times; the first one counts. */
    corrected: z.array(z.strictObject({ ...namedVisit, day, verdict, corrected: verdict })),
    outcomes: z.record(outcome, z.int()),
    waits: z.strictObject({ queue: durations, service: durations }),
    steps: z.array(z.strictObject({ step: z.enum(openSteps), ...durations.shape })),
    /** Every hour of the day in which numbers were taken, by the office's clock. */
    hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...judged.shape })),
    /** Every day with visits. */
    days: z.array(z.strictObject({ day, ...judged.shape })),
    ratings: z.strictObject({
      counts: z.record(score, z.int()),
      /** Where ratings were given, and how many of them at an address where an officer had just worked. */
      sources: z.array(
        z.strictObject({ source: z.enum(ratingSources), n: z.int(), atStaffAddress: z.int() }),
      ),
      skm: z.strictObject(skmResult),
    }),
    library: z.strictObject({
      /** Every day on which the collection was used. */
      days: z.array(z.strictObject({ day, uses: z.record(z.enum(libraryUses), z.int()) })),
      /** What was fetched as a softcopy or read in the room, most used first; at most 100. */
      titles: z.array(z.strictObject({ title: z.string(), softcopies: z.int(), inRoom: z.int() })),
      /** What at least two people of the last 30 days looked for in vain, most asked first; at most 100. */
      emptyQueries: z.array(z.strictObject({ words: z.string(), n: z.int() })),
    }),
  })
  .meta({ id: 'Supervision' });
/** The supervisor's report of an office: its current state and a period. */
export type Supervision = z.output<typeof supervision>;

export const supervisionEndpoints = {
  sla: endpoint('GET /offices/{office}/sla', {
    summary: 'SLA results',
    who: supervisors,
    query: dayRange,
    answer: sla,
    cache: 'no-store',
  }),
  supervision: endpoint('GET /offices/{office}/supervision', {
    summary: 'The current state of the office and the report of a period',
    who: supervisors,
    query: dayRange,
    answer: supervision,
    cache: 'no-store',
  }),
  report: endpoint('GET /offices/{office}/supervision/{report}', {
    summary: 'One supervision table as a CSV file',
    who: supervisors,
    query: reportQuery,
    files: ['text/csv'],
    cache: 'no-store',
    mostMs: 45_000,
    problems: ['report-unfinished'],
  }),
  escalations: endpoint('GET /offices/{office}/escalations', {
    summary: 'Escalations of SLA breaches',
    who: supervisors,
    query: dayRange,
    answer: escalationList,
    cache: 'no-store',
  }),
  acknowledge: endpoint('POST /offices/{office}/escalations/{visitId}/acknowledgement', {
    summary: 'Acknowledge an escalation; the first acknowledgement stays',
    who: supervisors,
    body: emptyBody,
    command: true,
    answer: escalation,
    cache: 'no-store',
    problems: ['move-not-allowed'],
  }),
  days: endpoint('GET /offices/{office}/days', {
    summary: 'Day-end reports',
    who: supervisors,
    query: dayRange,
    answer: dayList,
  }),
};
