import { ProblemError } from '../http/problem.ts';

const comeBackAfterSeconds = 2;

/** Limits concurrent work and the queue in front of it; refuses the rest with a retry time. */
export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) {
        throw new ProblemError('too-many-requests', { retryAfterSeconds: comeBackAfterSeconds });
      }
      await new Promise<void>((myTurn) => line.push(myTurn)); // the slot is handed over, not freed
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
