import { ProblemError } from '../http/problem.ts';

const comeBackAfterSeconds = 2;

/** Lets so much work run at once and so much more wait its turn; the rest is told to come back. */
export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) {
        throw new ProblemError('too-many-requests', { retryAfterSeconds: comeBackAfterSeconds });
      }
      await new Promise<void>((myTurn) => line.push(myTurn)); // the place is handed over, not freed
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
