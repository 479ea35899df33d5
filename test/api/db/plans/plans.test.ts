import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWaitingLine } from '../../../../db/visits/calls.ts';
import { closingsToTell, daysToClose } from '../../../../db/offices/closings.ts';
import { readPastWaits } from '../../../../db/visitors/estimates.ts';
import { plannedStatementOf, plannedStatements } from '../../../../db/planned-once.ts';
import { createCipher } from '../../../../db/sealing/cipher.ts';
import { removeExpired } from '../../../../db/keeping/retention.ts';
import { ensureSyntheticAccount } from '../../../../db/probe/synthetic.ts';
import { createTestDatabase } from '../../../world/database.ts';
import {
  explainStatements,
  tableSizes,
  type ExplainingDatabase,
  type Scan,
} from '../../../world/postgres/plans.ts';
import { addSyntheticVisits } from '../../../world/past/synthetic.ts';
import { fillYear } from '../../../world/past/year.ts';
import type { Asker } from './asker.ts';
import { complaintAsks } from './complaint-asks.ts';
import { deskAsks } from './desk-asks.ts';
import { officeAsks } from './office-asks.ts';
import { upkeepAsks } from './upkeep-asks.ts';
import { makeEveryMove } from './walks.ts';

/** A table of so many rows must be asked by an index, and nobody looks at more than this part of it, or so many rows. */
const bigTable = 5_000;
const mostRead = { part: 0.02, rows: 1_000 };

/** Of this size they are read whole in a millisecond, which PostgreSQL rightly finds cheaper; each has its index. */
const stillSmall = new Set(['visit_notice', 'correction']);

/** However long an installation lives, no more than its room holds. */
const bounded = new Set(['complaint_attachment']);

/** The sums of a few offices are compared with their days of all years, office by office. */
const ofWholeOffices = new Set(['daily_rollup']);

const asks = [...deskAsks, ...officeAsks, ...complaintAsks, ...upkeepAsks];

const log = pino({ level: 'silent' });
const office = '1007';
const stack = new AsyncDisposableStack();
let explaining: ExplainingDatabase;
let sizes: Map<string, number>;
/** An officer who asks the database that tells its plans. */
let asker: Asker;
let url: string;

beforeAll(async () => {
  ({ url } = stack.use(await createTestDatabase(log)));
  await fillYear(url, { offices: 20, visitsADay: 25, days: 365 });
  explaining = stack.use(explainStatements({ url, log }));
  const { db } = explaining;
  const account = await db
    .selectFrom('staff')
    .selectAll()
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  const { id, username, name } = account;
  asker = {
    db,
    cipher: createCipher(randomBytes(32)),
    office,
    staff: { id, username, name, role: 'staff', office },
  };
  await ensureSyntheticAccount(db);
  await addSyntheticVisits(db, 1);
  sizes = await tableSizes(url);
}, 240_000);
afterAll(() => stack.disposeAsync());

/** What was read of a big table without an index, or far beyond what was wanted. */
function wasteful(scans: readonly Scan[]): object[] {
  return scans
    .filter(({ table, indexCond, rows }) => {
      const size = sizes.get(table) ?? 0;
      if (size < bigTable || stillSmall.has(table) || bounded.has(table)) return false;
      if (indexCond === '') return rows > bigTable / 2;
      return !ofWholeOffices.has(table) && rows > Math.max(size * mostRead.part, mostRead.rows);
    })
    .map(({ table, node, rows, statement }) => ({ table, node, rows, statement: statement.slice(0, 300) }));
}

async function expectThrift(ask: () => Promise<unknown>): Promise<Scan[]> {
  explaining.takeScans();
  await ask();
  const scans = explaining.takeScans();
  expect(scans).not.toEqual([]);
  expect(wasteful(scans)).toEqual([]);
  return scans;
}

describe('with a year of visits in the database', () => {
  test('a reading from end to end would be noticed', async () => {
    explaining.takeScans();
    await sql`select count(*) from custody where held_by = ${asker.staff.id}`.execute(explaining.db);
    expect(wasteful(explaining.takeScans())).toHaveLength(1);
  });

  test('every move of a visit asks by an index', async () => {
    await expectThrift(() => makeEveryMove(asker));
  });

  test.each(asks)('%s asks by an index', async (_what, ask) => {
    await expectThrift(() => ask(asker));
  });

  test.each<[string, { ask: () => Promise<unknown>; table: string; bound: RegExp }]>([
    [
      'the latest calls',
      {
        ask: () => readWaitingLine(explaining.db, { office, run: 2 }),
        table: 'visit_event',
        bound: /at >/,
      },
    ],
    ['earlier waits', { ask: () => readPastWaits(explaining.db, office), table: 'visit', bound: /day >/ }],
    ['days to close', { ask: () => daysToClose(explaining.db), table: 'ticket_counter', bound: /day >/ }],
    ['old commands', { ask: () => removeExpired(explaining.db), table: 'command', bound: /created_at </ }],
    [
      'unused guest books',
      { ask: () => removeExpired(explaining.db), table: 'guest_book', bound: /created_at </ },
    ],
    [
      'the audit of synthetic visits',
      { ask: () => removeExpired(explaining.db), table: 'audit', bound: /at </ },
    ],
  ])('%s are found by their time in the index', async (_what, { ask, table, bound }) => {
    const scans = await expectThrift(ask);
    const conditions = scans.filter((scan) => scan.table === table).map(({ indexCond }) => indexCond);
    expect(conditions).toContainEqual(expect.stringMatching(bound));
  });

  test('the looks at closings and days ask for all offices at once', async () => {
    const scans = await expectThrift(async () => {
      await closingsToTell(explaining.db);
      await daysToClose(explaining.db);
    });
    const asked = scans.filter(({ table }) => table === 'board').map(({ rows }) => rows);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(Math.max(...asked)).toBeGreaterThanOrEqual(20);
  });

  test('what a long pause of the worker left is removed by some thousand in a statement', async () => {
    const { db } = explaining;
    await sql`
      insert into command (scope, key, id, request_mac, at, created_at)
      select 'old', gen_random_uuid()::text, gen_random_uuid(), '\\x00', clock(), clock() - interval '9 days'
      from generate_series(1, 12000)
    `.execute(db);
    explaining.takeScans();
    await removeExpired(db);
    const deleted = explaining
      .takeScans()
      .filter(({ table, statement }) => table === 'command' && statement.startsWith('delete'));
    expect(Math.max(...deleted.map(({ rows }) => rows))).toBeLessThanOrEqual(5_000);
    const left = await db.selectFrom('command').select('id').where('scope', '=', 'old').execute();
    expect(left).toEqual([]);
  });
});

describe('with a plan that is made before the values are known', () => {
  beforeAll(() => {
    explaining = stack.use(
      explainStatements({ url, log, settings: '-c plan_cache_mode=force_generic_plan' }),
    );
    asker = { ...asker, db: explaining.db };
  });

  test('each statement that is planned once reads no more', async () => {
    explaining.takeScans();
    await makeEveryMove(asker);
    for (const [, ask] of asks) await ask(asker);
    const scans = explaining.takeScans().filter(({ statement }) => plannedStatementOf(statement) !== null);
    expect(wasteful(scans)).toEqual([]);
    const asked = new Set(scans.map(({ statement }) => plannedStatementOf(statement)));
    expect([...asked].toSorted()).toEqual([...plannedStatements]);
  });
});
