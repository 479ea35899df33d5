import { Context } from '@temporalio/activity';

const beatEveryMs = 1_000;

/**
 * Runs an activity's work and tells the engine meanwhile that this worker lives. When it is killed in the
 * middle, the heartbeat timeout hands the work to the next worker long before the activity's own limit.
 */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), beatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
