import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { fillDemo, type Filling } from '../../../db/demo/fill.ts';
import { readDemo } from '../../../db/demo/mark.ts';
import { removeDemo } from '../../../db/demo/remove.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { readSkd } from '../../../db/reports/skd.ts';
import type { SkdRow } from '../../../domain/supervision/skd.ts';
import { readSupervision } from '../../../db/supervision/supervision.ts';
import { createDatabase } from '../../../db/connect.ts';
import { demoDaysBefore } from '../../../domain/demo/calendar.ts';
import { complaintStages } from '../../../domain/complaints/steps.ts';
import { pino } from 'pino';
import type { KeptStandard } from '../../../wire/standard.ts';
import { run } from '../../world/programs/program.ts';
import { useResource, useWorld } from '../../world/use.ts';

const seed = 2027;

/** What the parts that run note for themselves, whatever visits there are. */
const ofParts = new Set([
  'board_line',
  'clock_comparison',
  'comparison',
  'counter_presence',
  'heartbeat',
  'invariant_check',
  'invariant_finding',
  'invariant_round',
  'lease',
  'rollup_check',
]);

describe('a month that can be looked at', () => {
  const world = useWorld();
  // as the launcher and the tools wait
  const patient = useResource(async () => {
    const { db, pool } = createDatabase({
      url: world.databaseUrl,
      max: 2,
      log: pino({ level: 'silent' }),
      patienceMs: 60_000,
    });
    return { db, [Symbol.asyncDispose]: () => pool.end() };
  });
  const fill = (): Promise<Filling> =>
    fillDemo({ db: patient.db, cipher: world.cipher }, { office: world.office, seed });
  const remove = () => removeDemo(patient.db, { office: world.office, staffId: null });

  /** How many rows each table has; of the audit without the two lines that tell of the filling and its removal. */
  async function countRows(): Promise<Record<string, number>> {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1
    `.execute(world.db);
    const counts: Record<string, number> = {};
    for (const { name } of rows.filter((row) => !ofParts.has(row.name))) {
      const told = name === 'audit' ? sql`where action not in ('demo-made', 'demo-removed')` : sql``;
      const { rows: counted } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(name)} ${told}
      `.execute(world.db);
      counts[name] = counted[0]?.n ?? 0;
    }
    return counts;
  }

  async function readDays(): Promise<{ from: string; to: string; today: string }> {
    const now = await readOfficeNow(world.db, world.office);
    const today = now?.opening.day ?? '';
    return { ...demoDaysBefore(today), today };
  }

  let empty: Record<string, number>;
  let filling: Filling;

  beforeAll(async () => {
    await world.db.transaction().execute(async (trx) => {
      const publications = await readSampleCollection();
      await storePublications(trx, { office: world.office, publications, sample: true });
    });
    empty = await countRows();
    filling = await fill();
  });

  test('fills the whole last month and this one until yesterday, on working days', async () => {
    const { from, to } = await readDays();
    expect(filling).toMatchObject({ kind: 'filled', demo: { office: world.office, from, to } });
    const { rows } = await sql<{ day: string; weekday: number; visits: number; before: boolean }>`
      select day, extract(isodow from day)::integer as weekday, count(*) as visits,
        bool_and(ended_at < clock()) as before
      from visit group by 1 order by 1
    `.execute(world.db);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.filter(({ weekday }) => weekday > 5)).toEqual([]);
    expect(rows.every(({ before }) => before)).toBe(true);
    expect(rows.every(({ visits }) => visits >= 15 && visits <= 60)).toBe(true);
    const mondays = rows.filter(({ weekday }) => weekday === 1).map(({ visits }) => visits);
    const fridays = rows.filter(({ weekday }) => weekday === 5).map(({ visits }) => visits);
    expect(Math.min(...mondays)).toBeGreaterThan(Math.max(...fridays) - 10);
  });

  test('is told by the supervisor’s page as its events tell it, and keeps most promises', async () => {
    const { from, to } = await readDays();
    const supervision = await readSupervision(patient.db, { office: world.office, from, to });
    const { rows } = await sql<{ n: number; met: number; breached: number }>`
      with times as (
        select visit_id, min(at) filter (where move = 'submit-guest-book') as registered,
          min(at) filter (where move = 'serve') as served
        from visit_event group by 1
      )
      select count(*) as n, count(*) filter (where served - registered <= interval '300 seconds') as met,
        count(*) filter (where served - registered > interval '300 seconds') as breached
      from times where registered is not null and served is not null
    `.execute(world.db);
    const unserved = supervision?.sla.breaches.filter(({ servedAt }) => servedAt === null).length ?? 0;
    const { n, met, breached } = rows[0] ?? { n: 0, met: 0, breached: 0 };
    expect(supervision?.sla).toMatchObject({ n: n + unserved, met, breached: breached + unserved });
    expect(met / n).toBeGreaterThan(0.88);
    expect(met / n).toBeLessThan(0.98);
    expect(supervision?.escalations.raised).toHaveLength(breached + unserved);
    expect(supervision?.hours.map(({ hour }) => hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(supervision?.ratings.skm.grade).toBe('B');
    expect(supervision?.library.titles.length).toBeGreaterThan(5);
    expect(supervision?.library.days).toHaveLength(supervision?.days.length ?? 0);
  });

  test('has settled days whose figures are the service’s own', async () => {
    const { rows } = await sql<{ days: number; settled: number; visits: number; rolled: number }>`
      select (select count(*) from ticket_counter) as days,
        (select count(*) from day_close where settled_at is not null) as settled,
        (select count(*) from visit) as visits,
        (select sum(value) from rollup_total where metric = 'visits') as rolled
    `.execute(world.db);
    const { days, settled, visits, rolled } = rows[0] ?? {};
    expect([settled, rolled]).toEqual([days, visits]);
  });

  test('has guest books that open with the key and say that nobody stands behind them', async () => {
    const { from, to } = await readDays();
    const period = { office: world.office, from, to };
    const books: SkdRow[] = [];
    await patient.db.transaction().execute(async (trx) => {
      for await (const some of readSkd(trx, world.cipher, period)) books.push(...some);
    });
    const inPerson = books.filter(({ channel }) => channel === 'in-person');
    const { rows } = await sql<{ n: number }>`select count(*) as n from guest_book`.execute(world.db);
    expect(inPerson).toHaveLength(rows[0]?.n ?? 0);
    const book = await world.db.selectFrom('guest_book').selectAll().executeTakeFirstOrThrow();
    const open = (column: 'name' | 'email' | 'institution'): string =>
      world.cipher.open(book[column] ?? Buffer.alloc(0), {
        table: 'guest_book',
        column,
        row: book.command_id,
      });
    expect(open('name')).toMatch(/ Contoh$/);
    expect(open('email')).toMatch(/@contoh\.invalid$/);
    expect(open('institution')).toMatch(/Contoh$/);
  });

  test('has complaints in several stages, and nobody who is written to', async () => {
    const rows = await world.db
      .selectFrom('complaint')
      .select(['reference', 'stage', 'person', 'id'])
      .orderBy('received_at')
      .execute();
    const stages = new Set(rows.map(({ stage }) => stage));
    expect(complaintStages.filter((stage) => stages.has(stage)).length).toBeGreaterThanOrEqual(4);
    expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length);
    for (const { person, id } of rows) {
      const opened = person && world.cipher.open(person, { table: 'complaint', column: 'person', row: id });
      if (opened !== null) expect(JSON.parse(opened)).toEqual({ name: expect.stringMatching(/ Contoh$/) });
    }
  });

  test('is made once', async () => {
    const rows = await countRows();
    expect(await fill()).toMatchObject({ kind: 'there', demo: { office: world.office } });
    expect(await countRows()).toEqual(rows);
  });

  test('leaves a database like one that never had it, and a public standard that counts nothing of it', async () => {
    const keptVisits = async (): Promise<number> =>
      (await world.client().send<KeptStandard>(`/api/v1/offices/${world.office}/standard`)).body.kept.n;
    expect(await keptVisits()).toBeGreaterThan(0);
    const program = run(['demo', 'remove'], { env: { DATABASE_URL: world.databaseUrl } });
    expect([await program.ended, program.err()]).toEqual([0, '']);
    const { from, to } = await readDays();
    const { visits, complaints } = filling.kind === 'filled' ? filling.made : { visits: 0, complaints: 0 };
    expect(program.out()).toBe(
      `Office ${world.office}: the days ${from} to ${to} are removed: ${visits} visits, ${complaints} complaints.\n`,
    );
    expect(await countRows()).toEqual(empty);
    expect(await keptVisits()).toBe(0);
    expect(await readDemo(world.db, world.office)).toBeNull();
    expect(await remove()).toBeNull();
  });

  test('is marked: in the office that every page reads, and in the name of every file', async () => {
    expect(await fill()).toMatchObject({ kind: 'filled' });
    const { from, to, today } = await readDays();
    const { body: office } = await world.client().send(`/api/v1/offices/${world.office}`);
    expect(office).toMatchObject({ demo: { from, to } });
    const supervisor = await world.client().signIn('supervisor');
    const nameOf = async (file: string, period: string): Promise<string | null> => {
      const answer = await supervisor.send(`/api/v1/offices/${world.office}/${file}?${period}`);
      return answer.headers.get('content-disposition');
    };
    for (const file of ['supervision/days', 'reports/guest-book']) {
      expect(await nameOf(file, `from=${to}&to=${today}`)).toContain(`${to}-${today}-contoh.csv`);
      expect(await nameOf(file, `from=${today}&to=${today}`)).toContain(`${today}-${today}.csv`);
    }
  });

  test('is in nobody’s way: the first real visitor gets P-001, and stays when the month goes', async () => {
    const { body: ticket } = await world.client().takeTicket();
    expect(ticket.label).toBe('P-001');
    const staff = await world.client().signIn('staff');
    await staff.call('FO-1');
    await world.client().fillGuestBook(ticket.token);
    expect(await remove()).toMatchObject({ demo: { office: world.office } });
    const { body: office } = await world.client().send(`/api/v1/offices/${world.office}`);
    expect(office).toMatchObject({ demo: null });
    const visits = await world.db.selectFrom('visit').select(['id', 'step']).execute();
    expect(visits).toEqual([{ id: ticket.visitId, step: 'registered' }]);
    const rows = await countRows();
    expect(rows).toMatchObject({
      ticket_counter: 1,
      visit_event: 3,
      guest_book: 1,
      complaint: 0,
      day_close: 0,
    });
  });

  test('never comes into a database in which somebody was served', async () => {
    const rows = await countRows();
    expect(await fill()).toEqual({ kind: 'refused', because: 'in-use' });
    expect(await countRows()).toEqual(rows);
  });
});

describe('what happened', () => {
  const world = useWorld();

  test('cannot be deleted under the name of invented days that are not there', async () => {
    const { body: ticket } = await world.client().takeTicket();
    const deleted = world.db.transaction().execute(async (trx) => {
      await sql`select set_config('kunjung.removing_demo', ${world.office}, true)`.execute(trx);
      await sql`delete from visit_event where visit_id = ${ticket.visitId}`.execute(trx);
    });
    await expect(deleted).rejects.toThrow('visit_event is append-only');
  });
});
