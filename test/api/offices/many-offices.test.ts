import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBoard } from '../../../db/boards/boards.ts';
import { pickNext, releaseReservation } from '../../../db/visits/calls.ts';
import { createCommandStore } from '../../../db/commands.ts';
import { createDatabase, type Database } from '../../../db/connect.ts';
import { readDesk } from '../../../db/visits/desk.ts';
import { readPastWaits } from '../../../db/visitors/estimates.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';
import { fillOffices } from '../../world/past/many-offices.ts';

const log = pino({ level: 'silent' });
const cipher = createCipher(randomBytes(32));
const office = '1007';

let database: TestDatabase;
let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase(log);
  await fillOffices(database.url, { offices: 60, visitsADay: 200 });
  const one = createDatabase({ url: database.url, max: 1, log, patienceMs: 60_000 });
  db = one.db;
  close = () => one.pool.end();
  // other lines tell what they read when they end, or later: not while this suite counts
  await sql`
    select pg_terminate_backend(pid, 30000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
  `.execute(db);
});
afterAll(async () => {
  await close();
  await database[Symbol.asyncDispose]();
});

/** How often visits and events were read from end to end so far, on the one connection of this suite. */
async function wholeReadings(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(seq_scan), 0) as n from pg_stat_user_tables
    where relname in ('visit', 'visit_event')
  `.execute(db);
  return rows[0]?.n ?? Number.NaN;
}

describe('in a database of many offices', () => {
  const store = () => createCommandStore({ db, cipher });

  test.each<[string, () => Promise<unknown>]>([
    ['the desk list', () => readDesk({ db, cipher }, office)],
    ['the board', () => readBoard(db, office)],
    [
      'the next call',
      async () => {
        const command = await store().take({ scope: 's', key: randomUUID(), request: '', visitId: null });
        const next = { command, office, counter: 'FO-2' };
        expect(await pickNext(db, next)).toMatchObject({ kind: 'picked' });
        await releaseReservation(db, command);
      },
    ],
    ['earlier waits', () => readPastWaits(db, office)],
  ])('%s reads no table of visits from end to end', async (_what, ask) => {
    await ask();
    const before = await wholeReadings();
    await ask();
    expect((await wholeReadings()) - before).toBe(0);
  });

  test('a reading from end to end would be noticed', async () => {
    const before = await wholeReadings();
    await sql`select count(*) from visit where language = 'en'`.execute(db);
    expect((await wholeReadings()) - before).toBe(1);
  });
});
