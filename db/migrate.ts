import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { Client } from 'pg';
import type { Log } from '../process/log.ts';

const folder = new URL('./migrations/', import.meta.url);
const lockKey = 6500_2026;

/** A migration as plain SQL, with the checksum that guards it against edits. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** All migrations in their order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Brings the database forward, each migration in its own transaction; several callers take turns. */
export async function migrate(databaseUrl: string, log: Log): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await lockMigrations(client);
    await createMigrationTable(client);
    const applied = await client.query<{ name: string; checksum: string }>('select * from migration');
    const checksums = new Map(applied.rows.map((row) => [row.name, row.checksum]));
    const isNew = checksums.size === 0;
    for (const { name, text, checksum } of await readMigrations()) {
      const before = checksums.get(name);
      if (before === checksum) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it was applied`);
      await client.query('begin');
      await applyMigration(client, { name, text, checksum }).catch((error: unknown) => {
        log.error({ migration: name }, 'migration failed');
        throw error;
      });
      await client.query('commit');
      if (!isNew) log.info({ migration: name }, 'migration applied');
    }
    if (isNew) log.info('database made'); // not fifty lines around the password of the first start
  } finally {
    await client.end();
  }
}

/** Waits for whoever else changes the tables, and keeps others waiting until this connection ends. */
export async function lockMigrations(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [lockKey]);
}

/** Sees to the table that tells what was applied. */
export async function createMigrationTable(client: Client): Promise<void> {
  await client.query(
    'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
}

/** Applies one migration inside the caller's transaction. */
export async function applyMigration(client: Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query(text);
  await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
}
