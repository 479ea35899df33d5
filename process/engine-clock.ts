import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';

/** `TASK_QUEUE_KIND_STICKY` of the engine's interface: such a queue has one partition, so that who asks it is found. */
const sticky = 2;

/** No engine call tells the time, but a queue remembers when it was last asked. Nothing is ever put into this one. */
const taskQueue = { name: `clock-${randomUUID()}`, kind: sticky, normalName: 'clock' };

const answerWithinMs = 3_000;
const lookEveryMs = 20;

/**
 * The engine's time in milliseconds since 1970, at an instant between the call and its answer. Throws when it does not
 * tell.
 */
export async function readEngineClock({
  connection,
  namespace,
}: {
  connection: ConnectionLike;
  namespace: string;
}): Promise<number> {
  const identity = randomUUID();
  const done = new AbortController();
  const answerBy = Date.now() + answerWithinMs;
  const asking = connection.withAbortSignal(done.signal, () =>
    connection.withDeadline(answerBy, () =>
      connection.workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity }),
    ),
  );
  const asked = asking.then(
    () => null,
    (error: unknown) => (done.signal.aborted ? null : error), // it is ended as soon as it was noticed
  );
  try {
    while (Date.now() < answerBy) {
      const { pollers } = await connection.withDeadline(answerBy, () =>
        connection.workflowService.describeTaskQueue({ namespace, taskQueue }),
      );
      const time = pollers.find((poller) => poller.identity === identity)?.lastAccessTime;
      if (time) return Number(time.seconds) * 1_000 + Math.round((time.nanos ?? 0) / 1_000_000);
      await pause(lookEveryMs);
    }
  } finally {
    done.abort();
  }
  throw new Error('the engine did not tell the time', { cause: await asked });
}
