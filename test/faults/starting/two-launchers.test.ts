import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LineName, Lines } from '../../../wire/lines.ts';
import { ownPort } from '../../world/programs/own-port.ts';
import { TestClient } from '../../world/client.ts';
import { startEmbedded, type EmbeddedParts } from '../../world/programs/parts.ts';
import { run, type Program } from '../../world/programs/program.ts';
import { until } from '../../world/until.ts';

/** A machine with a launcher of its own, on servers that both share. */
interface Machine {
  readonly keyFile: string;
  readonly base: string;
  readonly env: NodeJS.ProcessEnv;
}

const office = '6500';
const password = 'kata sandi bersama';
const stack = new AsyncDisposableStack();
let shared: EmbeddedParts;
let folder: string;
let a: Machine;
let b: Machine;

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/kunjung-two-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  shared = stack.use(await startEmbedded('fatal', { KEY_FILE: `${folder}/a.key` }));
  a = await machine('a');
  b = await machine('b');
});
afterAll(() => stack.disposeAsync());

async function machine(name: string): Promise<Machine> {
  const port = await ownPort();
  const env = {
    DATA_DIR: `${folder}/${name}`,
    DATABASE_URL: shared.databaseUrl,
    TEMPORAL_ADDRESS: shared.temporalAddress,
    PORT: String(port),
    METRICS_PORT: String(await ownPort()),
    WORKER_METRICS_PORT: String(await ownPort()),
    DEMO_PASSWORD: password,
    RATE_LIMITS: 'off',
  };
  return { keyFile: `${folder}/${name}.key`, base: `http://127.0.0.1:${port}`, env };
}

/** Runs `npm start` on a machine until the end of the file. */
function start({ env }: Machine, extra: NodeJS.ProcessEnv = {}): Program {
  const program = run(['start'], { env: { ...env, ...extra } });
  stack.defer(async () => {
    program.kill('SIGTERM');
    await program.ended;
  });
  return program;
}

async function ready(program: Program): Promise<void> {
  await until('Kunjung to be ready', async () => program.out().includes('Kunjung is ready.') || null, {
    withinMs: 100_000,
  });
}

async function staffAt({ base }: Machine): Promise<TestClient> {
  const client = new TestClient({ base, office });
  const { status, headers } = await client.send('/api/v1/session', {
    method: 'POST',
    body: { username: 'petugas', password },
  });
  expect(status).toBe(200);
  client.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return client;
}

/** Opens the line of a screen; answers the newest snapshot it was sent. */
function screenAt<Name extends LineName>(
  { base }: Machine,
  name: Name,
  { auth, cookie = '' }: { auth: Lines[Name]['auth']; cookie?: string },
): () => Lines[Name]['state'] | null {
  const line = io(`${base}/${name}`, {
    transports: ['websocket'],
    auth,
    extraHeaders: { cookie },
    forceNew: true,
  });
  stack.defer(() => void line.close());
  let newest: Lines[Name]['state'] | null = null;
  line.onAny((event: string, state: Lines[Name]['state']) => {
    if (event === name) newest = state;
  });
  return () => newest;
}

test('a second launcher without the key of the first ends with code 2, and makes none', async () => {
  const program = start(b);
  expect(await program.ended).toBe(2);
  expect(program.err()).toMatch(
    /^KEY_FILE: there is no key at .*b\.key, and .* sealed with the key [0-9a-f-]{19}\.$/m,
  );
  expect(program.err()).not.toMatch(/\n\s+at /);
  expect(program.out()).not.toContain('ready');
  expect(existsSync(b.keyFile)).toBe(false);
});

test('an api that is started by itself without the key ends the same way', async () => {
  await rename(a.keyFile, `${folder}/away`);
  await expect(shared.start('api/server.ts')).rejects.toMatchObject({ exitCode: 2 });
  expect(existsSync(a.keyFile)).toBe(false);
  await rename(`${folder}/away`, a.keyFile);
});

describe('two launchers with one key', () => {
  let atA: TestClient;
  let atB: TestClient;

  beforeAll(async () => {
    const first = start(a);
    await ready(first);
    await copyFile(a.keyFile, `${folder}/copy`);
    await ready(start(b, { KEY_FILE: `${folder}/copy` }));
    atA = await staffAt(a);
    atB = await staffAt(b);
  }, 240_000);

  test('serve one office: a number of one is called, filled and served at the other', async () => {
    const boardAtA = screenAt(a, 'board', { auth: { office, board: 'lobi' } });
    const { body: ticket, status } = await atA.takeTicket();
    expect(status).toBe(201);
    const list = await atB.send<{ visits: { visitId: string }[] }>(atB.inOffice('/visits'));
    expect(list.body.visits.map(({ visitId }) => visitId)).toContain(ticket.visitId);
    expect((await atB.call('FO-1')).body.visit).toMatchObject({ visitId: ticket.visitId, step: 'called' });
    await until('the board at A to show the call of B', async () =>
      boardAtA()?.calling.some(({ label }) => label === ticket.label) ? true : null,
    );
    expect((await atA.fillGuestBook(ticket.token)).status).toBe(200);
    const visit = await atB.readVisit(ticket);
    expect(visit.guestBook?.name).toContain('Budi');
    const served = await atB.move(visit, 'serve');
    const held = await atB.move(served.body, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });
    expect(held.status).toBe(200);
    const desk = screenAt(a, 'desk', { auth: { office }, cookie: atA.cookie });
    const atDesk = await until('the desk at A', async () => desk());
    expect(atDesk.visits.find(({ visitId }) => visitId === ticket.visitId)?.custody?.idLast4).toBe('0003');
  });

  test('show the board of one to the desk of the other', async () => {
    screenAt(a, 'board', { auth: { office, board: 'papan-a' } });
    const desk = screenAt(b, 'desk', { auth: { office }, cookie: atB.cookie });
    await until('the desk at B to see the board at A', async () =>
      desk()?.boards?.some(({ board, connected }) => board === 'papan-a' && connected),
    );
  });

  test('answer a repeated key alike', async () => {
    const first = await atA.takeTicket({}, 'the-same-key-twice');
    const again = await atB.takeTicket({}, 'the-same-key-twice');
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: { visitId: first.body.visitId } });
    expect((await atB.takeTicket({ language: 'en' }, 'the-same-key-twice')).status).toBe(422);
  });
});
