import { Client, DatabaseError } from 'pg';
import { migrate } from '../../db/migrate.ts';
import { seedFirstStart } from '../../db/seed/seed.ts';
import type { Log } from '../../process/log.ts';
import { PartError } from '../embedded/part.ts';
import type { Lead } from './clocks.ts';
import { connectionFindings, type PoolSettings } from './connections.ts';
import type { Finding } from './finding.ts';

/** As `server_version_num` counts. */
const oldestServer = 15_00_00;

const connectWithinMs = 10_000;

/** How many connections the server, the role and the database have left; the one that asks is not counted. */
const connectionsLeft = `
  select 1 + least(
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) - count(*), -- since PostgreSQL 16
    nullif(r.rolconnlimit, -1) - count(*) filter (where a.usesysid = r.oid),
    nullif(d.datconnlimit, -1) - count(*) filter (where a.datid = d.oid)
  )::int
  from pg_roles r, pg_database d, pg_stat_activity a
  where r.rolname = current_user and d.datname = current_database() and a.datid is not null
  group by r.oid, r.rolconnlimit, d.oid, d.datconnlimit`;

interface DatabaseRow {
  readonly version: number;
  readonly at: number;
  readonly mayCreate: boolean | null;
  readonly connectionsLeft: number;
}

/** What became of a database that was made ready. */
export interface ReadyDatabase {
  /** The accounts of a first start with their password; one of several callers gets them. */
  readonly accounts: readonly { username: string; password: string | null }[];
  readonly lead: Lead;
  /** What an operator should know of it. */
  readonly findings: readonly Finding[];
}

/**
 * Brings the database forward and fills an empty one. Repeatable, and safe from several machines at once. Throws a
 * PartError that names the reason when it cannot be used: with code 2 when the settings are at fault, with code 1 when it
 * does not answer.
 */
export async function provisionDatabase(options: {
  url: string;
  demoPassword: string | null;
  /** How large the pools of this machine may become. */
  pools: PoolSettings;
  log: Log;
}): Promise<ReadyDatabase> {
  const { url, demoPassword, pools, log } = options;
  const { lead, connectionsLeft } = await checkDatabase(url);
  await migrate(url, log);
  const accounts = await seedFirstStart({ databaseUrl: url, demoPassword, log });
  return { accounts, lead, findings: connectionFindings(pools, connectionsLeft) };
}

/** Looks at a database before it is migrated. */
async function checkDatabase(url: string): Promise<{ lead: Lead; connectionsLeft: number }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
  client.on('error', () => undefined); // the query under way rejects
  try {
    await client.connect();
    const askedAt = Date.now();
    const { rows } = await client.query<DatabaseRow>(
      `select current_setting('server_version_num')::int as version,
         extract(epoch from clock_timestamp())::float8 * 1000 as at,
         has_schema_privilege(current_schema(), 'create') as "mayCreate",
         (${connectionsLeft}) as "connectionsLeft"`,
    );
    const [row] = rows;
    if (!row) throw new Error('PostgreSQL answered nothing');
    const fault = faultOf(row);
    if (fault) throw new PartError(`DATABASE_URL: ${fault}`, { exitCode: 2 });
    return { lead: row.at - (askedAt + Date.now()) / 2, connectionsLeft: row.connectionsLeft };
  } catch (error) {
    if (error instanceof PartError || !(error instanceof Error)) throw error;
    const { code } = error as Error & { code?: string };
    const isSetting = error instanceof DatabaseError && /^(28|3D)/.test(code ?? '');
    throw new PartError(`DATABASE_URL: the database cannot be used (${error.message || code}).`, {
      exitCode: isSetting ? 2 : 1,
    });
  } finally {
    await client.end();
  }
}

function faultOf(row: DatabaseRow): string | null {
  if (row.version < oldestServer) return 'the database must be PostgreSQL 15 or later.';
  return row.mayCreate
    ? null
    : 'the role may not create tables there. Make it the owner: alter database … owner to ….';
}
