import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { inject } from 'vitest';
import { composeWorker, type RunningWorker } from '../../activities/compose.ts';
import { workerConnectionsOf } from '../../activities/worker-limits.ts';
import { createWebapiSource, type WebapiSettings } from '../../activities/catalogue/webapi-source.ts';
import type { OutsideSettings } from '../../activities/supervision/escalation.ts';
import { composeApi, type Api } from '../../api/compose.ts';
import { arrivalLimits, type ArrivalLimits } from '../../api/http/transport/arrival.ts';
import { connectEngine } from '../../api/engine-connection.ts';
import { readPartConfig } from '../../config.ts';
import { createCipher, type Cipher } from '../../db/sealing/cipher.ts';
import { createDatabase, type Database } from '../../db/connect.ts';
import { metrics } from '../../domain/metrics.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import type { MailSettings } from '../../mail/post.ts';
import { createSoftcopyStore, type SoftcopyStore } from '../../pdf/store.ts';
import { TestClient } from './client.ts';
import { createTestDatabase } from './database.ts';
import { seedTestOffice, zoneNearNoon } from './office.ts';
import type { MovingLine } from './outside/moving-line.ts';
import { until } from './until.ts';

/** Everything but the launcher, in one process, on the suites' real servers. */
export interface World extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly office: string;
  readonly base: string;
  /** The api's page, once the figures of the database are on it. */
  readonly metrics: () => Promise<string>;
  /** Error lines logged since the last look; a suite expects none. */
  readonly takeErrors: () => string[];
  /** Everything logged so far. */
  readonly logged: () => string;
  readonly client: () => TestClient;
  /** The key of its personal data. */
  readonly cipher: Cipher;
  /** Starts one more api on the same stores, which remembers nothing of its own; answers its address. */
  readonly startApi: () => Promise<string>;
  /** Its originals and copies. */
  readonly softcopies: SoftcopyStore;
  /** The line to the engine, to read what it remembers. */
  readonly connection: NativeConnection;
  readonly taskQueue: string;
  readonly startWorker: () => Promise<void>;
  readonly stopWorker: () => Promise<void>;
  /** The metrics of the worker that was started last. */
  readonly workerMetrics: () => Promise<string>;
}

export interface WorldOptions {
  readonly rateLimits?: boolean;
  readonly arrival?: ArrivalLimits;
  readonly timeZone?: string;
  readonly mail?: MailSettings | null;
  readonly trustedProxies?: string;
  /** Where collections are imported from. */
  readonly webapi?: WebapiSettings | null;
  /** Where its visits run in the engine. */
  readonly namespace?: string;
  /** Who outside is told of broken promises. */
  readonly outside?: OutsideSettings;
  /** What stands between the product and its database, of which it is told; the tests' own line goes beside it. */
  readonly line?: MovingLine | null;
  /** What stands between the apis and the engine: its address. */
  readonly engineFront?: string;
}

/** How a source is asked that tests play. */
const importPace = { betweenMs: 1, answerWithinMs: 4_000, mostBytes: 200_000, firstPauseMs: 20 };
/** Every office's domain there. */
const domainOf = (): string => '6500';

const quiet = pino({ level: 'silent' });
Runtime.install({
  shutdownSignals: [],
  logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
});

/** Builds a world with one office of its own and its policy. */
export async function createWorld(
  policy: Partial<Policy> = {},
  {
    rateLimits = false,
    timeZone = zoneNearNoon(),
    mail = null,
    arrival = arrivalLimits,
    trustedProxies = '',
    webapi = null,
    namespace = 'default',
    outside = { webhook: null, mail: null },
    line = null,
    engineFront = inject('temporalAddress'),
  }: WorldOptions = {},
): Promise<World> {
  await using building = new AsyncDisposableStack();
  const lines: string[] = [];
  let looked = 0;
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const own = building.use(await createTestDatabase(quiet));
  const { url, office } = own;
  await seedTestOffice(own.db, { code: office, policy, timeZone });
  line?.leadTo(url);
  const productUrl = line?.through(url) ?? url;

  const dataDir = await mkdtemp(join(tmpdir(), 'world-'));
  building.defer(() => rm(dataDir, { recursive: true, force: true }));
  const secret = randomBytes(32);
  const keyFile = join(dataDir, 'key');
  await writeFile(keyFile, secret.toString('base64'), { mode: 0o600 });
  const address = inject('temporalAddress');
  const config = {
    ...readPartConfig({
      DATABASE_URL: productUrl,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      TRUSTED_PROXIES: trustedProxies,
      RATE_LIMITS: rateLimits ? 'on' : 'off',
      SOFTCOPY_DIR: join(dataDir, 'softcopies'),
      KEY_FILE: keyFile, // of the reports' process
      LOG_LEVEL: 'fatal', // of the figures' thread, which writes to the terminal
    }),
    mail,
    webapi: webapi && { ...webapi, domainOf },
  };
  // lines of their own, as each program has: what a worker does by itself takes none from presses
  const open = (name: string, max: number): ReturnType<typeof createDatabase> => {
    const opened = createDatabase({ name, url: productUrl, max, log: quiet });
    building.defer(() => opened.pool.end());
    return opened;
  };
  const forWorker = open('worker', workerConnectionsOf(config.worker));
  const forPresses = open('presses', config.connections.presses);
  const softcopies = createSoftcopyStore(config.softcopyDir);
  const taskQueue = `visits-${randomUUID()}`;

  const connection = await NativeConnection.connect({ address });
  building.defer(() => connection.close());
  const dayPace = { patienceMs: 3_000, visitsPollMs: 300, pollMs: 300 };
  const cipher = createCipher(secret);
  const ground = {
    db: forWorker.db,
    connection,
    engine: { address },
    namespace,
    taskQueue,
    settings: config.worker,
    outside,
    mail: mail && { settings: mail, cipher, pace: { firstPauseMs: 20, slackMs: 500 } },
    dayPace,
    reconcileEveryMs: 300,
    compareClocksEveryMs: 2_000,
    imports: webapi && { source: createWebapiSource(webapi, importPace), pace: importPace, domainOf },
    startMailsEveryMs: 100,
    startMembersEveryMs: 100,
    startComplaintsEveryMs: 100,
    startSoftcopiesEveryMs: 50,
    sweepSoftcopiesEveryMs: 500,
    softcopies,
    startImportsEveryMs: 100,
    scheduleImportsEveryMs: 1_000,
    log,
  };
  let worker: RunningWorker | null = null;
  let registry = new Registry();
  const startWorker = async (): Promise<void> => {
    registry = new Registry();
    worker = await composeWorker({ ...ground, registry });
  };
  const stopWorker = async (): Promise<void> => {
    await worker?.[Symbol.asyncDispose]();
    worker = null;
  };
  await startWorker();
  building.defer(stopWorker);

  const engineConnection = connectEngine({ address: engineFront });
  building.defer(() => engineConnection.close());
  const apis = building.use(new AsyncDisposableStack());
  const startApi = async (): Promise<Api & { base: string }> => {
    const api = apis.use(
      composeApi({
        config,
        ...forPresses,
        cipher,
        connection: engineConnection,
        taskQueue,
        checksAnswers: true,
        isStopping: () => false,
        arrival,
        log,
      }),
    );
    apis.use(await api.listen({ host: '127.0.0.1', port: 0 }));
    return { ...api, base: `http://127.0.0.1:${(api.http.address() as AddressInfo).port}` };
  };
  const { base, metricsText } = await startApi();

  const stack = building.move();
  return {
    db: own.db,
    databaseUrl: url,
    office,
    base,
    metrics: () =>
      until('the figures', async () => {
        const page = Buffer.concat((await metricsText()).map((part) => Buffer.from(part))).toString();
        return page.includes(`${metrics.storeUp.name} 1\n`) && page; // a first page may come without them
      }),
    takeErrors: () =>
      lines.slice(looked, (looked = lines.length)).filter((line) => line.includes('"level":50')),
    logged: () => lines.join(''),
    client: () => new TestClient({ base, office }),
    cipher,
    startApi: async () => (await startApi()).base,
    softcopies,
    connection,
    taskQueue,
    startWorker,
    stopWorker,
    workerMetrics: () => registry.metrics(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export { shiftClock } from './postgres/shift-clock.ts';
export { readViolations as violations } from '../../db/rules/invariants.ts';
