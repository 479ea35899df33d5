import * as z from 'zod';
import { deskRoles, supervisors } from '../../domain/staff/roles.ts';
import { endpoint } from '../http/endpoint.ts';
import { dayQuery, day, isoTime, lost, officeCode, reason, visitId } from '../fields.ts';
import { incidentKinds } from '../../domain/custody/custody.ts';
import { correctedFields, correctedTimes } from '../../domain/supervision/correction.ts';
import { paperOutcomes } from '../../domain/supervision/paper.ts';
import { noticeKinds } from '../../domain/visits/deadlines.ts';
import { priorities } from '../../domain/visits/queue.ts';
import { verdicts } from '../../domain/visits/sla.ts';
import { eventNames, steps } from '../../domain/visits/steps.ts';
import { guestBook } from '../visitors/guest-books.ts';
import { toldEscalation } from './supervision.ts';

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
    /** The escalation that followed the breach, or null. */
    escalation: toldEscalation.nullable(),
    /** What was lost of it when the database was restored. */
    lost,
    /** What was read in the room; empty a month later, when that is forgotten. */
    uses: z.array(
      z.strictObject({
        title: z.string(),
        year: z.int(),
        at: isoTime,
        endedAt: isoTime.nullable(),
        by: z.string(),
      }),
    ),
    /** The copies that were asked for; forgotten as well. */
    softcopies: z.array(z.strictObject({ title: z.string(), at: isoTime })),
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
  .meta({ id: 'VisitStory' });
/** The full history of a visit. The first verdict stays; `corrected` is what it would be by the corrected times. */
export type VisitStory = z.output<typeof story>;

const paperVisit = z.strictObject({
  label: z.string(),
  day,
  service: z.string(),
  takenAt: isoTime,
  servedAt: isoTime.nullable(),
  endedAt: isoTime,
  outcome: z.enum(paperOutcomes),
  enteredAt: isoTime,
  enteredBy: z.string(),
});
/** A visit that was recorded on paper and entered later. */
export type PaperVisitView = z.output<typeof paperVisit>;

export const paperVisitList = z.strictObject({ visits: z.array(paperVisit) }).meta({ id: 'PaperVisits' });

export const storiesEndpoints = {
  story: endpoint('GET /visits/{visitId}/story', {
    summary: 'The full history of a visit',
    who: supervisors,
    answer: story,
    cache: 'no-store',
  }),
  correct: endpoint('POST /visits/{visitId}/corrections', {
    summary: 'Correct a time or the guest book, with a reason',
    who: supervisors,
    body: correctionBody,
    command: true,
    status: 201,
    answer: story,
    problems: ['move-not-allowed'],
  }),
  paperVisits: endpoint('GET /offices/{office}/paper-visits', {
    summary: 'Visits of a day that were recorded on paper',
    who: deskRoles,
    query: dayQuery,
    answer: paperVisitList,
  }),
  enterPaperVisit: endpoint('POST /offices/{office}/paper-visits', {
    summary: 'Enter a visit that was recorded on paper; it counts, but not for the SLA',
    who: deskRoles,
    body: paperVisitBody,
    command: true,
    status: 201,
    answer: paperVisitList,
    problems: ['already-exists'],
  }),
};
