import { Client, DatabaseError } from 'pg';
import { migrate } from '../../db/migrate.ts';
import { seedFirstStart } from '../../db/seed/seed.ts';
import type { Log } from '../../process/log.ts';
import { PartError } from '../embedded/part.ts';
import type { Lead } from './clocks.ts';

/** As `server_version_num` counts. */
const oldestServer = 15_00_00;

const connectWithinMs = 10_000;

/** What became of a database that was made ready. */
export interface ReadyDatabase {
  /** The accounts of a first start with their password; one of several callers gets them. */
  readonly accounts: readonly { username: string; password: string | null }[];
  readonly lead: Lead;
}

/**
 * Brings the database forward and fills an empty one. Repeatable, and safe from several machines at once. Throws a
 * PartError that names the reason when it cannot be used: with code 2 when the settings are at fault, with code 1 when it
 * does not answer.
 */
export async function provisionDatabase(options: {
  url: string;
  demoPassword: string | null;
  log: Log;
}): Promise<ReadyDatabase> {
  const { url, demoPassword, log } = options;
  const lead = await checkDatabase(url);
  await migrate(url, log);
  return { accounts: await seedFirstStart({ databaseUrl: url, demoPassword, log }), lead };
}

/** Looks at a database before it is migrated, and answers its clock's lead. */
async function checkDatabase(url: string): Promise<Lead> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
  client.on('error', () => undefined); // the query under way rejects
  try {
    await client.connect();
    const askedAt = Date.now();
    const { rows } = await client.query<{ version: number; at: number; mayCreate: boolean | null }>(
      `select current_setting('server_version_num')::int as version,
         extract(epoch from clock_timestamp())::float8 * 1000 as at,
         has_schema_privilege(current_schema(), 'create') as "mayCreate"`,
    );
    const [row] = rows;
    const lead = (row?.at ?? 0) - (askedAt + Date.now()) / 2;
    const fault = row && faultOf(row);
    if (fault) throw new PartError(`DATABASE_URL: ${fault}`, { exitCode: 2 });
    return lead;
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

function faultOf(row: { version: number; mayCreate: boolean | null }): string | null {
  if (row.version < oldestServer) return 'the database must be PostgreSQL 15 or later.';
  return row.mayCreate
    ? null
    : 'the role may not create tables there. Make it the owner: alter database … owner to ….';
}
