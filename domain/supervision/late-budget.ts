/** The share of judged visits that may miss the SLA: one in twenty, 66 of 1,320. */
export const lateShare = 0.05;

/** The same as text. */
export const lateShareText = `${lateShare * 100} %`;

/** How many of `n` judged visits may be late, in whole visits. */
export function allowedLate(n: number): number {
  return Math.floor(lateShare * n);
}
