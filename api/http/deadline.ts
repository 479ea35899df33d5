import { withinDeadline } from '../../process/deadline.ts';

/** Every request is answered by then, counted from its first query. */
const requestMs = 4_500;

/** Does a request's work: all of its queries and engine calls together end by its deadline. */
export function untilDeadline<T>(work: () => Promise<T>): Promise<T> {
  return withinDeadline(requestMs, work);
}
