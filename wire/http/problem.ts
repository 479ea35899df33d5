import * as z from 'zod';
import { isoTime } from '../fields.ts';
import { visitView } from '../visitors/visitors.ts';
import { deskVisit, staffVisit } from '../visits.ts';

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
  .meta({ id: 'Problem' });
/** The body of every refusal (RFC 9457). */
export type Problem = z.output<typeof problem>;
