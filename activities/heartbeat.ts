import { Context } from '@temporalio/activity';

const beatEveryMs = 1_000;

/**
 * Runs an activity's work with heartbeats. When the worker is killed meanwhile, the heartbeat timeout hands the work
 * to another worker long before the activity's own limit.
 */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  if (context.info.isLocal) return work(); // part of a workflow task, which has a timeout of its own
  const timer = setInterval(() => context.heartbeat(), beatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
