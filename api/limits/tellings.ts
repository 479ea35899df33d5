import type { Log } from '../../process/log.ts';
import { createBuckets } from './buckets.ts';

/** How often one sentence is told. */
const told = { burst: 5, perSecond: 0.2 } as const;

/** Tells a warning, sparingly; `about` is of one of those that gave rise to it. Warnings of different `kind`s do not hide each other. */
export type Tell = (about: object, sentence: string, kind?: string) => void;

/**
 * Warnings that hundreds of screens give rise to at once, and for as long as an outage lasts: some are logged, then one now and
 * then, which says how many were left out (`leftOut`), so that a night without a database does not fill the disk.
 */
export function createTellings(log: Pick<Log, 'warn'>): Tell {
  const buckets = createBuckets(told);
  const leftOut = new Map<string, number>();
  return (about, sentence, kind = '') => {
    const key = `${kind} ${sentence}`;
    const count = leftOut.get(key) ?? 0;
    if (!buckets.take(key)) {
      leftOut.set(key, count + 1);
      return;
    }
    leftOut.delete(key);
    log.warn(count > 0 ? { ...about, leftOut: count } : about, sentence);
  };
}
