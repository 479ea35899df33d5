import { spawnSync } from 'node:child_process';
import { createSign, generateKeyPairSync, randomInt, type KeyObject } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Connection } from '@temporalio/client';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { startPart, type Part } from '../../deploy/embedded/part.ts';
import type { PidBook } from '../../deploy/embedded/pid-book.ts';
import { startPostgres } from '../../deploy/embedded/postgres.ts';
import { createMigratedDatabase } from '../world/programs/migrated-database.ts';
import { buildTemporal } from './build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The same cluster behind a frontend that asks for keys, and a key that may use, but not create, namespaces. */
    guarded: { address: string; key: string };
  }
}

const log = pino({ level: 'warn' });
const pids: PidBook = { note: async () => undefined, forget: async () => undefined };
const shards = 128;

/** A Temporal cluster of its own on PostgreSQL, as an operator would run it, beside the database of the visits. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const stack = new AsyncDisposableStack();
  const programs = buildTemporal();
  const folder = await mkdtemp(`${tmpdir()}/kunjung-cluster-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = stack.use(await startPostgres({ dataDir: folder, log, pids }));
  const store = await createStore(programs.sql, { databaseUrl: postgres.url, folder });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = stack.use(await serveKeys(publicKey));

  const openDoor = String(await lowPort());
  const guardedDoor = String(await lowPort());
  const start = (name: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Part> =>
    startTemporal({ name, command: programs.server, env: { ...store, ...env }, args, folder });
  const services = ['frontend', 'internal-frontend', 'history', 'matching', 'worker'];
  const runAll = ['--allow-no-auth', 'start', ...services.flatMap((service) => ['--service', service])];
  stack.use(await start('temporal', { FRONTEND_GRPC_PORT: openDoor }, runAll));
  const guard = {
    FRONTEND_GRPC_PORT: guardedDoor,
    PUBLIC_FRONTEND_ADDRESS: `127.0.0.1:${openDoor}`,
    TEMPORAL_AUTH_AUTHORIZER: 'default',
    TEMPORAL_AUTH_CLAIM_MAPPER: 'default',
    TEMPORAL_JWT_KEY_SOURCE1: keys.url,
  };
  stack.use(await start('temporal-guarded', guard, ['start', '--service', 'frontend']));
  project.provide('databaseServer', postgres.url);
  project.provide('migratedDatabase', await createMigratedDatabase(postgres.url, log));
  project.provide('temporalAddress', `127.0.0.1:${openDoor}`);
  project.provide('guarded', {
    address: `127.0.0.1:${guardedDoor}`,
    key: signedKey(privateKey, { sub: 'kunjung', permissions: ['guarded:write'] }),
  });
  return () => stack.disposeAsync();
}

/** Creates the cluster's own databases; answers how its servers reach them. */
async function createStore(
  sql: string,
  { databaseUrl, folder }: { databaseUrl: string; folder: string },
): Promise<NodeJS.ProcessEnv> {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const reach = ['--plugin', 'postgres12', '--ep', hostname, '-p', port, '-u', username, '--pw', password];
  const tool = (...args: string[]): void => {
    const { status, stdout, stderr } = spawnSync(sql, [...reach, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
  };
  for (const [name, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    tool('--db', name, 'create-database');
    tool('--db', name, 'setup-schema', '-v', '0.0');
    tool('--db', name, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
  const dynamicConfig = `${folder}/dynamic.yaml`;
  await writeFile(dynamicConfig, '{}\n');
  return {
    DB: 'postgres12',
    POSTGRES_SEEDS: hostname,
    DB_PORT: port,
    POSTGRES_USER: username,
    POSTGRES_PWD: password,
    SQL_MAX_CONNS: '8',
    SQL_VIS_MAX_CONNS: '2',
    // the server's own work goes in by a door of its own, or it would knock at the guarded one
    USE_INTERNAL_FRONTEND: 'true',
    NUM_HISTORY_SHARDS: String(shards),
    BIND_ON_IP: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
    LOG_LEVEL: 'warn',
  };
}

async function startTemporal(options: {
  name: string;
  command: string;
  env: NodeJS.ProcessEnv;
  args: readonly string[];
  folder: string;
}): Promise<Part> {
  const { name, command, env, args, folder } = options;
  const output = openSync(`${folder}/${name}.log`, 'a', 0o600);
  const services = ['FRONTEND', 'INTERNAL_FRONTEND', 'MATCHING', 'HISTORY', 'WORKER'];
  const ports = [
    'FRONTEND_HTTP_PORT',
    'INTERNAL_FRONTEND_HTTP_PORT',
    ...services.map((service) => `${service}_MEMBERSHIP_PORT`),
    ...services.map((service) => `${service}_GRPC_PORT`),
  ];
  const own = await Promise.all(ports.map(async (port) => [port, String(await lowPort())]));
  const address = `127.0.0.1:${env['FRONTEND_GRPC_PORT']}`;
  return startPart(
    {
      name,
      command,
      args,
      env: { ...(Object.fromEntries(own) as NodeJS.ProcessEnv), ...env },
      stdio: ['ignore', output, output],
      stopSignal: 'SIGTERM',
      isReady: () => answers(address),
    },
    { log, pids },
  );
}

async function answers(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address, interceptors: [] });
  try {
    await connection.withDeadline(Date.now() + 2_000, () => connection.healthService.check({}));
    return true;
  } finally {
    await connection.close();
  }
}

/** A free port that fits the table of members, whose ports are `smallint`; the ones given out by the system may not. */
async function lowPort(): Promise<number> {
  for (;;) {
    const port = randomInt(16_384, 32_767);
    const server = createNetServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => void server.close(resolve));
    if (isFree) return port;
  }
}

/** The public half of the key that signs, where the guarded frontend looks for it. */
async function serveKeys(publicKey: KeyObject): Promise<AsyncDisposable & { url: string }> {
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function signedKey(privateKey: KeyObject, claims: object): string {
  const toPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 24 * 3_600;
  const text = `${toPart({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${toPart({ ...claims, exp })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
}
