import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownPort } from '../../world/programs/own-port.ts';
import {
  createWebapi,
  hangsUp,
  html,
  json,
  sourceRow,
  status,
  type Webapi,
} from '../../world/outside/webapi.ts';
import { run, type Program } from '../../world/programs/program.ts';
import { until } from '../../world/until.ts';

const parts = new AsyncDisposableStack();
let source: Webapi;
let program: Program;
let folder: string;
let env: NodeJS.ProcessEnv;
const said: string[] = [];

beforeAll(async () => {
  source = parts.use(await createWebapi());
  folder = await mkdtemp(`${tmpdir()}/kunjung-webapi-`);
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  env = {
    DATA_DIR: `${folder}/data`,
    PORT: String(await ownPort()),
    METRICS_PORT: String(await ownPort()),
    WORKER_METRICS_PORT: String(await ownPort()),
    LOG_LEVEL: 'trace',
    WEBAPI_BASE_URL: source.url,
    WEBAPI_KEY: source.key,
  };
  program = run(['start'], { env });
  parts.defer(async () => {
    program.hangUp();
    program.kill('SIGTERM');
    await program.ended;
  });
  await until('Kunjung to be ready', () => Promise.resolve(program.out().includes('Kunjung is ready.')), {
    withinMs: 100_000,
  });
}, 120_000);
afterAll(() => parts.disposeAsync());

/** Runs `npm run catalogue -- webapi` to its end. */
async function importNow(): Promise<{ code: number | null; out: string; err: string }> {
  const asking = run(['catalogue', 'webapi', '--office', '6500'], { env });
  const code = await asking.ended;
  said.push(asking.out(), asking.err());
  return { code, out: asking.out(), err: asking.err() };
}

/** Every file below a folder that holds these bytes. */
async function filesWith(text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const found = await Promise.all(
    names.map(async (name) => ((await bytesOf(`${folder}/${name}`))?.includes(text) ? [name] : [])),
  );
  return found.flat();
}

/** What a file holds; null of a folder, and of a file that the servers have removed since it was listed. */
async function bytesOf(path: string): Promise<Buffer | null> {
  try {
    return (await stat(path)).isFile() ? await readFile(path) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

describe('the key of the WebAPI', () => {
  test('is told nowhere, whatever the source does: no log, no file of the database or the engine, no metrics', async () => {
    source.rows = [sourceRow(1), sourceRow(2)];
    expect(await importNow()).toMatchObject({ code: 0, out: expect.stringContaining('2 added, 0 changed') });
    for (const misdeed of [
      status(302, { location: `${source.url}/elsewhere/key/${source.key}/` }),
      json({ status: 'Error', message: `Invalid key ${source.key}` }),
      status(404),
    ]) {
      source.misdeeds.push(misdeed);
      expect(await importNow()).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^The import failed\. The WebAPI/),
      });
    }
    source.misdeeds.push(html, null);
    source.rows.push(sourceRow(3));
    expect((await importNow()).code).toBe(0);
    source.misdeeds.push(hangsUp);
    expect((await importNow()).code).toBe(0);

    for (const port of [env['METRICS_PORT'], env['WORKER_METRICS_PORT']]) {
      said.push(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
    }
    said.push(program.out(), program.err());
    const told = said.join('');
    expect(told).toContain('import of the collection failed');
    expect(told).toContain('kunjung_collection_imports_on 1');
    for (const secret of [source.key, '/key/', 'pdf-token', 'cover-token'])
      expect(told).not.toContain(secret);
    expect(await filesWith('Kecamatan Nomor 3 Dalam Angka')).not.toEqual([]); // what is stored can be found so
    for (const secret of [source.key, 'pdf-token', 'cover-token'])
      expect(await filesWith(secret)).toEqual([]);
  }, 240_000);
});
