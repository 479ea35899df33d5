import { setTimeout as pause } from 'node:timers/promises';

/** How long something is waited for, how often it is asked for, and what ends the waiting early. */
export interface Patience {
  readonly withinMs?: number;
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks again and again until the answer is there; fails with what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { withinMs = 30_000, everyMs = 50, signal }: Patience = {},
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${what}`, { cause: lastError });
    await pause(everyMs);
  }
}
