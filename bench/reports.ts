// How long the files of a busy office's year take, how much memory, and how long the process that asks stands still.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { createReportMaker } from '../api/reports/report-maker.ts';
import { createCipher } from '../db/sealing/cipher.ts';
import { migrate } from '../db/migrate.ts';
import { startPostgres } from '../deploy/embedded/postgres.ts';
import { formatsOf, type DocumentName } from '../domain/reports/documents.ts';
import { fillBusyYear } from '../test/world/past/busy-year.ts';
import { rounded } from './measuring/figures.ts';
import { keep } from './measuring/measure.ts';
import { cpuMs, pssMb, treeOf } from './measuring/processes.ts';

const visits = 40_000;
const office = '6500';
/** The documents with a row for each visit or visitor, and the page with everything. */
const measured = [
  'visits',
  'visitors',
  'skd',
  'custody',
  'summary',
  'days',
] as const satisfies readonly DocumentName[];

/** Looks at the memory cost time of the process that asks: few of them. */
const lookEveryMs = 200;

const log = pino({ level: 'warn' });
const folder = await mkdtemp(join(tmpdir(), 'bench-reports-'));
await using stack = new AsyncDisposableStack();
stack.defer(() => rm(folder, { recursive: true }));
const postgres = stack.use(
  await startPostgres({
    dataDir: folder,
    log,
    pids: { note: async () => undefined, forget: async () => undefined },
  }),
);
const { url } = postgres;
await migrate(url, log);
const secret = randomBytes(32);
const keyFile = join(folder, 'key');
await writeFile(keyFile, secret.toString('base64'));
const period = await fillBusyYear(url, createCipher(secret), { office, visits });
const { make } = createReportMaker({ url, keyFile, logLevel: 'warn' });
const nobody = new AbortController().signal;

const heldBefore = await heldMb();
const results: Record<string, object> = {};
for (const document of measured) {
  for (const format of formatsOf(document)) {
    results[`${document}.${format}`] = await measure(() =>
      make(
        { office, document, format, ...period, values: 'codes', by: 'Supervisor', purpose: 'pengukuran' },
        nobody,
      ),
    );
  }
}
await keep('reports', { visits, ...period, ...results });

/** What this process and those of the files have computed so far. */
async function computedMs(): Promise<number> {
  return (await cpuMs(process.pid)) - (await cpuMs(postgres.pid()));
}

async function heldMb(): Promise<number> {
  const server = postgres.pid();
  if (server === undefined) throw new Error('the database does not run');
  const database = new Set(await treeOf(server));
  return pssMb((await treeOf(process.pid)).filter((pid) => !database.has(pid)));
}

/** Makes a file once; memory is what this process and those of the files hold beyond what it held before. */
async function measure(work: () => ReturnType<typeof make>): Promise<object> {
  let most = heldBefore;
  const made = new AbortController();
  const watched = (async () => {
    while (!made.signal.aborted) {
      most = Math.max(most, await heldMb());
      await pause(lookEveryMs);
    }
  })();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const before = await computedMs();
  const { file, rows, bytes } = await work();
  const ms = performance.now() - startedAt;
  const processorMs = (await computedMs()) - before;
  delay.disable();
  made.abort();
  await watched;
  await file.close();
  return {
    ms: rounded(ms),
    processorMs: rounded(processorMs),
    rows,
    megabytes: rounded(bytes / 1e6),
    memoryMegabytes: rounded(most - heldBefore),
    longestPauseMs: rounded(delay.max / 1e6),
  };
}
