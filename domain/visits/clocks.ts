import type { Instant } from '../time.ts';

/** Up to this far apart, the clocks of engine and database change nothing but when a timer fires. Beyond, it is told. */
export const clocksToldApartMs = 30_000;

/**
 * How far one clock is ahead of another, which was read before and after it: no more than is certain, so that a slow
 * answer does not look like a wrong clock. Negative when it is behind.
 */
export function aheadMs(
  time: Instant,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number {
  if (time < from) return time - from;
  return time > to ? time - to : 0;
}
