import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { until } from '../../world/until.ts';
import { PartError, startPart, type PartSpec } from '../../../deploy/embedded/part.ts';

const log = pino({ level: 'silent' });
const pids = { note: () => Promise.resolve(), forget: () => Promise.resolve() };

/** A program that ends with code 2 the first time, and leaves a file once it runs. */
async function failsOnce(): Promise<{ spec: PartSpec; runs: string } & AsyncDisposable> {
  const folder = await mkdtemp(`${tmpdir()}/kunjung-part-`);
  const [tried, runs] = [`${folder}/tried`, `${folder}/runs`];
  const script = `
    const { existsSync, writeFileSync } = require('node:fs');
    if (!existsSync('${tried}')) { writeFileSync('${tried}', ''); process.exit(2); }
    writeFileSync('${runs}', '');
    setInterval(() => {}, 1000);`;
  return {
    spec: {
      name: 'part',
      command: process.execPath,
      args: ['-e', script],
      stdio: 'ignore',
      stopSignal: 'SIGTERM',
    },
    runs,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

test('a server that ends with code 2, as Go programs do that fail, is started again', async () => {
  await using program = await failsOnce();
  const isReady = () => Promise.resolve(existsSync(program.runs));
  await using part = await startPart({ ...program.spec, isReady }, { log, pids });
  expect(part.pid()).toBeGreaterThan(0);
});

test('a part that cannot be noted, as on a full disk, is started again until it is', async () => {
  await using program = await failsOnce();
  const noted: number[] = [];
  let isFull = false;
  const book = {
    ...pids,
    async note(_name: string, pid: number) {
      if (isFull) {
        isFull = false;
        throw new Error('no space left on device');
      }
      noted.push(pid);
    },
  };
  const isReady = () => Promise.resolve(existsSync(program.runs));
  await using part = await startPart({ ...program.spec, isReady }, { log, pids: book });
  isFull = true;
  process.kill(part.pid() ?? 0, 'SIGKILL');
  await until('it is noted', async () => !isFull && noted.at(-1) === part.pid() && noted.length === 3);
});

test('a process of our own that ends with code 2 has told why, and is not', async () => {
  await using program = await failsOnce();
  await expect(startPart(program.spec, { log, pids })).rejects.toThrow(PartError);
});
