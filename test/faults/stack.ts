import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { readConfig } from '../../config.ts';
import { createDatabase } from '../../db/connect.ts';
import type { Database } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { openDataDir } from '../../deploy/data-dir.ts';
import { freePort } from '../../deploy/free-port.ts';
import { startNode } from '../../deploy/node-part.ts';
import type { Part } from '../../deploy/part.ts';
import { startPostgres } from '../../deploy/postgres.ts';
import { startTemporal } from '../../deploy/temporal.ts';
import type { Board } from '../../domain/visit/views.ts';
import { TestClient } from '../world/client.ts';
import { seedTestOffice } from '../world/office.ts';
import { createCommitProxy } from './commit-proxy.ts';
import type { CommitProxy } from './commit-proxy.ts';

/** The product as `npm start` runs it: real processes, each of which can be killed. */
export interface Stack extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly office: string;
  readonly client: () => TestClient;
  readonly workerProxy: CommitProxy;
  readonly parts: { readonly postgres: Part; readonly temporal: Part; readonly api: Part };
  /** The worker can be taken away for a while. */
  readonly worker: () => Part;
  readonly stopWorker: () => Promise<void>;
  readonly startWorker: () => Promise<void>;
  /** A screen in the hall: its last snapshot. */
  readonly board: { shown: () => Board | null; leave: () => void; come: () => void };
}

/** Starts everything on a folder of its own. */
export async function startStack(): Promise<Stack> {
  await using building = new AsyncDisposableStack();
  const dataDir = await mkdtemp(`${tmpdir()}/kunjung-faults-`);
  building.defer(() => rm(dataDir, { recursive: true, force: true }));
  const env = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    WORKER_METRICS_PORT: String(await freePort()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'fatal',
  };
  const config = readConfig(env);
  const log = pino({ level: 'silent' });
  const pids = await openDataDir(config);
  const postgres = building.use(await startPostgres({ dataDir, log, pids }));
  const temporal = building.use(await startTemporal({ dataDir, log, pids }));
  await migrate(postgres.url, log);
  const { db, pool } = createDatabase({ url: postgres.url, max: 4, log });
  building.defer(() => pool.end());
  const office = '6501';
  await seedTestOffice(db, { code: office, policy: { slaSeconds: 2, slaWarnSeconds: 1, noShowSeconds: 20 } });

  const workerProxy = building.use(await createCommitProxy(postgres.url));
  const engine = { ...env, TEMPORAL_ADDRESS: temporal.address };
  const startPartOf = (entry: 'activities/worker.ts' | 'api/server.ts', databaseUrl: string): Promise<Part> =>
    startNode(entry, { config, env: { ...engine, DATABASE_URL: databaseUrl }, log, pids });
  let worker = await startPartOf('activities/worker.ts', workerProxy.url);
  building.defer(async () => worker[Symbol.asyncDispose]());
  const api = building.use(await startPartOf('api/server.ts', postgres.url));

  const base = `http://${config.http.host}:${config.http.port}`;
  let shown: Board | null = null;
  const socket = io(`${base}/board`, {
    transports: ['websocket'],
    auth: { office, board: 'lobi' },
    reconnectionDelay: 200,
    reconnectionDelayMax: 500,
  });
  socket.on('board', (board: Board) => (shown = board));
  building.defer(() => void socket.close());

  const stack = building.move();
  return {
    db,
    databaseUrl: postgres.url,
    office,
    client: () => new TestClient(base, office),
    workerProxy,
    parts: { postgres, temporal, api },
    worker: () => worker,
    async stopWorker() {
      await worker[Symbol.asyncDispose]();
    },
    async startWorker() {
      worker = await startPartOf('activities/worker.ts', workerProxy.url);
    },
    board: { shown: () => shown, leave: () => void socket.disconnect(), come: () => void socket.connect() },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What a power failure does to a process. */
export function kill(part: Part): void {
  const pid = part.pid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}
