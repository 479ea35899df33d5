import { createDatabase, type Database } from '../../db/connect.ts';
import type { Part } from '../../deploy/embedded/part.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { ownPort } from '../world/programs/own-port.ts';
import { TestClient } from '../world/client.ts';
import { hangBoard, type HallBoard } from '../world/hall-board.ts';
import { seedTestOffice } from '../world/office.ts';
import type { MovingLine } from '../world/outside/moving-line.ts';
import { startEmbedded, type Otherwise } from '../world/programs/parts.ts';
import { createCommitProxy, type CommitProxy } from './commit-proxy.ts';

/** The product as `npm start` runs it: real processes, each of which can be killed. */
export interface Stack extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly temporalAddress: string;
  readonly office: string;
  readonly base: string;
  /** Where the first process of each kind tells its figures. */
  readonly metrics: { readonly api: string; readonly worker: string };
  readonly client: () => TestClient;
  readonly workerProxy: CommitProxy;
  readonly parts: { readonly postgres: Part; readonly temporal: Part; readonly api: Part };
  /** The worker can be taken away for a while. */
  readonly worker: () => Part;
  readonly stopWorker: () => Promise<void>;
  readonly startWorker: () => Promise<void>;
  /** A screen in the hall. */
  readonly board: HallBoard;
  /** Starts one more of our processes beside the first, on ports of its own; it ends with the stack. */
  readonly another: (entry: 'activities/worker.ts' | 'api/server.ts') => Promise<Another>;
}

/** A process beside the first of its kind. */
export interface Another {
  readonly part: Part;
  readonly base: string;
  readonly metrics: string;
  /** What stands between it and the database. */
  readonly proxy: CommitProxy;
}

/** Starts everything on a folder of its own. `line` stands between our processes and the database. */
export async function startStack({
  env = {},
  policy = {},
  line = null,
  otherwise = {},
}: {
  env?: NodeJS.ProcessEnv;
  policy?: Partial<Policy>;
  line?: MovingLine | null;
  otherwise?: Otherwise;
} = {}): Promise<Stack> {
  await using building = new AsyncDisposableStack();
  const embedded = building.use(await startEmbedded('fatal', env, otherwise));
  const { base, dataDir, databaseUrl, temporalAddress, postgres, temporal, log, start } = embedded;
  const { db, pool } = createDatabase({ url: databaseUrl, max: 4, log, patienceMs: 60_000 });
  building.defer(() => pool.end());
  const office = '6501';
  await seedTestOffice(db, {
    code: office,
    policy: { slaSeconds: 2, slaWarnSeconds: 1, noShowSeconds: 20, ...policy },
  });

  line?.leadTo(databaseUrl);
  const productUrl = line?.through(databaseUrl) ?? databaseUrl;
  const workerProxy = building.use(await createCommitProxy(productUrl));
  let worker = await start('activities/worker.ts', workerProxy.url);
  building.defer(async () => worker[Symbol.asyncDispose]());
  const api = building.use(await start('api/server.ts', productUrl));
  const board = building.use(hangBoard({ base, office }));
  const others = building.use(new AsyncDisposableStack());

  const stack = building.move();
  return {
    db,
    databaseUrl,
    dataDir,
    temporalAddress,
    office,
    base,
    metrics: embedded.metrics,
    client: () => new TestClient({ base, office }),
    workerProxy,
    parts: { postgres, temporal, api },
    worker: () => worker,
    async stopWorker() {
      await worker[Symbol.asyncDispose]();
    },
    async startWorker() {
      worker = await start('activities/worker.ts', workerProxy.url);
    },
    board,
    async another(entry) {
      const port = String(await ownPort());
      const metricsPort = String(await ownPort());
      const proxy = others.use(await createCommitProxy(productUrl));
      const own = { PORT: port, METRICS_PORT: metricsPort, WORKER_METRICS_PORT: metricsPort };
      return {
        part: others.use(await start(entry, proxy.url, own)),
        base: `http://127.0.0.1:${port}`,
        metrics: `http://127.0.0.1:${metricsPort}/metrics`,
        proxy,
      };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What a power failure does to a process, or another signal; one that has just ended by itself gets none. */
export function kill(part: Part, signal: NodeJS.Signals = 'SIGKILL'): void {
  const pid = part.pid();
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
