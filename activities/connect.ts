import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import type { Log } from '../process/log.ts';

const retryAfterMs = 500;

/** Connects to the engine, for as long as it takes or until the process is asked to stop. */
export async function connectWithPatience(options: {
  connection: NativeConnectionOptions;
  log: Log;
  signal: AbortSignal;
}): Promise<NativeConnection> {
  const { connection, log, signal } = options;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await NativeConnection.connect({ ...connection, grpcCompression: { codec: 'none' } });
    } catch (err) {
      log.warn({ err }, 'Temporal not reachable yet');
      await pause(retryAfterMs, undefined, { signal });
    }
  }
}
