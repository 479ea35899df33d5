import type { Connection } from '@temporalio/client';
import type { Log } from '../process/log.ts';

/** An engine that did not answer by then is down. */
const answersWithinMs = 1_000;

/**
 * Reads who polls a task queue of visits: the instances of its workers, as they call themselves in their heartbeats. Null
 * when the engine does not answer, or has no such namespace; the reason is logged when it changes. Callers at the
 * same time share one question. A worker stays listed for minutes after its death.
 */
export function createPollerReader(options: {
  connection: Connection;
  namespace: string;
  taskQueue: string;
  log: Log;
}): () => Promise<ReadonlySet<string> | null> {
  const { connection, namespace, taskQueue, log } = options;
  const { workflowService } = connection;
  let asking: Promise<ReadonlySet<string> | null> | null = null;
  let reason: string | null = null;

  const pollersOf = async (name: string): Promise<string[]> => {
    const { pollers } = await workflowService.describeTaskQueue({ namespace, taskQueue: { name } });
    return pollers.map(({ identity }) => identity ?? '');
  };

  /** Each partition knows its own pollers alone. */
  const read = async (): Promise<ReadonlySet<string>> => {
    const { workflowTaskQueuePartitions } = await workflowService.listTaskQueuePartitions({
      namespace,
      taskQueue: { name: taskQueue },
    });
    const pollers = workflowTaskQueuePartitions.map(({ key }) => pollersOf(key ?? ''));
    return new Set((await Promise.all(pollers)).flat());
  };

  const ask = async (): Promise<ReadonlySet<string> | null> => {
    try {
      const pollers = await connection.withDeadline(Date.now() + answersWithinMs, read);
      if (reason !== null) log.info('engine carries visits again');
      reason = null;
      return pollers;
    } catch (err) {
      const now = err instanceof Error ? err.message : String(err);
      if (now !== reason) log.warn({ err, namespace }, 'engine cannot carry visits');
      reason = now;
      return null;
    } finally {
      asking = null;
    }
  };

  return () => (asking ??= ask());
}
