import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is there; fails with what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { withinMs = 10_000 }: { withinMs?: number } = {},
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${what}`, { cause: lastError });
    await pause(50);
  }
}
