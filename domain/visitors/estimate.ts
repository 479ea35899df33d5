import type { Estimate } from './headline.ts';
import type { Instant } from '../time.ts';

/** How long one earlier visitor stood in the queue. */
export interface PastWait {
  readonly day: string;
  readonly takenAt: Instant;
  /** When the visitor was called for the first time, or left the queue. */
  readonly leftAt: Instant;
  /** False for who gave up or was cancelled; they were in the queue, but their wait is no sample. */
  readonly called: boolean;
}

/** A wait with the number of people ahead at its start. */
export interface WaitSample {
  readonly takenAt: Instant;
  readonly ahead: number;
  readonly seconds: number;
}

/** Fewer samples than this give no estimate. */
export const fewestSamples = 20;

/** The part of earlier waits that lies below and above the range. With whole minutes the range holds in about 80 %. */
const tail = 0.13;

/** Wider ranges are useless, unless they begin late. Minutes. */
const widestMinutes = 15;

/** Samples of earlier waits: how many people were ahead, and how long it took. */
export function samplesOf(waits: readonly PastWait[]): WaitSample[] {
  const byDay = Map.groupBy(waits, ({ day }) => day);
  return [...byDay.values()].flatMap((visits) =>
    visits
      .filter(({ called }) => called)
      .map(({ takenAt, leftAt }) => ({
        takenAt,
        ahead: visits.filter((other) => other.takenAt < takenAt && other.leftAt > takenAt).length,
        seconds: (leftAt - takenAt) / 1000,
      })),
  );
}

/**
 * The range between two quantiles of the waits with as many people ahead, in whole minutes; null when there are too
 * few or the range is too wide. Where nobody had exactly as many ahead, neighbours count in proportion to their place
 * in line.
 */
export function estimateOf(ahead: number, samples: readonly WaitSample[]): Estimate | null {
  const place = ahead + 1;
  const nearest = samples.toSorted((a, b) => Math.abs(a.ahead - ahead) - Math.abs(b.ahead - ahead));
  const last = nearest[fewestSamples - 1];
  if (!last) return null;
  const reach = Math.abs(last.ahead - ahead);
  if (reach > ahead + 1) return null; // no sample of a queue that long
  const waits = nearest
    .filter((sample) => Math.abs(sample.ahead - ahead) <= reach)
    .map((sample) => (sample.seconds * place) / (sample.ahead + 1))
    .toSorted((a, b) => a - b);
  const low = Math.floor(quantileOf(waits, tail) / 60);
  const high = Math.max(low + 1, Math.ceil(quantileOf(waits, 1 - tail) / 60));
  return high - low > Math.max(widestMinutes, low) ? null : { lowMinutes: low, highMinutes: high };
}

/** The smallest value that at least this part of the sorted values does not exceed. */
function quantileOf(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** Samples of comparable hours: within one hour of this time of day when those are enough, else all. */
export function comparable(
  samples: readonly WaitSample[],
  at: Instant,
  timeOfDayOf: (at: Instant) => number,
): readonly WaitSample[] {
  const now = timeOfDayOf(at);
  const near = samples.filter(({ takenAt }) => Math.abs(timeOfDayOf(takenAt) - now) <= 3_600_000);
  return near.length >= fewestSamples ? near : samples;
}
