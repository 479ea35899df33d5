import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcDeadlineError, type ConnectionOptions } from '@temporalio/client';
import type { Log } from '../../process/log.ts';

/** Nothing is ever put into this queue, so that a question for its tasks stays open. */
const taskQueue = { name: 'line' };

/** Shorter than the time after which what stands in between takes a line for unused. */
const openForMs = 20_000;
const againAfterMs = 500;
/** A question that was open for so long had reached the engine. */
const reachedAfterMs = 1_000;

/** How often the line to the engine broke. */
export interface EngineLine extends AsyncDisposable {
  readonly breaks: () => number;
}

/**
 * Keeps one question to the engine open at all times, on a line of its own. When the engine stops, the question ends
 * in an error, however soon it is back; the worker's own connection hides that by repeating its calls.
 */
export function watchEngineLine({
  options,
  namespace,
  log,
}: {
  options: ConnectionOptions;
  namespace: string;
  log: Log;
}): EngineLine {
  const connection = Connection.lazy({ ...options, interceptors: [] }); // none that repeats
  const ended = new AbortController();
  const { signal } = ended;
  let breaks = 0;
  let isOpen = true;

  const ask = (): Promise<unknown> =>
    connection.withAbortSignal(signal, () =>
      connection.withDeadline(Date.now() + openForMs, () =>
        connection.workflowService.pollActivityTaskQueue({ namespace, taskQueue, identity: randomUUID() }),
      ),
    );
  const watch = async (): Promise<void> => {
    const askedAt = performance.now();
    try {
      await ask();
      isOpen = true;
    } catch (err) {
      if (signal.aborted || isGrpcDeadlineError(err)) return;
      if (isOpen || performance.now() - askedAt > reachedAfterMs) {
        breaks += 1;
        log.warn({ err }, 'the line to the engine broke');
      }
      isOpen = false;
      await pause(againAfterMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const watching = (async () => {
    while (!signal.aborted) await watch();
  })();

  return {
    breaks: () => breaks,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
      await connection.close();
    },
  };
}
