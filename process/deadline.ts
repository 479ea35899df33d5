import { AsyncLocalStorage } from 'node:async_hooks';

/** By when a piece of work is answered. One object for the whole work, so that others can count by it. */
export interface Deadline {
  /** Of `performance.now()`, which no change of the host's clock moves. */
  readonly at: number;
}

/** The deadline has passed; what was asked for was not done in time. */
export class DeadlineError extends Error {
  override name = 'DeadlineError';

  constructor() {
    super('the time of the request is over');
  }
}

const running = new AsyncLocalStorage<Deadline>();

/** Does work under a deadline, which everything that it awaits can read. */
export function withinDeadline<T>(milliseconds: number, work: () => T): T {
  return running.run({ at: performance.now() + milliseconds }, work);
}

/** The deadline of the work at hand; null when nobody waits for it. */
export function currentDeadline(): Deadline | null {
  return running.getStore() ?? null;
}

/** The milliseconds that are left for the work at hand; infinite when nobody waits for it, 0 when they are over. */
export function timeLeftMs(): number {
  const deadline = currentDeadline();
  return deadline === null ? Infinity : Math.max(0, deadline.at - performance.now());
}
