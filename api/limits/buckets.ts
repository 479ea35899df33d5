/** A burst, and a sustained rate per second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** From this many on, full buckets are dropped: they equal new ones. */
const sweepFrom = 5_000;

/** One token bucket for each key. `take` is false when the key's bucket is empty. */
export function createBuckets({ burst, perSecond }: Allowance): { take(key: string): boolean } {
  const buckets = new Map<string, { tokens: number; at: number }>();
  let sweepAt = sweepFrom;

  const filled = ({ tokens, at }: { tokens: number; at: number }, now: number): number =>
    Math.min(burst, tokens + ((now - at) / 1_000) * perSecond);
  const sweep = (now: number): void => {
    for (const [key, bucket] of buckets) if (filled(bucket, now) >= burst) buckets.delete(key);
    sweepAt = Math.max(sweepFrom, buckets.size * 2);
  };

  return {
    take(key) {
      const now = performance.now();
      if (buckets.size >= sweepAt) sweep(now);
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      bucket.tokens = filled(bucket, now);
      bucket.at = now;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
