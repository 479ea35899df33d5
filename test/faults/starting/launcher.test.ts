import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownPort } from '../../world/programs/own-port.ts';
import { startEmbedded } from '../../world/programs/parts.ts';
import { run, type Program } from '../../world/programs/program.ts';
import { until } from '../../world/until.ts';

let stack: AsyncDisposableStack;
let dataDir: string;
let env: NodeJS.ProcessEnv & { PORT: string };

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const folder = await mkdtemp(`${tmpdir()}/kunjung-launcher-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  dataDir = `${folder}/data`;
  env = {
    DATA_DIR: dataDir,
    PORT: String(await ownPort()),
    METRICS_PORT: String(await ownPort()),
    WORKER_METRICS_PORT: String(await ownPort()),
  };
});
afterEach(() => stack.disposeAsync());

/** Runs `npm start` and sees to it that it has ended with the test. */
function start({
  options = [],
  ...how
}: { options?: readonly string[]; onTerminal?: boolean; mostKilobytes?: number } = {}): Program {
  const program = run(['start', ...options], { env, ...how });
  stack.defer(async () => {
    program.hangUp();
    program.kill('SIGTERM');
    await program.ended;
  });
  return program;
}

const isReady = (program: Program, withinMs = 100_000): Promise<true> =>
  until('Kunjung to be ready', async () => program.out().includes('Kunjung is ready.') || null, { withinMs });

/** The processes of this data folder, as the launcher wrote them down. */
async function processes(): Promise<Record<string, number>> {
  const text = await readFile(`${dataDir}/processes.json`, 'utf8');
  const marks = JSON.parse(text) as Record<string, { pid: number }>;
  return Object.fromEntries(Object.entries(marks).map(([name, { pid }]) => [name, pid]));
}

const isGone = (pid: number): boolean => !existsSync(`/proc/${pid}/exe`);

const allGone = (pids: readonly number[]): Promise<true> =>
  until('every process to be gone', async () => pids.every(isGone) || null, { withinMs: 60_000 });

/** A program of somebody else, which answers everything well. */
async function occupy(): Promise<number> {
  const server = createServer((_request, response) => void response.end('{"worker":"up"}'));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('a port that somebody else has', () => {
  test.each(['PORT', 'METRICS_PORT', 'WORKER_METRICS_PORT'])(
    '%s is named before anything is started, and the exit code is 2',
    async (variable) => {
      const port = await occupy();
      env[variable] = String(port);
      const program = start();
      expect(await program.ended).toBe(2);
      expect(program.err()).toMatch(new RegExp(`^${variable}: .*${port}.*\n$`, 'm'));
      expect(program.err()).not.toMatch(/\n\s+at /);
      expect(program.out()).not.toContain('ready');
      expect(existsSync(`${dataDir}/postgres`)).toBe(false);
    },
  );

  test('is told for all variables at once, also when two ask for one port', async () => {
    env['METRICS_PORT'] = env.PORT;
    env['WORKER_METRICS_PORT'] = String(await occupy());
    const program = start();
    expect(await program.ended).toBe(2);
    expect(program.err()).toMatch(/^METRICS_PORT: /m);
    expect(program.err()).toMatch(/^WORKER_METRICS_PORT: /m);
  });

  test('is not taken for our own: a part that cannot listen is never called ready', async () => {
    const PORT = String(await occupy());
    await using embedded = await startEmbedded('fatal', { PORT });
    await using _worker = await embedded.start('activities/worker.ts');
    await expect(embedded.start('api/server.ts')).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('a terminal', () => {
  test('shows lines for people, and takes everything along in good order when it is closed', async () => {
    const program = start({ onTerminal: true });
    await isReady(program);
    expect(program.out()).not.toContain('{"level"');
    expect(program.out()).toMatch(/\d\d:\d\d:\d\d.*api started/);
    const marks = await processes();
    expect(Object.keys(marks).toSorted()).toEqual(
      ['activities/worker.ts', 'api/server.ts', 'launcher', 'postgres', 'temporal'].toSorted(),
    );
    program.hangUp();
    expect(await program.ended).toBe(0);
    await allGone(Object.values(marks));
    expect(program.out()).toMatch(/ended 0\n$/);
    expect(await processes()).toEqual({});
    expect(await readFile(`${dataDir}/postgres.log`, 'utf8')).toContain('database system is shut down');
  });

  test('is not one when the output is piped: then every line of the log is JSON', async () => {
    const program = start();
    await isReady(program);
    const lines = program.out().split('\n');
    const logged = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as object);
    expect(logged).toContainEqual(expect.objectContaining({ part: 'api', msg: 'api started' }));
    const warned = logged.filter((line) => JSON.stringify(line).includes('PUBLIC_URL is not set'));
    expect(warned).toEqual([expect.objectContaining({ part: 'api', level: 'warn' })]);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});

test('--demo fills an empty installation, and its figures are there from the first scrape on', async () => {
  const program = start({ options: ['--demo'] });
  await isReady(program);
  expect(program.out()).toMatch(/Office 6500 has an invented month now, .*: \d{3,4} visits, 7 complaints\./);
  const page = await until('the figures', async () => {
    const text = await (await fetch(`http://127.0.0.1:${env['METRICS_PORT']}/metrics`)).text();
    return /kunjung_sla_visits_total\{.*verdict="met".*\} [1-9]\d\d/.test(text) && text;
  });
  expect(page).toMatch(/kunjung_visits_total\{.*outcome="done".*\} [1-9]\d\d/);
  program.kill('SIGTERM');
  expect(await program.ended).toBe(0);
}, 240_000);

test('a launcher killed at once leaves a database and an engine that the next start ends', async () => {
  await isReady(start());
  const first = await processes();
  process.kill(first['launcher'] ?? 0, 'SIGKILL');
  await allGone([first['api/server.ts'] ?? 0, first['activities/worker.ts'] ?? 0]);
  await isReady(start());
  await allGone(Object.values(first));
  const answer = await fetch(`http://127.0.0.1:${env.PORT}/readyz`);
  expect(answer.status).toBe(200);
}, 240_000);

test('an OFFICE that is not there ends the start with one sentence, and nothing is left running', async () => {
  env['OFFICE'] = '3500';
  const program = start();
  expect(await program.ended).toBe(2);
  expect(program.err()).toMatch(/^OFFICE: there is no office 3500\. Known: 6500\. .*npm run office/m);
  expect(program.err()).not.toMatch(/\n\s+at /);
  expect(await processes()).toEqual({});
});

describe('a data folder that nothing can be written to ends the start with one sentence', () => {
  test('because its disk is full', async () => {
    const program = start({ mostKilobytes: 0 });
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/^DATA_DIR: nothing can be written to .* \(EFBIG.*\)\.\n$/);
  });

  test('because it is none', async () => {
    env = { ...env, DATA_DIR: '/dev/null/data' };
    const program = start();
    expect(await program.ended).toBe(2);
    expect(program.err()).toMatch(/^DATA_DIR: nothing can be written to .* \(ENOTDIR.*\)\.\n$/);
  });
});
