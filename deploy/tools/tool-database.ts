import { existsSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { createDatabase, type Database } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Log } from '../../process/log.ts';
import { openDataDir } from '../data-dir.ts';
import { runningPostgres, startPostgres } from '../embedded/postgres.ts';
import { RefusedError } from './refused.ts';

interface ToolDatabase {
  readonly config: Config;
  readonly log: Log;
  readonly patienceMs?: number;
  readonly mayMake?: boolean;
}

/**
 * The database for a command-line tool, brought forward: the configured one, that of a running Kunjung on this data
 * folder, or the embedded one, started for the command. What was opened is closed with the stack. `patienceMs` is for
 * statements that take longer than a screen waits. Only what may come before the first start makes a database (`mayMake`).
 */
export async function openToolDatabase(
  stack: AsyncDisposableStack,
  { config, log, patienceMs, mayMake = false }: ToolDatabase,
): Promise<Database> {
  const url =
    config.database.url ??
    (await runningPostgres(config.dataDir)) ??
    (await (mayMake ? startToolPostgres : startKnownPostgres)(stack, { config, log }));
  await migrate(url, log);
  const { db, pool } = createDatabase({ url, max: 2, log, ...(patienceMs !== undefined && { patienceMs }) });
  stack.defer(() => pool.end());
  return db;
}

/** A data folder without a database is a mistyped or a forgotten one; starting one there would make it. */
export async function startKnownPostgres(
  stack: AsyncDisposableStack,
  { config, log }: { config: Config; log: Log },
): Promise<string> {
  const { dataDir } = config;
  if (!existsSync(`${dataDir}/postgres`)) {
    throw new RefusedError(
      `DATA_DIR: there is no database in ${dataDir}. Give this command the DATA_DIR or DATABASE_URL that Kunjung is started with.`,
    );
  }
  return startToolPostgres(stack, { config, log });
}

/**
 * The address of the embedded database, started for a command-line tool and stopped with the stack. A data folder
 * that a launcher is using ends the process with code 2.
 */
export async function startToolPostgres(
  stack: AsyncDisposableStack,
  { config, log }: { config: Config; log: Log },
): Promise<string> {
  const pids = await openDataDir(config);
  stack.defer(() => pids.forget('launcher'));
  return stack.use(await startPostgres({ dataDir: config.dataDir, log, pids })).url;
}
