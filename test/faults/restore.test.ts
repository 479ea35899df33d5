import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../db/connect.ts';
import { runningPostgres } from '../../deploy/embedded/postgres.ts';
import { ownPort } from '../world/programs/own-port.ts';
import type { Board } from '../../wire/boards.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { answered } from '../world/answered.ts';
import { TestClient } from '../world/client.ts';
import { deposit, serveVisitor } from '../world/desk.ts';
import { hangBoard } from '../world/hall-board.ts';
import { seedTestOffice } from '../world/office.ts';
import { run, type Program } from '../world/programs/program.ts';
import { until } from '../world/until.ts';
import { violations } from '../world/world.ts';

/*
 * The drill: a Kunjung that runs is backed up, goes on, and is then restored from the older backup; once with the engine's
 * file, which knows what happened since, and once without.
 */

const office = '6501';
const stack = new AsyncDisposableStack();
let folder: string;
let env: NodeJS.ProcessEnv & { DATA_DIR: string };
let base: string;

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/kunjung-restore-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  await mkdir(`${folder}/backups`);
  const port = await ownPort();
  base = `http://127.0.0.1:${port}`;
  env = {
    DATA_DIR: `${folder}/data`,
    BACKUP_KEY_FILE: `${folder}/backup.key`,
    PORT: String(port),
    METRICS_PORT: String(await ownPort()),
    WORKER_METRICS_PORT: String(await ownPort()),
    RATE_LIMITS: 'off',
  };
  await tool('backup', ['--new-key', `${folder}/backup.key`]);
});
afterAll(() => stack.disposeAsync());

/** Runs a tool to its end, which must be a good one. */
async function tool(name: 'backup' | 'restore', args: readonly string[], piped = ''): Promise<string> {
  const program = run([name, ...args], { env });
  program.type(piped);
  program.hangUp();
  expect(await program.ended, program.err()).toBe(0);
  return program.out();
}

/** Runs `npm start` until it is ready; the program ends with the tests at the latest. */
async function start(): Promise<Program> {
  const program = run(['start'], { env });
  stack.defer(() => stop(program));
  const isReady = async () => program.out().includes('Kunjung is ready.') || null;
  const ended = program.ended.then((code) => {
    throw new Error(`npm start ended with code ${code}: ${program.err()}`);
  });
  await Promise.race([until('Kunjung to be ready', isReady, { withinMs: 100_000 }), ended]);
  return program;
}

async function stop(program: Program): Promise<void> {
  program.hangUp();
  program.kill('SIGTERM');
  await program.ended;
}

/** The database of the Kunjung that runs. */
async function withDatabase<T>(
  work: (db: ReturnType<typeof createDatabase>['db']) => Promise<T>,
): Promise<T> {
  const url = await runningPostgres(env.DATA_DIR);
  const { db, pool } = createDatabase({ url: url ?? '', max: 2, log: pino({ level: 'silent' }) });
  try {
    return await work(db);
  } finally {
    await pool.end();
  }
}

const client = () => new TestClient({ base, office });

/** What somebody was told with success: the numbers, and the last revision of each visit. */
const numbers = new Set<number>();
const told = new Map<string, number>();

async function takeNumber(): Promise<Ticket> {
  const key = randomUUID();
  const { body } = await answered('a ticket', () => client().takeTicket({}, key));
  expect(numbers).not.toContain(body.number);
  numbers.add(body.number);
  told.set(body.visitId, 1);
  return body;
}

/** Notes what a press has answered. */
function noted({ visitId, revision }: StaffVisit): void {
  told.set(visitId, revision);
}

/** A press on a visit as it is now, repeated until it is answered. */
async function press(staff: TestClient, { visitId }: { visitId: string }, move: string): Promise<void> {
  const key = randomUUID();
  const visit = await staff.readVisit({ visitId });
  const { status, body } = await answered(move, () => staff.move(visit, move, {}, key));
  expect(status, `${move} ${JSON.stringify(body)}`).toBe(200);
  noted(body);
}

/** The revision of each visit in the database, by its id. */
async function recorded(): Promise<Map<string, number>> {
  const rows = await withDatabase((db) => db.selectFrom('visit').select(['id', 'revision']).execute());
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

let running: Program;
let shown: () => Board | null;
/** Visitors who stand in the middle of their visits. */
let waiting: Ticket;
let inService: Ticket;
let staff: TestClient;

beforeAll(async () => {
  running = await start();
  await withDatabase((db) => seedTestOffice(db, { code: office, policy: { noShowSeconds: 600 } }));
  ({ shown } = stack.use(hangBoard({ base, office })));
  staff = await client().signIn('staff');
  const served = await serveVisitor({ visitor: client(), staff });
  inService = served.ticket;
  numbers.add(inService.number);
  noted(await deposit(staff, served.visit, '01'));
  waiting = await takeNumber();
}, 150_000);

test('an older backup under an engine that went on: no answered press is lost, no number comes twice', async () => {
  const backup = `${folder}/backups/older`;
  await tool('backup', [backup]);
  const late = await takeNumber();
  const { body: called } = await staff.call('FO-2');
  if (called.visit) noted(called.visit);
  await press(staff, inService, 'enter');
  const before = await until(
    'the board to show the call',
    async () => shown()?.calling.length === 1 && shown(),
  );
  await stop(running);

  expect(await tool('restore', [backup, '--replace'], 'replace\n')).toMatch(
    /^Restored: .*\n.* 2 visits \(2 open\)/,
  );
  running = await start();
  await until('every press to be back', async () => isDeepStrictEqual(await recorded(), told), {
    withinMs: 60_000,
  });
  const after = await until('the board to show the restored office', async () => {
    const board = shown();
    return board !== null && board.epoch !== before.epoch && board.calling.length === 1 && board;
  });
  expect(after.waiting).toEqual(before.waiting);

  await takeNumber();
  expect((await staff.readVisit(late)).step).toBe('waiting');
  await press(staff, waiting, 'arrive');
  await press(staff, inService, 'finish');
  expect(await withDatabase(violations)).toEqual([]);
}, 300_000);

test('a backup alone, in an empty data folder: every visit goes on where it stood', async () => {
  const backup = `${folder}/backups/newer`;
  await tool('backup', [backup]);
  await stop(running);

  env = { ...env, DATA_DIR: `${folder}/other`, KEY_FILE: `${folder}/data.key` };
  await tool('restore', [backup]);
  running = await start();
  expect(await recorded()).toEqual(told);
  await takeNumber();
  await press(staff, inService, 'return-id');
  const key = randomUUID();
  const { status } = await answered('a guest book', () => client().fillGuestBook(waiting.token, {}, key));
  expect(status).toBe(200);
  await press(staff, waiting, 'serve');
  expect(await withDatabase(violations)).toEqual([]);
}, 300_000);
