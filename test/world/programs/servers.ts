import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import type { PidBook } from '../../../deploy/embedded/pid-book.ts';
import { startPostgres } from '../../../deploy/embedded/postgres.ts';
import { startTemporal } from '../../../deploy/embedded/temporal.ts';
import { createMigratedDatabase } from './migrated-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
    /** Its database of which each suite gets a copy; nobody is connected to it. */
    migratedDatabase: string;
    temporalAddress: string;
  }
}

/** Two files at a time, each with a world or two whose pools are as large as the product's. */
const connections = 400;

/** One PostgreSQL and one Temporal server for all suites that run on real parts; both are the embedded ones. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(`${tmpdir()}/kunjung-test-`);
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const log = pino({ level: 'warn' });
  const pids: PidBook = { note: async () => undefined, forget: async () => undefined };
  const postgres = stack.use(await startPostgres({ dataDir, connections, log, pids }));
  const temporal = stack.use(await startTemporal({ dataDir, log, pids }));
  project.provide('databaseServer', postgres.url);
  project.provide('migratedDatabase', await createMigratedDatabase(postgres.url, log));
  project.provide('temporalAddress', temporal.address);
  return () => stack.disposeAsync();
}
