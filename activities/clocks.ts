import type { NativeConnection } from '@temporalio/worker';
import { Gauge, type Registry } from 'prom-client';
import { noteEngineClock } from '../db/processes/clock-comparison.ts';
import { readMachineTime } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import { clockPairs, metrics } from '../domain/metrics.ts';
import { aheadMs, clocksToldApartMs } from '../domain/visits/clocks.ts';
import { readEngineClock } from '../process/engine-clock.ts';
import type { Log } from '../process/log.ts';

/** Compares the engine's clock and this machine's with the database's, tells the metrics and, for `/readyz`, the database. */
export function createClockComparison(deps: {
  db: Database;
  connection: NativeConnection;
  namespace: string;
  registry: Registry;
  log: Log;
}): () => Promise<void> {
  const { db, connection, namespace, registry, log } = deps;
  const { name, help, labelNames } = metrics.clockSkew;
  const skew = new Gauge({ name, help, labelNames, registers: [registry] });
  for (const between of clockPairs) skew.set({ between }, 0);

  return async () => {
    const hostFrom = Date.now();
    const from = await readMachineTime(db);
    const hostTo = Date.now();
    const engine = await readEngineClock({ connection, namespace });
    const to = await readMachineTime(db);
    const engineAheadMs = aheadMs(engine, { from, to });
    skew.set({ between: 'engine-database' }, engineAheadMs / 1_000);
    skew.set({ between: 'host-database' }, -aheadMs(from, { from: hostFrom, to: hostTo }) / 1_000);
    await noteEngineClock(db, engineAheadMs);
    if (Math.abs(engineAheadMs) > clocksToldApartMs) {
      log.warn({ engineAheadMs }, 'the clocks of engine and database are apart');
    }
  };
}
