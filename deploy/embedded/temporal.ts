import { existsSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import type { Log } from '../../process/log.ts';
import { freePort } from '../../process/free-port.ts';
import { searchAttributes } from '../../process/search-attributes.ts';
import { retentionHours } from '../provision/engine.ts';
import { startPart, type Part } from './part.ts';
import type { PidBook } from './pid-book.ts';
import { findTemporal } from './temporal-binary.mjs';

/**
 * Measured: the default of 20 polls a second adds a 50 ms tick to every dispatch, and once it is used up by timers that are set, timers that are due
 * wait three seconds, again and again.
 */
const dynamicConfig = [
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'system.enableActivityEagerExecution=true',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];
const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000'];

/** The dev server makes it by itself. */
const namespace = 'default';

/** Starts the embedded Temporal dev server on a free loopback port; its file stays in `dataDir`. */
export async function startTemporal(options: {
  dataDir: string;
  log: Log;
  pids: PidBook;
}): Promise<Part & { readonly address: string }> {
  const { dataDir, log, pids } = options;
  const command = findTemporal();
  if (!command) throw new Error('The Temporal server is missing; run the set-up, or set TEMPORAL_ADDRESS.');
  const port = await freePort();
  const metricsPort = await freePort();
  const address = `127.0.0.1:${port}`;
  const output = openSync(`${dataDir}/temporal.log`, 'a', 0o600);
  const part = await startPart(
    {
      name: 'temporal',
      command,
      args: [
        ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)],
        ...['--metrics-port', String(metricsPort), '--log-level', 'warn'],
        ...['--db-filename', `${dataDir}/temporal.db`],
        ...dynamicConfig.flatMap((value) => ['--dynamic-config-value', value]),
        ...pragmas.flatMap((value) => ['--sqlite-pragma', value]),
        ...Object.entries(searchAttributes).flatMap(([name, type]) => [
          '--search-attribute',
          `${name}=${type}`,
        ]),
      ],
      stdio: ['ignore', output, output],
      stopSignal: 'SIGTERM',
      isReady: () => keepsVisits(address),
    },
    { log, pids },
  );
  await writeFile(addressFile(dataDir), `${address}\n`, { mode: 0o600 });
  return { ...part, address };
}

/** The address of the embedded engine that runs on this data folder, or null. */
export async function runningTemporal(dataDir: string): Promise<string | null> {
  if (!existsSync(addressFile(dataDir))) return null;
  const address = (await readFile(addressFile(dataDir), 'utf8')).trim();
  return (await serves(address).catch(() => false)) ? address : null;
}

const addressFile = (dataDir: string): string => `${dataDir}/temporal.address`;

const serves = (address: string): Promise<boolean> =>
  asked(address, ({ workflowService }) => workflowService.describeNamespace({ namespace }));

/** Lets the server keep ended visits as long as they are asked for; one that has made its file anew does not. */
const keepsVisits = (address: string): Promise<boolean> =>
  asked(address, ({ workflowService }) =>
    workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: { seconds: retentionHours * 3_600 } as never },
    }),
  );

async function asked(address: string, question: (connection: Connection) => Promise<unknown>): Promise<true> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.withDeadline(Date.now() + 1_000, () => question(connection));
    return true;
  } finally {
    await connection.close();
  }
}
