import { setTimeout as pause } from 'node:timers/promises';
import type { createCrowd } from '../crowd.ts';

const leastPauseMs = 100;
const mostPauseMs = 400;

/** Once everything is back, nobody waits longer for an answer; a busy machine is slow. */
const answeredWithinMs = 120_000;

/** Everybody who presses at kiosks, phones and counters. */
export interface Hall {
  /** They begin to press, one thing after the other, unless they do already. */
  readonly open: () => void;
  /** They stop; resolves when each has been answered, and rejects when somebody never is. */
  readonly rest: () => Promise<void>;
}

/** A hall of people, who press until they are told to rest. */
export function createHall({
  crowds,
  random,
  signal,
}: {
  crowds: readonly ReturnType<typeof createCrowd>[];
  random: () => number;
  signal: AbortSignal;
}): Hall {
  let isOpen = false;
  let failure: unknown = null;
  let atWork: Promise<void>[] = [];

  const press = async (crowd: ReturnType<typeof createCrowd>): Promise<void> => {
    for (;;) {
      if (!isOpen || signal.aborted) return;
      await crowd.act();
      await pause(leastPauseMs + random() * (mostPauseMs - leastPauseMs));
    }
  };

  return {
    open() {
      if (isOpen) return;
      isOpen = true;
      atWork = crowds.map((crowd) =>
        press(crowd).catch((error: unknown) => {
          failure ??= error; // told to whoever waits for them
        }),
      );
    },
    async rest() {
      isOpen = false;
      const late = pause(answeredWithinMs, 'late' as const, { ref: false, signal });
      if ((await Promise.race([Promise.all(atWork), late])) === 'late') {
        throw new Error('a press is not answered long after everything is back');
      }
      if (failure !== null) throw new Error('somebody could not go on pressing', { cause: failure });
    },
  };
}
