import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  applyMigration,
  createMigrationTable,
  lockMigrations,
  readMigrations,
  type Migration,
} from '../migrate.ts';
import { BackupError, copyText, partsOf, quoted, type BackupHeader, type BackupPart } from './format.ts';
import { openSession } from './session.ts';

/** What a database holds, for people. */
export interface Holdings {
  readonly offices: number;
  readonly accounts: number;
  readonly visits: number;
  readonly openVisits: number;
  /** When something last happened to a visit, in ISO 8601; null without a visit. */
  readonly lastMoveAt: string | null;
}

/** What was restored. */
export interface Restored extends Holdings {
  /** The moment whose state it is, in ISO 8601. */
  readonly takenAt: string;
}

/** What a database is before something is restored into it. */
export type TargetState =
  | { readonly kind: 'empty' }
  /** Its tables are none of Kunjung's. */
  | { readonly kind: 'foreign' }
  /** Somebody is connected as the same user, so Kunjung or a tool of it is at work. */
  | { readonly kind: 'in-use'; readonly connections: number }
  | ({ readonly kind: 'filled' } & Holdings);

/** Looks at the database that something is to be restored into. */
export async function readTarget(databaseUrl: string): Promise<TargetState> {
  await using session = await openSession(databaseUrl);
  const { client } = session;
  const { rows } = await client.query<{ connections: number; filled: boolean; ours: boolean }>(`
    select (select count(*)::integer from pg_stat_activity
        where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
          and backend_type = 'client backend') as connections,
      exists (select from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as filled,
      to_regclass('public.migration') is not null and to_regclass('public.visit') is not null as ours
  `);
  const { connections = 0, filled = false, ours = false } = rows[0] ?? {};
  if (connections > 0) return { kind: 'in-use', connections };
  if (!filled) return { kind: 'empty' };
  return ours ? { kind: 'filled', ...(await readHoldings(client)) } : { kind: 'foreign' };
}

/**
 * Makes the database what the script tells, brought forward to the present tables; whatever Kunjung had in it goes.
 * One transaction: if anything fails, the database stays what it was. Throws a BackupError when the backup cannot be
 * used.
 */
export async function load(databaseUrl: string, script: AsyncIterable<Buffer>): Promise<Restored> {
  await using session = await openSession(databaseUrl);
  const { client } = session;
  await client.query("set lock_timeout = '10s'");
  await lockMigrations(client);
  await client.query('begin');
  await clear(client);
  await createMigrationTable(client);
  let takenAt = '';
  let later: readonly Migration[] = [];
  for await (const part of partsOf(script)) {
    switch (part.kind) {
      case 'header':
        ({ takenAt } = part);
        later = await makeTables(client, part);
        break;
      case 'table':
        await fill(client, part);
        break;
      case 'sequence':
        await client.query('select setval($1::regclass, $2, $3)', [quoted(part.name), part.value, part.used]);
        break;
      case 'end':
    }
  }
  for (const migration of later) await applyMigration(client, migration);
  await client.query('insert into restoration (taken_at) values ($1)', [takenAt]);
  const holdings = await readHoldings(client);
  await client.query('commit');
  await client.query('analyze');
  return { takenAt, ...holdings };
}

/** Drops what stands in Kunjung's two schemas, but for what belongs to an extension. */
async function clear(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('drop schema %I cascade', nspname) as statement from pg_namespace where nspname = 'report'
    union all
    select format('drop %s if exists public.%I cascade', case relkind when 'v' then 'view' else 'table' end, relname)
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop function if exists %s cascade', p.oid::regprocedure)
    from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  `);
  for (const { statement } of rows) await client.query(statement);
}

/** Makes the tables as they were, without a row; answers the migrations since. */
async function makeTables(client: Client, { migrations }: BackupHeader): Promise<Migration[]> {
  const present = await readMigrations();
  const before = migrations.map(({ name, checksum }) => {
    const migration = present.find((one) => one.name === name && one.checksum === checksum);
    if (migration) return migration;
    throw new BackupError(`A newer Kunjung made this backup: migration ${name} is not known here.`);
  });
  for (const migration of before) await applyMigration(client, migration);
  const tables = await listTables(client);
  await client.query(`truncate ${tables.join(', ')}`);
  return present.filter((migration) => !before.includes(migration));
}

async function listTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('public.%I', relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'`,
  );
  return rows.map(({ name }) => name);
}

/** Copies a table's rows. Its triggers speak of changes, not of rows that have been there before. */
async function fill(
  client: Client,
  { table, columns, rows }: Extract<BackupPart, { kind: 'table' }>,
): Promise<void> {
  await client.query(`alter table public.${quoted(table)} disable trigger user`);
  await pipeline(rows, client.query(copyFrom(copyText(table, columns))));
  await client.query(`alter table public.${quoted(table)} enable trigger user`);
}

async function readHoldings(client: Client): Promise<Holdings> {
  const { rows } = await client.query<Holdings>(`
    select (select count(*)::integer from office where code <> '9999') as offices,
      (select count(*)::integer from staff) as accounts,
      count(*)::integer as visits,
      (count(*) filter (where ended_at is null))::integer as "openVisits",
      to_char(max(last_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastMoveAt"
    from visit where office <> '9999'
  `);
  return rows[0] ?? { offices: 0, accounts: 0, visits: 0, openVisits: 0, lastMoveAt: null };
}
