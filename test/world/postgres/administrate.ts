import { sql } from 'kysely';
import { Client } from 'pg';
import { inject } from 'vitest';
import { until } from '../until.ts';
import type { World } from '../world.ts';

/** Runs statements on the suites' server, beside every suite's own database. */
export async function onDatabaseServer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: inject('databaseServer') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Ends every line to a database, and waits until none is left of those that were there. */
export const disconnecting = (database: string): string =>
  `select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = '${database}'`;

/** Changes the database as its administrator does, and makes every line to it anew. */
export async function administrate({ db }: World, statement: (database: string) => string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const name = rows[0]?.name ?? '';
  await onDatabaseServer(statement(name), disconnecting(name));
  await until('the database is reached again', () =>
    sql`select 1`.execute(db).then(
      () => true,
      () => false,
    ),
  );
}

/**
 * Sets how far the engine's clock is ahead of the database's. The engine cannot be told another time, so the whole
 * database is: nothing in the product but the comparison itself can tell the one from the other.
 */
export async function setEngineAhead(world: World, milliseconds: number): Promise<void> {
  await sql`create or replace function public.clock_timestamp() returns timestamptz language sql volatile as ${sql.lit(
    `select pg_catalog.clock_timestamp() - interval '${milliseconds} milliseconds'`,
  )}`.execute(world.db);
  await administrate(world, (name) => `alter database ${name} set search_path = public, pg_catalog`);
}
