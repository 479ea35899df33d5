import { arrivalLimits } from './arrival.ts';
import { withinDeadline } from '../../../process/deadline.ts';

/** Every request is answered by then, counted from its first query. */
const requestMs = 4_500;

/** A file takes longer to arrive, to wait for those before it, and then to be looked at and stored: two minutes each. */
const uploadMs = arrivalLimits.file.mostMs + 5 * 120_000;

/** Does a request's work: all of its queries and engine calls together end by its deadline. */
export function untilDeadline<T>(
  work: () => Promise<T>,
  { isUpload = false, mostMs = requestMs }: { isUpload?: boolean; mostMs?: number | undefined } = {},
): Promise<T> {
  return withinDeadline(isUpload ? uploadMs : mostMs, work);
}
