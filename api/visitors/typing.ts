import { typingEveryMs } from '../../domain/visits/typing.ts';

/**
 * Remembers typing signals for a few seconds, so that repeats do not reach the database.
 */
export function createTypingMemory() {
  const notedAt = new Map<string, number>(); // in order of time
  return {
    /** True for the first signal in a while, which is to be recorded. */
    isNews(token: string): boolean {
      const now = performance.now();
      for (const [known, at] of notedAt) {
        if (at > now - typingEveryMs) break;
        notedAt.delete(known);
      }
      if (notedAt.has(token)) return false;
      notedAt.set(token, now);
      return true;
    },

    /** Recording failed: the next signal is recorded again. */
    forget(token: string): void {
      notedAt.delete(token);
    },
  };
}

export type TypingMemory = ReturnType<typeof createTypingMemory>;
