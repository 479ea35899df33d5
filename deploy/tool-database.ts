import type { Config } from '../config.ts';
import { createDatabase, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import type { Log } from '../process/log.ts';
import { openDataDir } from './data-dir.ts';
import { runningPostgres, startPostgres } from './postgres.ts';

/**
 * The database for a command-line tool: the configured one, that of a running Kunjung on this data folder, or the
 * embedded one, started for the command. What was opened is closed with the stack.
 */
export async function openToolDatabase(
  stack: AsyncDisposableStack,
  { config, log }: { config: Config; log: Log },
): Promise<Database> {
  const { dataDir } = config;
  let url = config.database.url ?? (await runningPostgres(dataDir));
  if (url === null) {
    const pids = await openDataDir(config);
    stack.defer(() => pids.forget('launcher'));
    ({ url } = stack.use(await startPostgres({ dataDir, log, pids })));
  }
  await migrate(url, log);
  const { db, pool } = createDatabase({ url, max: 2, log });
  stack.defer(() => pool.end());
  return db;
}
