import { sql, type RawBuilder } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeAudit } from '../../../db/audit.ts';
import type { Database } from '../../../db/connect.ts';
import { countViolations, readViolations } from '../../../db/rules/invariants.ts';
import { createTestDatabase } from '../../world/database.ts';
import { fillYear } from '../../world/past/year.ts';
import { run } from '../../world/programs/program.ts';

const log = pino({ level: 'silent' });
const stack = new AsyncDisposableStack();
let db: Database;
let url: string;
/** A visit of long ago that a round comes to last: one look does not take on all visits there are. */
let last: { id: string; office: string };

beforeAll(async () => {
  const database = stack.use(await createTestDatabase(log));
  ({ db, url } = database);
  await fillYear(url, { offices: 2, visitsADay: 20, days: 130 });
  const { rows } = await sql<typeof last>`
    select id, office from visit where day < clock()::date - 30 order by id desc limit 1
  `.execute(db);
  last = rows[0] ?? { id: '', office: '' };
}, 120_000);
afterAll(() => stack.disposeAsync());

beforeEach(async () => {
  await sql`delete from invariant_round`.execute(db); // all rounds begin anew
});

/** The rules that are counted as broken after a worker's next look, a minute after the last. */
async function look(): Promise<Record<string, number>> {
  await sql`update invariant_check set at = at - interval '1 minute'`.execute(db);
  await countViolations(db);
  const rows = await db.selectFrom('invariant_check').selectAll().where('violations', '>', 0).execute();
  return Object.fromEntries(rows.map(({ invariant, violations }) => [invariant, violations]));
}

/** `npm run rules` on this database. */
async function rules(...args: string[]): Promise<{ code: number | null; out: string }> {
  const program = run(['rules', ...args], { env: { DATABASE_URL: url } });
  return { code: await program.ended, out: program.out() };
}

/** Looks until the rounds have come to everything. */
async function lookAround(): Promise<Record<string, number>> {
  await sql`delete from invariant_round`.execute(db);
  await look();
  await look();
  return look();
}

/** Changes rows as no code of ours does. */
async function meddle(statement: RawBuilder<unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = 'replica'`.execute(trx);
    await statement.execute(trx);
  });
}

const moveAudit = (from: number, to: number) =>
  meddle(sql`update audit set revision = ${to} where visit_id = ${last.id} and revision = ${from}`);
const setVerdict = (verdict: string) =>
  meddle(sql`update visit set verdict = ${verdict} where id = ${last.id}`);
const raiseNumbers = (by: number, old: boolean) =>
  meddle(sql`
    update ticket_counter set last = last + ${by} where ctid = (
      select ctid from ticket_counter where settled = ${old} and (not settled or day < clock()::date - 30)
      order by office desc, day desc limit 1
    )
  `);

describe('the look at the rules', () => {
  test('finds nothing where nothing is broken', async () => {
    expect(await readViolations(db)).toEqual([]);
    expect(await look()).toEqual({});
  });

  test('comes to every visit in rounds, and counts what it found until that holds again', async () => {
    await moveAudit(2, 99);
    const broken = { one_audit_row_per_event: 1 };
    expect(await look()).toEqual({}); // thousands of others came first
    expect(await look()).toEqual(broken);
    expect(await look()).toEqual(broken); // the round is with the others again
    await moveAudit(99, 2);
    expect(await look()).toEqual({});
  });

  test('looks at once at a visit that something was done with', async () => {
    await setVerdict('breached');
    expect(await look()).toEqual({});
    await sql`delete from invariant_round`.execute(db);
    await writeAudit(db, { by: 'system', office: last.office, action: 'breach', visitId: last.id });
    expect(await look()).toEqual({ breach_once: 1 });
    await setVerdict('met');
    expect(await look()).toEqual({});
  });

  test('looks at the numbers of days that still change each time', async () => {
    await raiseNumbers(1, false);
    expect(await look()).toEqual({ numbers_gapless: 1 });
    await raiseNumbers(-1, false);
    expect(await look()).toEqual({});
  });

  test('comes to the numbers of all days in rounds', async () => {
    await raiseNumbers(1, true);
    const broken = { numbers_gapless: 1 };
    expect(await look()).toEqual({}); // those of another office came first
    await look();
    expect(await look()).toEqual(broken);
    expect(await look()).toEqual(broken); // the round is with the others again
    await raiseNumbers(-1, true);
    expect(await look()).toEqual({});
  });

  test('no longer counts what was accepted, until it held again', async () => {
    await raiseNumbers(1, true);
    expect(await lookAround()).toEqual({ numbers_gapless: 1 });
    const { subject } = await db.selectFrom('invariant_finding').select('subject').executeTakeFirstOrThrow();
    expect(await rules('list')).toEqual({
      code: 1,
      out: expect.stringMatching(`^1 counted, 0 accepted\\.\n  numbers_gapless ${subject}, found 20\\S+\n$`),
    });
    const accept = (): Promise<object> =>
      rules('accept', 'numbers_gapless', ...subject.split(' '), '--because', 'lost with a disk');
    expect(await accept()).toEqual({ code: 0, out: `numbers_gapless ${subject} is no longer counted.\n` });
    expect(await accept()).toEqual({ code: 2, out: '' });
    expect(await look()).toEqual({});
    expect(await rules('list')).toEqual({
      code: 0,
      out: expect.stringContaining(', accepted: lost with a disk\n'),
    });
    await setVerdict('breached');
    await sql`delete from invariant_round`.execute(db);
    await writeAudit(db, { by: 'system', office: last.office, action: 'breach', visitId: last.id });
    expect(await look()).toEqual({ breach_once: 1 }); // the next is not hidden
    await setVerdict('met');
    await raiseNumbers(-1, true);
    expect(await look()).toEqual({});
    await raiseNumbers(1, true);
    expect(await lookAround()).toEqual({ numbers_gapless: 1 });
    await raiseNumbers(-1, true);
    expect(await look()).toEqual({});
  });

  test('goes on to count what still changes, where more may break', async () => {
    await raiseNumbers(1, false);
    expect(await look()).toEqual({ numbers_gapless: 1 });
    const { subject } = await db.selectFrom('invariant_finding').select('subject').executeTakeFirstOrThrow();
    const accepting = rules(
      'accept',
      'numbers_gapless',
      ...subject.split(' '),
      '--because',
      'lost with a disk',
    );
    expect(await accepting).toEqual({ code: 2, out: '' });
    expect(await look()).toEqual({ numbers_gapless: 1 });
    await raiseNumbers(-1, false);
    expect(await look()).toEqual({});
  });

  test('is done by one worker in a minute', async () => {
    expect(await look()).toEqual({});
    await raiseNumbers(1, false);
    await countViolations(db);
    const counted = db.selectFrom('invariant_check').select('violations').where('violations', '>', 0);
    expect(await counted.execute()).toEqual([]);
    await raiseNumbers(-1, false);
    expect(await look()).toEqual({});
  });

  test('is not kept waiting by a clock that was set back', async () => {
    await sql`update invariant_check set at = at + interval '2 hours'`.execute(db);
    await raiseNumbers(1, false);
    await countViolations(db);
    const counted = db.selectFrom('invariant_check').select('invariant').where('violations', '>', 0);
    expect(await counted.execute()).toEqual([{ invariant: 'numbers_gapless' }]);
    await raiseNumbers(-1, false);
    expect(await look()).toEqual({});
  });

  test('comes to the day before soon, though it is settled and nobody touched it', async () => {
    const { id } = await db
      .selectFrom('visit')
      .select('id')
      .where('day', '=', sql<string>`clock()::date - 1`)
      .where('verdict', '=', 'met')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await meddle(sql`update visit set verdict = 'breached' where id = ${id}`);
    expect(await look()).toEqual({ breach_once: 1 });
    await meddle(sql`update visit set verdict = 'met' where id = ${id}`);
    expect(await look()).toEqual({});
  });
});
