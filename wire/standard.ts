import * as z from 'zod';
import { grades } from '../domain/ratings/skm.ts';
import { slaBases } from '../domain/visits/visit.ts';
import { day, isoTime } from './fields.ts';
import { endpoint } from './http/endpoint.ts';
import { office } from './offices/offices.ts';

const period = { from: day, to: day };

const kept = z
  .strictObject({
    ...office.pick({
      code: true,
      name: true,
      unit: true,
      address: true,
      contacts: true,
      timeZone: true,
      standard: true,
    }).shape,
    /** What is promised: seconds from the guest book to the service, by the policy in force. */
    promise: z.strictObject({ seconds: z.int(), basis: z.enum(slaBases) }),
    /** How the promise was kept in the last whole month; `n` is `met` and `breached` together. */
    kept: z.strictObject({
      ...period,
      n: z.int(),
      met: z.int(),
      breached: z.int(),
      /** Half of the visits waited no longer, in seconds; null without any. */
      medianSeconds: z.number().nullable(),
    }),
    /** The satisfaction index of the last twelve whole months; no grade below the minimum of respondents. */
    index: z.strictObject({
      ...period,
      /** The fewest answers an element has. */
      n: z.int(),
      /** Filled questionnaires: who answered at least one element. */
      respondents: z.int(),
      minimum: z.int(),
      value: z.number().nullable(),
      grade: z.enum(grades).nullable(),
    }),
    /** Complaints that came in the last twelve whole months, and how far they are. */
    complaints: z.strictObject({
      ...period,
      received: z.int(),
      /** Answered, and before the end of the last day for it. */
      inTime: z.int(),
      /** Answered, or still owed, after that. */
      late: z.int(),
      /** Not answered yet, and in time so far. */
      open: z.int(),
    }),
    at: isoTime,
  })
  .meta({ id: 'KeptStandard' });
/** An office's service standard and how it was kept. */
export type KeptStandard = z.output<typeof kept>;

export const standardEndpoints = {
  standard: endpoint('GET /offices/{office}/standard', {
    summary: 'The published service standard and how it was kept: for the wall, and for other sites',
    who: 'public',
    answer: kept,
    cache: 'tagged',
  }),
};
