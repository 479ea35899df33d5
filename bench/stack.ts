import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import type { Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { seedFirstStart } from '../db/seed.ts';
import { openDataDir } from '../deploy/data-dir.ts';
import { freePort } from '../deploy/free-port.ts';
import { startNode } from '../deploy/node-part.ts';
import type { Part } from '../deploy/part.ts';
import { startPostgres } from '../deploy/postgres.ts';
import { startTemporal } from '../deploy/temporal.ts';

export const password = 'a password for benches';

/** The embedded default on a folder of its own, rate limits off. */
export interface BenchStack extends AsyncDisposable {
  readonly base: string;
  readonly db: Database;
  readonly temporalAddress: string;
  readonly parts: { readonly api: Part; readonly worker: Part };
}

/** Starts what `npm start` starts. */
export async function startStack(): Promise<BenchStack> {
  await using building = new AsyncDisposableStack();
  const dataDir = await mkdtemp(`${tmpdir()}/kunjung-bench-`);
  building.defer(() => rm(dataDir, { recursive: true, force: true }));
  const env = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    WORKER_METRICS_PORT: String(await freePort()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  };
  const config = readConfig(env);
  const log = pino({ level: 'warn' });
  const pids = await openDataDir(config);
  const postgres = building.use(await startPostgres({ dataDir, log, pids }));
  const temporal = building.use(await startTemporal({ dataDir, log, pids }));
  await migrate(postgres.url, log);
  await seedFirstStart({ databaseUrl: postgres.url, demoPassword: password, log });
  const parts = { ...env, DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: temporal.address };
  const options = { config, env: parts, log, pids };
  const worker = building.use(await startNode('activities/worker.ts', options));
  const api = building.use(await startNode('api/server.ts', options));
  const { db, pool } = createDatabase({ url: postgres.url, max: 2, log });
  building.defer(() => pool.end());
  const stack = building.move();
  return {
    base: `http://${config.http.host}:${config.http.port}`,
    db,
    temporalAddress: temporal.address,
    parts: { api, worker },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
