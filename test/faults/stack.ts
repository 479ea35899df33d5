import { io } from 'socket.io-client';
import { createDatabase, type Database } from '../../db/connect.ts';
import type { Part } from '../../deploy/embedded/part.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import type { Board } from '../../wire/boards.ts';
import { TestClient } from '../world/client.ts';
import { seedTestOffice } from '../world/office.ts';
import { startEmbedded } from '../world/programs/parts.ts';
import { createCommitProxy, type CommitProxy } from './commit-proxy.ts';

/** The product as `npm start` runs it: real processes, each of which can be killed. */
export interface Stack extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly temporalAddress: string;
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
export async function startStack({
  env = {},
  policy = {},
}: { env?: NodeJS.ProcessEnv; policy?: Partial<Policy> } = {}): Promise<Stack> {
  await using building = new AsyncDisposableStack();
  const embedded = building.use(await startEmbedded('fatal', env));
  const { base, dataDir, databaseUrl, temporalAddress, postgres, temporal, log, start } = embedded;
  const { db, pool } = createDatabase({ url: databaseUrl, max: 4, log });
  building.defer(() => pool.end());
  const office = '6501';
  await seedTestOffice(db, {
    code: office,
    policy: { slaSeconds: 2, slaWarnSeconds: 1, noShowSeconds: 20, ...policy },
  });

  const workerProxy = building.use(await createCommitProxy(databaseUrl));
  let worker = await start('activities/worker.ts', workerProxy.url);
  building.defer(async () => worker[Symbol.asyncDispose]());
  const api = building.use(await start('api/server.ts'));

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
    databaseUrl,
    dataDir,
    temporalAddress,
    office,
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
    board: { shown: () => shown, leave: () => void socket.disconnect(), come: () => void socket.connect() },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What a power failure does to a process. */
export function kill(part: Part): void {
  const pid = part.pid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}
