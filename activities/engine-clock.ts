import { randomUUID } from 'node:crypto';
import type { NativeConnection } from '@temporalio/worker';
import type { Instant } from '../domain/time.ts';

/** No engine call tells the time, but a queue remembers when it was last asked. Nothing is ever put into this one. */
const taskQueue = { name: 'clock' };

/** `TASK_QUEUE_TYPE_ACTIVITY` of the engine's interface. */
const activityQueue = 2;

const answerWithinMs = 3_000;
/** The engine knows of a question after one or two looks. */
const looks = 50;

/** The engine's time, at an instant between the call and its answer. Throws when it does not tell. */
export async function readEngineClock(engine: {
  connection: NativeConnection;
  namespace: string;
}): Promise<Instant> {
  const { connection, namespace } = engine;
  const identity = `clock-${randomUUID()}`;
  const done = new AbortController();
  const answerBy = Date.now() + answerWithinMs;
  const asking = connection.withAbortSignal(done.signal, () =>
    connection.withDeadline(answerBy, () =>
      connection.workflowService.pollActivityTaskQueue({ namespace, taskQueue, identity }),
    ),
  );
  const asked = asking.then(
    () => null,
    (error: unknown) => (done.signal.aborted ? null : error), // it is ended as soon as it was noticed
  );
  try {
    for (let look = 0; look < looks; look += 1) {
      const { pollers } = await connection.withDeadline(answerBy, () =>
        connection.workflowService.describeTaskQueue({ namespace, taskQueue, taskQueueType: activityQueue }),
      );
      const time = pollers.find((poller) => poller.identity === identity)?.lastAccessTime;
      if (time) return Number(time.seconds) * 1_000 + Math.round((time.nanos ?? 0) / 1_000_000);
    }
  } finally {
    done.abort();
  }
  throw new Error('the engine did not tell the time', { cause: await asked });
}
