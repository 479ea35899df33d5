import { sql } from 'kysely';
import { createDatabase, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { markCompared, readIncarnation } from '../db/visits/stores/comparisons.ts';
import { seedFirstStart } from '../db/seed/seed.ts';
import type { Part } from '../deploy/embedded/part.ts';
import { startEmbedded } from '../test/world/programs/parts.ts';

export const password = 'a password for benches';

/** The embedded default on a folder of its own, rate limits off unless asked for. */
export interface BenchStack extends AsyncDisposable {
  readonly base: string;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Where the worker tells its figures. */
  readonly workerMetrics: string;
  /** Everything the embedded servers keep. */
  readonly dataDir: string;
  readonly parts: {
    readonly api: Part;
    readonly worker: Part;
    readonly temporal: Part;
    readonly postgres: Part;
  };
  /** A migrated database beside the product's own, on the same server. */
  readonly emptyDatabase: () => Promise<string>;
}

/** Starts what `npm start` starts. */
export async function startStack(extra: NodeJS.ProcessEnv = {}): Promise<BenchStack> {
  await using building = new AsyncDisposableStack();
  const { base, dataDir, metrics, databaseUrl, postgres, temporal, temporalAddress, log, start } =
    building.use(await startEmbedded('error', extra));
  await seedFirstStart({ databaseUrl, demoPassword: password, log });
  const worker = building.use(await start('activities/worker.ts'));
  const api = building.use(await start('api/server.ts'));
  const { db, pool } = createDatabase({ url: databaseUrl, max: 2, log });
  building.defer(() => pool.end());
  const stack = building.move();
  return {
    base,
    db,
    databaseUrl,
    temporalAddress,
    workerMetrics: metrics.worker,
    dataDir,
    parts: { api, worker, temporal, postgres },
    async emptyDatabase() {
      await sql`create database bench`.execute(db);
      const url = new URL(databaseUrl);
      url.pathname = '/bench';
      await migrate(url.href, log);
      const empty = createDatabase({ url: url.href, max: 1, log });
      await markCompared(empty.db, (await readIncarnation(empty.db)).name); // no engine knows more of it
      await empty.pool.end();
      return url.href;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
