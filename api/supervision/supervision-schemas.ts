import * as z from 'zod';
import { reportNames } from '../../domain/supervision/supervision.ts';
import { overallScores, skmElements } from '../../domain/visitors/rating.ts';
import { grades } from '../../domain/visitors/skm.ts';
import { idTypes } from '../../domain/custody/custody.ts';
import { verdicts } from '../../domain/visits/sla.ts';
import { finalSteps, openSteps } from '../../domain/visits/steps.ts';
import { day, escalation, isoTime, officeCode, sla, visitId } from '../schemas.ts';

export const reportName = z.enum(reportNames);

const seconds = z.number().nullable();
const durations = { n: z.int(), p50: seconds, p90: seconds, max: seconds };
const judged = { taken: z.int(), met: z.int(), breached: z.int(), p50: seconds, p90: seconds };
const named = { visitId, label: z.string() };
const verdict = z.enum(verdicts).nullable();

/** `GET /offices/{office}/supervision`, as `Supervision` describes it. */
export const supervision = z
  .strictObject({
    office: officeCode,
    timeZone: z.string(),
    from: day,
    to: day,
    at: isoTime,
    now: z.strictObject({
      open: z.boolean(),
      slaSeconds: z.int(),
      met: z.int(),
      breached: z.int(),
      waiting: z.int(),
      waitingSince: isoTime.nullable(),
      unserved: z.array(z.strictObject({ ...named, dueAt: isoTime })),
      inLibrary: z.int(),
      alarms: z.array(escalation),
      held: z.array(
        z.strictObject({
          ...named,
          idType: z.enum(idTypes),
          locker: z.string(),
          since: isoTime,
          by: z.string(),
          afterClose: z.boolean(),
        }),
      ),
    }),
    sla,
    escalations: z.strictObject({ warned: z.int(), saved: z.int(), raised: z.array(escalation) }),
    corrected: z.array(z.strictObject({ ...named, day, verdict, corrected: verdict })),
    outcomes: z.record(z.enum([...finalSteps, 'open', 'on-paper']), z.int()),
    waits: z.strictObject({ queue: z.strictObject(durations), service: z.strictObject(durations) }),
    steps: z.array(z.strictObject({ step: z.enum(openSteps), ...durations })),
    hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...judged })),
    days: z.array(z.strictObject({ day, ...judged })),
    ratings: z.strictObject({
      counts: z.record(z.enum(overallScores.map(String)), z.int()),
      skm: z.strictObject({
        elements: z.array(
          z.strictObject({
            element: z.enum(skmElements),
            sum: z.int(),
            n: z.int(),
            nrr: z.number().nullable(),
            weighted: z.number().nullable(),
          }),
        ),
        n: z.int(),
        index: z.number().nullable(),
        grade: z.enum(grades).nullable(),
      }),
    }),
  })
  .meta({ id: 'Supervision' });
