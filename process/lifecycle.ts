import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** SIGHUP comes from a closed terminal, and stops everything in the same order. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The IPC message of a part to the launcher once it can be used. */
export const readyMessage = 'ready';

const readyPollMs = 50;

/**
 * Aborts at the first signal to stop, or when the launcher's IPC channel closes because it died.
 * Later signals are ignored: a signal to the group arrives twice and must not abort the stop.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    process.channel?.unref(); // or the open channel alone would keep the process
    stopping.abort();
  };
  for (const signal of stopSignals) process.on(signal, stop);
  process.once('disconnect', stop);
  return stopping.signal;
}

/** Resolves once the process was asked to stop. */
export async function untilStopped(stopped: AbortSignal): Promise<void> {
  if (!stopped.aborted) await once(stopped, 'abort');
}

/**
 * Gives back what a start has left: nobody waits yet, and V8 does it by itself only when memory runs short. Only where the
 * process was started with `--expose-gc`.
 */
export function collectGarbage(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/**
 * Tells the launcher, once, that this process can be used. Only the launcher's own child can say so, whoever
 * else answers on its port. Does nothing without a launcher.
 */
export async function tellReady(isReady: () => Promise<boolean>, stopped: AbortSignal): Promise<void> {
  while (process.connected && !stopped.aborted) {
    if (await isReady()) {
      collectGarbage();
      process.send?.(readyMessage);
      return;
    }
    await pause(readyPollMs);
  }
}
