import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Database } from '../../db/connect.ts';
import { reportDayIn } from '../../db/supervision/days.ts';
import { figureRows } from '../../db/supervision/figure-rows.ts';
import type { BenchStack } from '../stack.ts';

/** Bytes in each store. */
export interface StoreBytes {
  /** Each table of the database with its indexes, as it lies on the disk. */
  readonly tables: Readonly<Record<string, number>>;
  /** How many rows were ever added to each. */
  readonly rows: Readonly<Record<string, number>>;
  /** What the database has written ahead so far. */
  readonly writtenAhead: number;
  /** Pages of the embedded engine's file in use, with the list of visits that it searches apart. */
  readonly engine: number;
  readonly visibility: number;
}

/** For how many days rows stay that do not stay for good, as `db/keeping/retention.ts` says. */
export const keptDays: Readonly<Record<string, number>> = {
  command: 2,
  ticket_request: 2,
  mail: 30,
  private_note: 30,
};

/** Looks how large both stores are now. */
export async function readStores({ db, dataDir }: Pick<BenchStack, 'db' | 'dataDir'>): Promise<StoreBytes> {
  const { rows } = await sql<{ at: number }>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as at
  `.execute(db);
  return { ...(await readTables(db)), writtenAhead: rows[0]?.at ?? Number.NaN, ...readEngine(dataDir) };
}

async function readTables(db: Database): Promise<Pick<StoreBytes, 'tables' | 'rows'>> {
  const { rows } = await sql<{ name: string; bytes: number; added: number }>`
    select relname as name, pg_total_relation_size(relid)::float8 as bytes, n_tup_ins::float8 as added
    from pg_stat_user_tables where schemaname = 'public'
  `.execute(db);
  return {
    tables: Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes])),
    rows: Object.fromEntries(rows.map(({ name, added }) => [name, added])),
  };
}

function readEngine(dataDir: string): Pick<StoreBytes, 'engine' | 'visibility'> {
  const file = new DatabaseSync(`${dataDir}/temporal.db`, { readOnly: true });
  try {
    const used = `select coalesce(sum(pgsize), 0) as bytes from dbstat where aggregate = 1 and name`;
    const bytesOf = (condition: string): number =>
      Number(file.prepare(`${used} ${condition}`).get()?.['bytes']);
    return { engine: bytesOf(`not like '%visibility%'`), visibility: bytesOf(`like '%visibility%'`) };
  } finally {
    file.close();
  }
}

/** The fewest rows of each visit that make a table one of visits; others grow by themselves, and once. */
const fewestRows = 0.5;

/** What was added between two looks for each of so many visits; tables that hardly one of them leaves a row in are left out. */
export function growthOf(before: StoreBytes, after: StoreBytes, visits: number): StoreBytes {
  const each = (of: (bytes: StoreBytes) => number | undefined): number =>
    ((of(after) ?? 0) - (of(before) ?? 0)) / visits;
  const names = Object.keys(after.rows).filter((name) => each(({ rows }) => rows[name]) >= fewestRows);
  return {
    tables: Object.fromEntries(names.map((name) => [name, each(({ tables }) => tables[name])])),
    rows: Object.fromEntries(names.map((name) => [name, each(({ rows }) => rows[name])])),
    writtenAhead: each(({ writtenAhead }) => writtenAhead),
    engine: each(({ engine }) => engine),
    visibility: each(({ visibility }) => visibility),
  };
}

/** How much the database may hold back of what it writes ahead, in bytes. */
export async function readLogLimit(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_size_bytes(current_setting('max_wal_size'))::float8 as bytes
  `.execute(db);
  return rows[0]?.bytes ?? Number.NaN;
}

/** What the end of a day leaves for each office, in bytes: its report and its figures, written and taken back again. */
export async function bytesOfOfficeDay(db: Database, offices: readonly string[]): Promise<number> {
  const trx = await db.startTransaction().execute();
  try {
    const total = async (): Promise<number> =>
      Object.values((await readTables(trx)).tables).reduce((sum, bytes) => sum + bytes, 0);
    const { rows } = await sql<{ office: string; day: string }>`
      select distinct office, day from visit where office = any(${offices})
    `.execute(trx);
    const before = await total();
    for (const officeDay of rows) await reportDayIn(trx, officeDay);
    await sql`
      insert into daily_rollup (office, day, metric, label, bucket, value)
      select * from (${figureRows(sql`v.office = any(${offices})`)}) as figures
    `.execute(trx);
    return ((await total()) - before) / rows.length;
  } finally {
    await trx.rollback().execute();
  }
}
