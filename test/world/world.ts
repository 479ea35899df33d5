import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { inject } from 'vitest';
import { createDayActivities } from '../../activities/day.ts';
import { createEscalationActivities } from '../../activities/escalation.ts';
import type { OutsideSettings } from '../../activities/escalation.ts';
import { createDayEvents, createEscalationEvents, createVisitEvents } from '../../activities/events.ts';
import { every } from '../../process/every.ts';
import { createReconciler } from '../../activities/reconciler.ts';
import { createVisitActivities } from '../../activities/visit.ts';
import { workerLimits } from '../../activities/worker-limits.ts';
import { createAddressOf } from '../../api/http/addresses.ts';
import { createApp } from '../../api/app.ts';
import { createBoardRegister } from '../../api/sockets/board-register.ts';
import type { BoardRegister } from '../../api/sockets/board-register.ts';
import { createCheckMails } from '../../api/visitors/check-mails.ts';
import type { MailSettings } from '../../api/visitors/check-mails.ts';
import { connectEngine, createEngine } from '../../api/engine.ts';
import { createFiguresSource } from '../../api/metrics/figures-source.ts';
import { createSessions } from '../../api/http/guards.ts';
import { createPartReader } from '../../api/health.ts';
import { listenOn } from '../../api/http/listening.ts';
import { createLines } from '../../api/sockets/lines.ts';
import { createLive } from '../../api/sockets/live.ts';
import { createProcessMetrics, metricsText } from '../../api/metrics/metrics.ts';
import { createSockets } from '../../api/sockets/sockets.ts';
import { readConfig } from '../../config.ts';
import type { Database } from '../../db/connect.ts';
import { createEstimates } from '../../db/visitors/estimates.ts';
import { beat, stopBeating } from '../../db/heartbeat.ts';
import { createCipher } from '../../db/cipher.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { outsideQueueOf } from '../../domain/visits/messages.ts';
import { TestClient } from './client.ts';
import { createTestDatabase } from './database.ts';
import { seedTestOffice, zoneNearNoon } from './office.ts';

/** Everything but the launcher, in one process, on the suites' real servers. */
export interface World extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly office: string;
  readonly base: string;
  readonly metrics: () => Promise<string>;
  /** Error lines logged since the last look; a suite expects none. */
  readonly takeErrors: () => string[];
  /** Everything logged so far. */
  readonly logged: () => string;
  readonly client: () => TestClient;
  /** Starts one more api on the same stores, which remembers nothing of its own; answers its address. */
  readonly startApi: () => Promise<string>;
  /** The line to the engine, to read what it remembers. */
  readonly connection: NativeConnection;
  readonly startWorker: () => Promise<void>;
  readonly stopWorker: () => Promise<void>;
  /** One round of check mails by one more process; none without a mail server. */
  readonly sendCheckMails: () => Promise<void>;
}

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
    trustedProxies = '',
    outside = { webhook: null, mail: null },
  }: {
    rateLimits?: boolean;
    timeZone?: string;
    mail?: MailSettings | null;
    trustedProxies?: string;
    outside?: OutsideSettings;
  } = {},
): Promise<World> {
  await using building = new AsyncDisposableStack();
  const lines: string[] = [];
  let looked = 0;
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const { db, pool, url, office } = building.use(await createTestDatabase(quiet));
  await seedTestOffice(db, { code: office, policy, timeZone });

  const taskQueue = `visits-${randomUUID()}`;
  const address = inject('temporalAddress');
  const connection = await NativeConnection.connect({ address });
  building.defer(() => connection.close());
  const activities = {
    ...createVisitActivities({ db, events: createVisitEvents({ registry: new Registry(), log }) }),
    ...createDayActivities({ db, events: createDayEvents({ log }) }),
  };
  const escalationActivities = createEscalationActivities({
    db,
    outside,
    events: createEscalationEvents({ registry: new Registry(), log }),
  });
  let workers: Worker[] = [];
  let running: Promise<unknown> = Promise.resolve();
  const startWorker = async (): Promise<void> => {
    const worker = await Worker.create({
      ...workerLimits.options,
      taskQueue,
      connection,
      namespace: 'default',
      workflowBundle: { codePath: fileURLToPath(new URL('../../dist/workflows.js', import.meta.url)) },
      activities,
    });
    const beside = await Worker.create({
      ...workerLimits.outside,
      taskQueue: outsideQueueOf(taskQueue),
      connection,
      namespace: 'default',
      activities: escalationActivities,
    });
    workers = [worker, beside];
    running = Promise.all([worker.run(), beside.run()]);
  };
  const stopWorker = async (): Promise<void> => {
    for (const worker of workers) worker.shutdown();
    workers = [];
    await running;
  };
  await startWorker();
  building.defer(stopWorker);
  const keep = createReconciler({
    db,
    client: new Client({ connection, namespace: 'default' }),
    taskQueue,
    pace: { patienceMs: 3_000, pollMs: 300 },
    log,
  });
  building.use(
    every(300, { name: 'reconciler', work: async () => (workers.length > 0 ? keep() : undefined), log }),
  );
  const instance = randomUUID();
  const sign = async (): Promise<void> =>
    workers.length > 0 ? beat(db, instance) : stopBeating(db, instance);
  building.use(every(500, { name: 'heartbeat', work: sign, log }));

  const cipher = createCipher(randomBytes(32));
  const engineConnection = connectEngine({ address });
  building.defer(() => engineConnection.close());
  const metrics = createProcessMetrics();
  const { engineCalled: called } = metrics;
  const engine = createEngine({ connection: engineConnection, namespace: 'default', taskQueue, called });
  const live = building.use(createLive({ db, url, log }));
  const estimates = createEstimates({ db });
  const readParts = createPartReader({ db, engine, live });
  const addressOf = createAddressOf(readConfig({ TRUSTED_PROXIES: trustedProxies }).trustsProxy);
  const apis = building.use(new AsyncDisposableStack());
  const serve = async (): Promise<{ base: string; boards: BoardRegister }> => {
    const painted = (seconds: number): void => metrics.callToBoard.observe(seconds);
    const boards = createBoardRegister({ db, log, painted });
    const app = createApp({
      db,
      cipher,
      engine,
      readParts,
      estimates,
      metrics,
      log,
      publicUrl: null,
      defaultOffice: null,
      engineUi: null,
      mailIsOn: mail !== null,
      rateLimits,
      addressOf,
      isStopping: () => false,
    });
    const http = createServer(app);
    apis.use(await listenOn(http, { host: '127.0.0.1', port: 0 }));
    const sessions = createSessions({ db, publicUrl: null });
    const screens = createLines({ on: rateLimits, addressOf, log });
    const shown = { db, cipher, live, estimates, sessions, boards, lines: screens, publicUrl: null, log };
    apis.use(createSockets(http, shown));
    return { base: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, boards };
  };
  const { base, boards } = await serve();
  const figures = building.use(createFiguresSource({ url, logLevel: 'fatal' }));
  const text = metricsText({ figures, own: metrics, boards, pool, readParts });

  const sendCheckMails =
    mail === null
      ? async () => undefined
      : createCheckMails({ db, cipher, mail, log, isStopping: () => false, retryAfterMs: 300 });
  building.use(every(200, { name: 'check mails', work: sendCheckMails, log }));

  const stack = building.move();
  return {
    db,
    databaseUrl: url,
    office,
    base,
    metrics: async () => Buffer.concat((await text()).map((part) => Buffer.from(part))).toString(),
    takeErrors: () =>
      lines.slice(looked, (looked = lines.length)).filter((line) => line.includes('"level":50')),
    logged: () => lines.join(''),
    client: () => new TestClient(base, office),
    startApi: async () => (await serve()).base,
    connection,
    startWorker,
    stopWorker,
    sendCheckMails,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Shifts the database's clock by so many milliseconds from real time. */
export async function shiftClock(db: Database, milliseconds: number): Promise<void> {
  await sql`create or replace function clock() returns timestamptz language sql volatile as ${sql.lit(
    `select date_trunc('milliseconds', clock_timestamp()) + interval '${milliseconds} milliseconds'`,
  )}`.execute(db);
}

export { readViolations as violations } from '../../db/invariants.ts';
