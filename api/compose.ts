import { createServer, type Server } from 'node:http';
import type { Connection } from '@temporalio/client';
import type { PartConfig } from '../config.ts';
import { reporting, type Cipher } from '../db/cipher.ts';
import { createCommandStore } from '../db/commands.ts';
import type { Database, Pool } from '../db/connect.ts';
import { createEstimates } from '../db/visitors/estimates.ts';
import { isFolder } from '../mail/folder.ts';
import type { Log } from '../process/log.ts';
import { watchSearchAttributes, type TellSearchAttributes } from '../process/search-attributes.ts';
import { createApp } from './app.ts';
import type { ApiDeps } from './deps.ts';
import { createDeviceCookie } from './devices/devices.ts';
import { createEngine } from './engine.ts';
import { createPartReader, createWriteProbe, type WriteProbe } from './health.ts';
import { createAddressOf } from './http/addresses.ts';
import { createCookie } from './http/cookies.ts';
import { createSessions } from './http/guards.ts';
import { listenOn } from './http/listening.ts';
import { createThrottle } from './limits/throttle.ts';
import { createFiguresSource } from './metrics/figures-source.ts';
import { createProcessMetrics, metricsText } from './metrics/metrics.ts';
import { createPollerReader } from './pollers.ts';
import { createSyntheticVisits } from './probe/synthetic.ts';
import { createBoardLines } from './sockets/board-lines.ts';
import { createBoardRegister } from './sockets/board-register.ts';
import { createLines } from './sockets/lines.ts';
import { createLive, type Live } from './sockets/live.ts';
import { createSockets } from './sockets/sockets.ts';
import { createPasswords } from './staff/passwords.ts';
import { createTypingMemory } from './visitors/typing.ts';
import { createCommands } from './visits/commands.ts';

/** The configuration of an api and the connections its program opened. */
export interface ApiGround {
  readonly config: PartConfig;
  readonly db: Database;
  readonly pool: Pool;
  readonly cipher: Cipher;
  readonly connection: Connection;
  readonly taskQueue: string;
  /** Whether answers are compared with their schemas: in tests. */
  readonly checksAnswers: boolean;
  readonly isStopping: () => boolean;
  readonly log: Log;
}

/** One api, ready to listen. */
export interface Api extends AsyncDisposable {
  readonly http: Server;
  /** Serves requests and screens until it is disposed; disposing lets running requests finish. */
  readonly listen: (at: { host: string; port: number }) => Promise<AsyncDisposable>;
  readonly readParts: ApiDeps['readParts'];
  /** The parts of the page at `/metrics`. */
  readonly metricsText: ReturnType<typeof metricsText>;
  readonly makeSyntheticVisit: () => Promise<void>;
}

/** Builds an api and everything in it, for the program and the tests. */
export function composeApi(ground: ApiGround): Api {
  const { config, db, pool, log } = ground;
  const cipher = reporting(ground.cipher, (place) => log.error(place, 'value cannot be opened'));
  const { url } = config.database;
  const stack = new AsyncDisposableStack();
  const live = stack.use(createLive({ db, url, log }));
  const { canWrite } = stack.use(createWriteProbe({ db, log }));
  const { namespace } = config.temporal;
  const { connection } = ground;
  const { tell: searchAttributes } = stack.use(watchSearchAttributes({ connection, namespace, log }));
  const deps = createDeps({ ...ground, cipher }, { live, canWrite, searchAttributes });
  const { addressOf, metrics, readParts, sessions } = deps;
  const boardLines = stack.use(createBoardLines({ db, log }));
  const boards = createBoardRegister({
    db,
    told: boardLines.set,
    painted: (seconds) => metrics.callToBoard.observe(seconds),
  });
  const figures = stack.use(createFiguresSource({ url, logLevel: config.logLevel }));
  const lines = createLines({ on: config.rateLimits, addressOf, log });
  const http = createServer(createApp(deps));
  const { base } = config.http;
  return {
    http,
    async listen(at) {
      await using listening = new AsyncDisposableStack();
      listening.use(await listenOn(http, at));
      listening.use(createSockets(http, { ...deps, live, boards, lines }));
      return listening.move();
    },
    readParts,
    metricsText: metricsText({ figures, own: metrics, boards, pool, readParts }),
    makeSyntheticVisit: createSyntheticVisits({ db, sessions, base, counted: metrics.syntheticVisit, log }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function createDeps(
  ground: ApiGround,
  {
    live,
    canWrite,
    searchAttributes,
  }: { live: Live; canWrite: WriteProbe['canWrite']; searchAttributes: TellSearchAttributes },
): ApiDeps {
  const { config, db, cipher, connection, taskQueue, isStopping, log } = ground;
  const { publicUrl, rateLimits, temporal } = config;
  const mailUrl = config.mail?.url ?? null;
  const metrics = createProcessMetrics();
  const { namespace } = temporal;
  const engine = createEngine({
    connection,
    namespace,
    taskQueue,
    searchAttributes,
    called: metrics.engineCalled,
  });
  const readPollers = createPollerReader({ connection, namespace, taskQueue, log });
  const addressOf = createAddressOf(config.trustsProxy);
  const sessions = createSessions({ db, publicUrl });
  const store = createCommandStore({ db, cipher });
  const browser = createCookie({ name: 'kunjung-browser', publicUrl, kept: 'a-year' });
  return {
    db,
    cipher,
    commands: createCommands({ db, cipher, store, engine, mailIsOn: mailUrl !== null }),
    sessions,
    passwords: createPasswords(),
    throttle: createThrottle({ db, cipher, on: rateLimits, addressOf, browser }),
    estimates: createEstimates({ db }),
    typing: createTypingMemory(),
    kiosk: createCookie({ name: 'kunjung-kiosk', publicUrl, kept: 'a-year' }),
    browser,
    device: createDeviceCookie(publicUrl),
    addressOf,
    rateLimits,
    publicUrl,
    defaultOffice: config.office,
    engineUi: temporal.ui,
    mailUrl,
    mailLeaves: mailUrl !== null && !isFolder(mailUrl),
    readParts: createPartReader({ db, readPollers, live, canWrite }),
    isStopping,
    checksAnswers: ground.checksAnswers,
    metrics,
    log,
  };
}
