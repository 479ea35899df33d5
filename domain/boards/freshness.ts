/** How far shown data may be trusted. */
export type Freshness = 'fresh' | 'stale' | 'gone';

/** Age in milliseconds after which data is marked as stale, and after which it is hidden. */
export const staleAfterMs = 10_000;
export const goneAfterMs = 30_000;

/** The freshness of data last confirmed `ageMs` ago. */
export function freshnessAfter(ageMs: number): Freshness {
  if (ageMs >= goneAfterMs) return 'gone';
  return ageMs >= staleAfterMs ? 'stale' : 'fresh';
}
