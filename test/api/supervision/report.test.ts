import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelOf } from '../../../domain/visits/label.ts';
import { figureRows } from '../../../db/supervision/figure-rows.ts';
import { sql } from 'kysely';
import { filledSql, readSqlQueries } from '../../grafana/reading.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';

const queries = await readSqlQueries();
const day = 86_400_000;

let database: TestDatabase;
let report: Client;

/** Visits of today and yesterday: one late, one met, one inside with a card at the desk. */
async function fill({ db, office }: TestDatabase): Promise<void> {
  await seedTestOffice(db, { code: office });
  await seedTestOffice(db, { code: '9999' });
  const staff = await db
    .selectFrom('staff')
    .select('id')
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  const write = async (
    code: string,
    values: { number: number; ago: number; waited: number | null; step: string },
  ) => {
    const { number, ago, waited, step } = values;
    const id = randomUUID();
    const taken = sql`(clock() - ${ago} * interval '1 day' - interval '30 minutes')`;
    const after = (minutes: number) => sql`(${taken} + ${minutes} * interval '1 minute')`;
    const verdict = waited === null ? null : waited > 5 ? 'breached' : 'met';
    await sql`
      insert into visit (id, office, service, day, number, token, step, revision, language, policy_version,
        created_at, queued_at, last_at, called_at, registered_at, served_at, ended_at, closes_at, warn_at, due_at,
        verdict, custody)
      select ${id}, ${code}, 'P', (${taken} at time zone o.time_zone)::date, ${number}::integer, ${randomUUID()}, ${step}, 1, 'id', 1,
        ${taken}, ${taken}, ${taken}, ${after(2)}, ${after(4)},
        ${waited === null ? sql`null` : after(4 + waited)}, ${step === 'done' ? after(20) : sql`null`},
        ${after(-5)}, ${after(7)}, ${after(9)}, ${verdict}, ${step === 'library' ? 'held' : 'none'}
      from office o where o.code = ${code}
    `.execute(db);
    if (step !== 'library') return;
    await sql`
      insert into custody (id, visit_id, office, locker, id_type, held_at, held_by)
      values (${randomUUID()}, ${id}, ${code}, '01', 'ktp', ${after(6)}, ${staff.id})
    `.execute(db);
  };
  for (const code of [office, '9999']) {
    await write(code, { number: 1, ago: 0, waited: 9, step: 'done' });
    await write(code, { number: 1000, ago: 0, waited: 3, step: 'library' });
    await write(code, { number: 1, ago: 1, waited: 2, step: 'done' });
    await sql`
      insert into daily_rollup (office, day, metric, label, bucket, value)
      ${figureRows(sql`v.office = ${code} and v.day < (clock() at time zone 'UTC')::date`)}
    `.execute(db);
    await sql`
      insert into daily_rollup (office, day, metric, label, bucket, value)
      values (${code}, (clock() at time zone 'UTC')::date - 2, 'visits', 'done', 0, 7)
    `.execute(db);
  }
}

beforeAll(async () => {
  database = await createTestDatabase(pino({ level: 'silent' }));
  await fill(database);
  report = new Client({ connectionString: database.url });
  await report.connect();
  await report.query('set role report');
});
afterAll(async () => {
  await report?.end();
  await database?.[Symbol.asyncDispose]();
});

describe('the role for reports', () => {
  test('exists without a password and cannot sign in until it gets one', async () => {
    const { rows } = await sql<{ rolcanlogin: boolean; rolsuper: boolean }>`
      select rolcanlogin, rolsuper from pg_roles where rolname = 'report'
    `.execute(database.db);
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false }]);
  });

  test.each([
    'guest_book',
    'private_note',
    'staff',
    'session',
    'audit',
    'visit',
    'visit_event',
    'custody',
    'profile',
    'rating',
    'ticket_request',
    'command',
    'correction',
    'incident',
    'device',
    'daily_rollup',
  ])('may not read %s', async (name) => {
    await expect(report.query(`select * from public.${name}`)).rejects.toThrow(/permission denied/);
  });

  test('may read nothing else in any schema', async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
        and c.relkind in ('r', 'v', 'm', 'p', 'S')
        and has_schema_privilege('report', n.oid, 'usage')
        and has_table_privilege('report', c.oid, 'select, insert, update, delete, truncate')
      order by 1
    `.execute(database.db);
    expect(rows.map(({ name }) => name)).toEqual([
      'report.custody_open',
      'report.day_figure',
      'report.office',
      'report.visit',
    ]);
  });

  test.each([
    ['insert into report.visit (office) values ($1)', /permission denied|read-only|cannot insert/],
    ['update report.office set name = $1', /permission denied|read-only/],
    ['delete from report.day_figure where office = $1', /permission denied|read-only|cannot delete/],
    ['select raise_board($1)', /permission denied/],
  ])('may not change anything: %s', async (statement, refusal) => {
    await expect(report.query(statement, [database.office])).rejects.toThrow(refusal);
  });

  test('has views that name no person', async () => {
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns where table_schema = 'report' group by 1 order by 1
    `.execute(database.db);
    expect(Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))).toEqual({
      custody_open: ['office', 'day', 'label', 'locker', 'held_at', 'closes_at', 'after_close'],
      day_figure: ['office', 'day', 'metric', 'label', 'bucket', 'value'],
      office: ['office', 'name', 'time_zone', 'today'],
      visit: [
        'office',
        'day',
        'service',
        'label',
        'step',
        'taken_at',
        'called_at',
        'registered_at',
        'due_at',
        'answered_at',
        'served_at',
        'entered_at',
        'ended_at',
        'verdict',
      ],
    });
  });

  test('signs in once it has a password, as docs/monitoring.md says, and only reads', async () => {
    const password = randomUUID();
    await sql.raw(`ALTER ROLE report LOGIN PASSWORD '${password}'`).execute(database.db);
    const url = new URL(database.url);
    url.username = 'report';
    url.password = password;
    const client = new Client({ connectionString: url.href });
    try {
      await client.connect();
      const { rows } = await client.query('select office from report.office');
      expect(rows).toEqual([{ office: database.office }]);
      await expect(client.query('create temporary table t ()')).rejects.toThrow(/read-only/);
      await expect(client.query('select name from public.guest_book')).rejects.toThrow(/permission denied/);
    } finally {
      await client.end();
      await sql.raw('ALTER ROLE report NOLOGIN PASSWORD NULL').execute(database.db);
    }
  });

  test('sees numbers as people read them, and never the probe’s office', async () => {
    const visits = await report.query<{ office: string; label: string }>('select * from report.visit');
    expect(new Set(visits.rows.map(({ office }) => office))).toEqual(new Set([database.office]));
    expect(new Set(visits.rows.map(({ label }) => label))).toEqual(
      new Set([labelOf('P', 1), labelOf('P', 1000)]),
    );
    for (const view of ['office', 'custody_open', 'day_figure']) {
      const { rows } = await report.query<{ office: string }>(`select distinct office from report.${view}`);
      expect(rows).toEqual([{ office: database.office }]);
    }
  });
});

describe('the queries of the dashboards', () => {
  test.each(queries.map(({ name, target }) => [name, target.rawSql] as const))(
    '%s answers as the role for reports',
    async (_name, rawSql) => {
      const filling = {
        offices: [database.office],
        from: Date.now() - 7 * day,
        to: Date.now(),
        intervalSeconds: 60,
      };
      const text = filledSql(rawSql, filling);
      expect(text).not.toContain('$');
      const { rows, fields } = await report.query(text);
      expect(rows.length).toBeGreaterThan(0);
      for (const { name } of fields) {
        expect(
          rows.some((row: Record<string, unknown>) => row[name] !== null),
          name,
        ).toBe(true);
      }
      const several = filledSql(rawSql.replaceAll(/= \$\{office:sqlstring\}/g, "= '1'"), {
        ...filling,
        offices: [database.office, '6571'],
      });
      if (rawSql.includes('in (${office:sqlstring})')) {
        expect((await report.query(several)).rows).toEqual(rows);
      }
    },
  );

  test('today’s breach is told with its times', async () => {
    const query = queries.find(({ panel }) => panel.title === 'Terlambat hari ini');
    const { rows } = await report.query(
      filledSql(query?.target.rawSql ?? '', {
        offices: [database.office],
        from: 0,
        to: 0,
        intervalSeconds: 1,
      }),
    );
    expect(rows).toEqual([
      expect.objectContaining({ Kantor: database.office, Nomor: 'P-001', 'Waktu tunggu': 540 }),
    ]);
  });
});
