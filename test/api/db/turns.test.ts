import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../db/connect.ts';
import { inTurns, removeInTurns } from '../../../db/keeping/turns.ts';
import { createTestDatabase } from '../../world/database.ts';

const stack = new AsyncDisposableStack();
let db: Database;

beforeAll(async () => {
  ({ db } = stack.use(await createTestDatabase(pino({ level: 'silent' }))));
  await sql`create table taken (n integer primary key)`.execute(db);
});
afterAll(() => stack.disposeAsync());

const taken = async (): Promise<number[]> =>
  (await sql<{ n: number }>`select n from taken order by n`.execute(db)).rows.map(({ n }) => n);

test('a statement that always finds more rests after twenty turns', async () => {
  await inTurns(db, 1, sql`insert into taken select count(*) from taken`);
  expect(await taken()).toHaveLength(20);
});

test('rows that another worker is removing are left to it, and nobody waits for them', async () => {
  await db.transaction().execute(async (other) => {
    await sql`delete from taken where n < 10`.execute(other);
    await removeInTurns(db, { table: 'taken', where: sql`n < 15` });
    expect(await taken()).toEqual(Array.from({ length: 15 }, (_none, n) => (n < 10 ? n : n + 5)));
  });
  expect(await taken()).toEqual([15, 16, 17, 18, 19]);
});
