import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { readConfig } from '../../../config.ts';
import { migrate } from '../../../db/migrate.ts';
import { openDataDir } from '../../../deploy/data-dir.ts';
import { ownPort } from './own-port.ts';
import { openKeyFile } from '../../../deploy/key-file.ts';
import { startNode } from '../../../deploy/embedded/node-part.ts';
import type { Part } from '../../../deploy/embedded/part.ts';
import { startPostgres } from '../../../deploy/embedded/postgres.ts';
import { startTemporal } from '../../../deploy/embedded/temporal.ts';
import type { Log } from '../../../process/log.ts';

/** What a killed database leaves behind writes for another moment. */
const gone = { recursive: true, force: true, maxRetries: 10 };

/** The embedded default on a folder and ports of its own, rate limits off, before its own processes start. */
export interface EmbeddedParts extends AsyncDisposable {
  readonly base: string;
  /** Everything the embedded servers keep. */
  readonly dataDir: string;
  /** Where each of our processes serves its `/metrics`. */
  readonly metrics: { readonly api: string; readonly worker: string };
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly postgres: Part;
  readonly temporal: Part;
  readonly log: Log;
  /** Starts one of our processes as `npm start` does; its database may stand behind a proxy, and it may have ports of its own. */
  readonly start: (
    entry: Parameters<typeof startNode>[0],
    databaseUrl?: string,
    own?: NodeJS.ProcessEnv,
  ) => Promise<Part>;
}

/** What a run may want otherwise than `npm start` has it. */
export interface Otherwise {
  /** The folder in which its own is made; that of the system for what is temporary when not given. */
  readonly within?: string;
  /** Lays out the data folder before the database is started in it. */
  readonly prepare?: (dataDir: string) => Promise<void>;
  /** An open file that our processes write to, instead of the streams of this one. */
  readonly output?: number;
}

/** Starts the servers and migrates; the folder goes with the disposal. */
export async function startEmbedded(
  logLevel: 'error' | 'fatal',
  extra: NodeJS.ProcessEnv = {},
  { within = tmpdir(), prepare, output }: Otherwise = {},
): Promise<EmbeddedParts> {
  await using building = new AsyncDisposableStack();
  const folder = await mkdtemp(`${within}/kunjung-parts-`);
  building.defer(() => rm(folder, gone));
  const dataDir = `${folder}/data`;
  const env = {
    DATA_DIR: dataDir,
    PORT: String(await ownPort()),
    METRICS_PORT: String(await ownPort()),
    WORKER_METRICS_PORT: String(await ownPort()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: logLevel,
    ...extra,
  };
  const config = readConfig(env);
  const log = pino({ level: logLevel });
  const pids = await openDataDir(config);
  await prepare?.(dataDir);
  const postgres = building.use(await startPostgres({ dataDir, log, pids }));
  const temporal = building.use(await startTemporal({ dataDir, log, pids }));
  await migrate(postgres.url, log);
  await openKeyFile({ config, databaseUrl: postgres.url, log });
  const stack = building.move();
  return {
    base: config.http.base,
    dataDir,
    metrics: {
      api: `http://127.0.0.1:${config.metrics.port}/metrics`,
      worker: `http://127.0.0.1:${config.metrics.workerPort}/metrics`,
    },
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    postgres,
    temporal,
    log,
    start: (entry, databaseUrl = postgres.url, own = {}) =>
      startNode(entry, {
        env: { ...env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address, ...own },
        log,
        pids,
        ...(output !== undefined && { output }),
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
