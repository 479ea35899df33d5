import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../process/free-port.ts';
import { run } from '../test/world/programs/program.ts';
import { until } from '../test/world/until.ts';
import { BenchClient } from './client.ts';
import { rounded } from './measuring/figures.ts';
import { keep, residentMb, tellMissed } from './measuring/measure.ts';
import { pssMb, treeOf } from './measuring/processes.ts';

/*
 * What the product holds in memory at rest: `npm run bench:memory`. Its parts are the launcher, the first process of PostgreSQL, the engine,
 * worker and api; what PostgreSQL starts besides, and the set-up, are told beside them. It is started as `npm start` does on an empty folder, and
 * once more on the same, when Node need not compile any more. Each time one number is taken before the rest. Exits with 1 when the
 * second holds more than the goals allow. Two minutes. Programs of the same files that run beside it share pages with it, and make it
 * seem smaller.
 */

const goals = { apiAndWorkerResidentMb: 330, togetherMb: 500 };
const restMs = 30_000;
/** Long enough for a machine that does much else. */
const startWithinMs = 240_000;

/** Names of `processes.json`; the set-up, which waits for the launcher, is no part. */
const parts = ['launcher', 'postgres', 'temporal', 'activities/worker.ts', 'api/server.ts'] as const;
type PartName = (typeof parts)[number];

/** In MB. */
interface Held {
  /** With all pages that others hold as well. */
  readonly residentMb: number;
  /** A page that several share counts for each in part. */
  readonly mb: number;
}

const folder = await mkdtemp(`${tmpdir()}/kunjung-memory-`);
await using stack = new AsyncDisposableStack();
stack.defer(() => rm(folder, { recursive: true, force: true }));

const first = await start();
const second = await start();
await keep('memory', { at: new Date().toISOString(), goals, first, second });
tellMissed([
  second.apiAndWorkerResidentMb > goals.apiAndWorkerResidentMb &&
    `api and worker hold ${second.apiAndWorkerResidentMb} MB, more than ${goals.apiAndWorkerResidentMb}`,
  second.togetherMb > goals.togetherMb &&
    `its five parts hold ${second.togetherMb} MB, more than ${goals.togetherMb}`,
]);

/** Starts the product, lets it rest, looks and stops it. */
async function start() {
  const port = await freePort();
  const dataDir = `${folder}/data`;
  const program = run(['start'], {
    env: {
      DATA_DIR: dataDir,
      NODE_COMPILE_CACHE: `${folder}/compiled`,
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
      WORKER_METRICS_PORT: String(await freePort()),
    },
  });
  try {
    await until('Kunjung to be ready', async () => program.out().includes('Kunjung is ready.'), {
      withinMs: startWithinMs,
    });
    await new BenchClient(`http://127.0.0.1:${port}`).post('/api/v1/offices/6500/visits', { service: 'P' });
    await pause(restMs);
    return await look({ dataDir, setUp: program.pid });
  } finally {
    program.kill('SIGTERM');
    await program.ended;
  }
}

/** Measures and prints. */
async function look({ dataDir, setUp }: { dataDir: string; setUp: number }) {
  const marks = JSON.parse(await readFile(`${dataDir}/processes.json`, 'utf8')) as Record<
    PartName,
    { readonly pid: number }
  >;
  const held = {} as Record<PartName, Held>;
  for (const name of parts) {
    const { pid } = marks[name];
    held[name] = { residentMb: await residentMb(pid), mb: rounded(await pssMb([pid])) };
  }
  const [, ...children] = await treeOf(marks.postgres.pid);
  const togetherMb = rounded(Object.values(held).reduce((sum, { mb }) => sum + mb, 0));
  const { 'api/server.ts': api, 'activities/worker.ts': worker } = held;
  const beside = {
    'the other processes of postgres': { mb: rounded(await pssMb(children)), processes: children.length },
    'the set-up': { mb: rounded(await pssMb([setUp])) },
  };
  console.table({ ...held, together: { mb: togetherMb }, ...beside });
  return {
    parts: held,
    togetherMb,
    beside,
    apiAndWorkerResidentMb: rounded(api.residentMb + worker.residentMb),
  };
}
