import { timeLeftMs } from '../../process/deadline.ts';
import type { ProblemName } from '../../wire/http/problems.ts';
import { ProblemError } from '../http/problem.ts';

/** Whose turn comes later than so long before its deadline would be cut off in the middle of its work. */
const leastLeftMs = 2_000;

/** How much passes a gate. */
export interface GateLimits {
  readonly atOnce: number;
  readonly waiting: number;
  /** What the rest is refused with, and when it may come back. */
  readonly refusal?: ProblemName;
  readonly comeBackAfterSeconds?: number;
}

/** Limits concurrent work and the queue in front of it; refuses the rest, and whose turn comes too late, with a retry time. */
export function createGate({
  atOnce,
  waiting,
  refusal = 'too-many-requests',
  comeBackAfterSeconds = 2,
}: GateLimits) {
  let running = 0;
  const line: (() => void)[] = [];
  const full = () => new ProblemError(refusal, { retryAfterSeconds: comeBackAfterSeconds });
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) {
        throw full();
      }
      await new Promise<void>((myTurn) => line.push(myTurn)); // the slot is handed over, not freed
    } else running += 1;
    try {
      if (timeLeftMs() < leastLeftMs) throw full();
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

export type Gate = ReturnType<typeof createGate>;
