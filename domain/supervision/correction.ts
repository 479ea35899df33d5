import { answeredAtOf, verdictOf, type SlaFacts, type Verdict } from '../visits/sla.ts';
import type { Instant } from '../time.ts';

/** The times of a visit that a supervisor may correct, in the order in which they happen. */
export const correctedTimes = ['taken', 'called', 'registered', 'served', 'entered', 'ended'] as const;
export type CorrectedTime = (typeof correctedTimes)[number];

/** Everything a supervisor may correct. */
export const correctedFields = [...correctedTimes, 'guest-book'] as const;
export type CorrectedField = (typeof correctedFields)[number];

/** The times of one visit; null for what never happened. */
export type VisitTimes = Readonly<Record<CorrectedTime, Instant | null>>;

/** One correction of a time. Later ones win. */
export interface TimeCorrection {
  readonly field: CorrectedTime;
  readonly after: Instant;
}

/** The times with all corrections in place. */
export function correctedTimesOf(times: VisitTimes, corrections: readonly TimeCorrection[]): VisitTimes {
  const latest = Object.fromEntries(corrections.map(({ field, after }) => [field, after]));
  return { ...times, ...latest };
}

/**
 * The first time that is out of order, or null when the times follow the order of a visit's steps. Missing times are
 * skipped.
 */
export function disorderOf(times: VisitTimes): CorrectedTime | null {
  let latest = -Infinity;
  for (const field of correctedTimes) {
    const at = times[field];
    if (at === null) continue;
    if (at < latest) return field;
    latest = at;
  }
  return null;
}

/**
 * The verdict by the corrected times, by the same rule as the first one; null before the guest book. The
 * visit keeps the first verdict, reports show both.
 */
export function correctedVerdictOf(
  times: VisitTimes,
  { terms, at }: { terms: SlaFacts['terms']; at: Instant },
): Verdict | null {
  const { registered: registeredAt, served: servedAt, entered: enteredAt, ended: endedAt } = times;
  return verdictOf({ registeredAt, servedAt, enteredAt, endedAt, terms }, at);
}

/** Seconds from guest book to service as corrected, or null when it was not served. */
export function correctedWaitOf(times: VisitTimes, terms: SlaFacts['terms']): number | null {
  const { registered: registeredAt, served: servedAt, entered: enteredAt, ended: endedAt } = times;
  const answeredAt = answeredAtOf({ registeredAt, servedAt, enteredAt, endedAt, terms });
  return registeredAt === null || answeredAt === null ? null : (answeredAt - registeredAt) / 1000;
}
