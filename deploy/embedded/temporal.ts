import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import type { Log } from '../../process/log.ts';
import { freePort } from '../../process/free-port.ts';
import { searchAttributes } from '../../process/search-attributes.ts';
import { startPart, type Part } from './part.ts';
import type { PidBook } from './pid-book.ts';
import { findTemporal } from './temporal-binary.mjs';

/** Measured: the default of 20 polls a second adds a 50 ms tick to every dispatch. */
const dynamicConfig = [
  'history.transferProcessorMaxPollRPS=1000',
  'system.enableActivityEagerExecution=true',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];
const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000'];

/** An ID card may stay overnight, and update ids must be known as long. */
const retention = '72h';

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
      isReady: () => serves(address),
    },
    { log, pids },
  );
  const { status, stderr } = spawnSync(
    command,
    ['operator', 'namespace', 'update', '-n', 'default', '--retention', retention, '--address', address],
    { encoding: 'utf8' },
  );
  if (status !== 0) log.warn({ stderr }, 'retention update of the Temporal namespace failed');
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

async function serves(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.withDeadline(Date.now() + 1_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } finally {
    await connection.close();
  }
}
