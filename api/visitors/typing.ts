import { typingEveryMs } from '../../domain/visits/typing.ts';

/**
 * Remembers for a few seconds who has just given a sign of typing, so that repeats cost nothing: only what
 * may be noted again reaches the database.
 */
export function createTypingMemory() {
  const notedAt = new Map<string, number>(); // in the order of time
  return {
    /** True for the first sign in a while, which is to be noted. */
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

    /** The sign could not be noted: the next one is news again. */
    forget(token: string): void {
      notedAt.delete(token);
    },
  };
}

export type TypingMemory = ReturnType<typeof createTypingMemory>;
