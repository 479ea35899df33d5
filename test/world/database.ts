import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '../../db/connect.ts';
import { markCompared, readIncarnation } from '../../db/visits/stores/comparisons.ts';
import type { Log } from '../../process/log.ts';

/** Two suites that created it at the same moment would disturb each other. */
const officeCodes = `do $$ begin
  perform pg_advisory_xact_lock(1);
  create sequence if not exists office_code start 1000;
end $$`;

/** What a test asks by itself is no product's: a busy machine may take long. */
const patienceMs = 60_000;

/** A migrated database of a suite's own. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly db: Database;
  readonly pool: Pool;
  /** A code no other suite's office has: the suites share one engine, and days are named by their office. */
  readonly office: string;
}

/** Creates a database on the suites' server, a copy of the one that was migrated at the beginning; it goes with the suite. */
export async function createTestDatabase(log: Log): Promise<TestDatabase> {
  const server = inject('databaseServer');
  await onServer(server, officeCodes);
  const office = await onServer(server, "select nextval('office_code')::text as value");
  const created = await createCopy(inject('migratedDatabase'));
  const { url } = created;
  const { db, pool } = createDatabase({ url, max: 12, log, patienceMs });
  await markCompared(db, (await readIncarnation(db)).name); // new, so that no engine knows more of it
  return {
    url,
    db,
    pool,
    office: office ?? '',
    async [Symbol.asyncDispose]() {
      await pool.end();
      await created[Symbol.asyncDispose]();
    },
  };
}

/** Creates a database without a table on the suites' server. */
export const createEmptyDatabase = (): Promise<AsyncDisposable & { readonly url: string }> =>
  createCopy('template1');

async function createCopy(template: string): Promise<AsyncDisposable & { readonly url: string }> {
  const server = inject('databaseServer');
  const name = `suite_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: string }>(statement);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}
