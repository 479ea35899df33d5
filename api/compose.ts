import { createServer, type Server } from 'node:http';
import type { Connection } from '@temporalio/client';
import type { PartConfig } from '../config.ts';
import { reporting, type Cipher } from '../db/sealing/cipher.ts';
import { createCommandStore } from '../db/commands.ts';
import { createDatabase, type Database, type Pool } from '../db/connect.ts';
import { createEstimates } from '../db/visitors/estimates.ts';
import { isFolder } from '../mail/folder.ts';
import { createSoftcopyStore } from '../pdf/store.ts';
import type { Log } from '../process/log.ts';
import { watchSearchAttributes, type TellSearchAttributes } from '../process/search-attributes.ts';
import { createApp } from './app.ts';
import { createSearchUses, type SearchUses } from './catalogue/search-uses.ts';
import { createSearching, type Searching } from './catalogue/searching.ts';
import { fixedConnections } from './connections.ts';
import type { ApiDeps } from './deps.ts';
import { createDeviceCookie } from './devices/devices.ts';
import { createEngine } from './engine.ts';
import { createPartReader, createWriteProbe, type WriteProbe } from './health.ts';
import { createAddressOf, type AddressOf } from './http/addresses.ts';
import { createArrivals, type ArrivalLimits, type Arrivals } from './http/transport/arrival.ts';
import { createCookie } from './http/cookies.ts';
import { createSessions } from './http/guards.ts';
import { listenOn } from './http/transport/listening.ts';
import { createThrottle } from './limits/throttle.ts';
import { createFiguresSource } from './metrics/figures-source.ts';
import { createMemberCookies } from './members/member-cookies.ts';
import { createProcessMetrics, metricsText } from './metrics/metrics.ts';
import { createPollerReader } from './pollers.ts';
import { createReportMaker } from './reports/report-maker.ts';
import { createSyntheticVisits } from './probe/synthetic.ts';
import { createBoardLines } from './sockets/board-lines.ts';
import { createBoardRegister } from './sockets/board-register.ts';
import { createLines } from './sockets/lines.ts';
import { createLive, type Live } from './sockets/live.ts';
import { createSockets } from './sockets/sockets.ts';
import { createKeptStandards } from './standard/standard.ts';
import { arrivingAttachments, fetchingAttachments, lookingAtAttachments } from './complaints/attachments.ts';
import { filing } from './complaints/complaints.ts';
import { createGate } from './limits/gate.ts';
import { signingIn } from './members/members.ts';
import { arrivingPdfs, copying, lookingAtPdfs } from './softcopies/softcopies.ts';
import { createPlaces } from './limits/places.ts';
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
  readonly arrival: ArrivalLimits;
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
  // screens read on connections of their own, so that however many there are, none waits for them with a press;
  // each office has at most one reading of a kind under way
  const { db: screenDb, pool: screenPool } = createDatabase({
    name: 'readings',
    url,
    max: config.connections.readings,
    log,
  });
  stack.defer(() => screenPool.end());
  const live = stack.use(createLive({ db: screenDb, url, log }));
  const { canWrite } = stack.use(createWriteProbe({ db, log }));
  const { namespace } = config.temporal;
  const { connection } = ground;
  const { tell: searchAttributes } = stack.use(watchSearchAttributes({ connection, namespace, log }));
  const searchUses = stack.use(createSearchUses({ db, cipher, log }));
  const addressOf = createAddressOf(config.trustsProxy);
  const searching = stack.use(createSearching({ url, on: config.rateLimits, addressOf, log }));
  const { db: importDb, pool: importPool } = createDatabase({
    name: 'imports',
    url,
    max: fixedConnections.imports,
    log,
    patienceMs: 60_000,
  });
  stack.defer(() => importPool.end());
  const arrivals = createArrivals(ground.arrival);
  const opened = {
    arrivals,
    live,
    canWrite,
    searchAttributes,
    searchUses,
    searching,
    addressOf,
    importDb,
    screenDb,
  };
  const deps = createDeps({ ...ground, cipher }, opened);
  const { metrics, readParts } = deps;
  const boardLines = stack.use(createBoardLines({ db: screenDb, log }));
  const boards = createBoardRegister({
    db: screenDb,
    told: boardLines.set,
    painted: (seconds) => metrics.callToBoard.observe(seconds),
  });
  const figures = stack.use(createFiguresSource({ url, logLevel: config.logLevel }));
  const lines = createLines({ on: config.rateLimits, addressOf, log });
  const http = createServer(arrivals.serverOptions, createApp(deps));
  const { base } = config.http;
  return {
    http,
    async listen(at) {
      await using listening = new AsyncDisposableStack();
      listening.use(await listenOn(http, { ...at, arrivals }));
      const { publicUrl } = config;
      const sessions = createSessions({ db: screenDb, cipher, addressOf, publicUrl });
      listening.use(createSockets(http, { ...deps, db: screenDb, sessions, live, boards, lines }));
      return listening.move();
    },
    readParts,
    metricsText: metricsText({ figures, own: metrics, boards, pool, readParts }),
    makeSyntheticVisit: createSyntheticVisits({
      db,
      sessions: deps.sessions,
      base,
      counted: metrics.syntheticVisit,
      log,
    }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function createDeps(
  ground: ApiGround,
  {
    live,
    canWrite,
    searchAttributes,
    searchUses,
    searching,
    addressOf,
    arrivals,
    importDb,
    screenDb,
  }: {
    live: Live;
    canWrite: WriteProbe['canWrite'];
    searchAttributes: TellSearchAttributes;
    searchUses: SearchUses;
    searching: Searching;
    importDb: Database;
    screenDb: Database;
    addressOf: AddressOf;
    arrivals: Arrivals;
  },
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
  const sessions = createSessions({ db, cipher, addressOf, publicUrl });
  const store = createCommandStore({ db, cipher });
  const browser = createCookie({ name: 'kunjung-browser', publicUrl, kept: 'a-year' });
  return {
    db,
    cipher,
    commands: createCommands({ db, cipher, store, engine, mailIsOn: mailUrl !== null }),
    sessions,
    softcopies: createSoftcopyStore(config.softcopyDir),
    memberCookies: createMemberCookies({ db, publicUrl }),
    passwords: createPasswords(),
    filing: createGate(filing),
    signingIn: createGate(signingIn),
    copying: createGate(copying),
    arrivingPdfs: createGate(arrivingPdfs),
    lookingAtPdfs: createGate(lookingAtPdfs),
    arrivingAttachments: createPlaces(arrivingAttachments),
    lookingAtAttachments: createGate(lookingAtAttachments),
    fetchingAttachments: createPlaces(fetchingAttachments),
    throttle: createThrottle({ db, cipher, on: rateLimits, addressOf, browser }),
    estimates: createEstimates({ db: screenDb }),
    typing: createTypingMemory(),
    searchUses,
    searching,
    kiosk: createCookie({ name: 'kunjung-kiosk', publicUrl, kept: 'a-year' }),
    browser,
    ratingSheet: createCookie({ name: 'kunjung-rating', publicUrl, kept: 'while-open' }),
    device: createDeviceCookie(publicUrl),
    addressOf,
    arrivals,
    rateLimits,
    publicUrl,
    defaultOffice: config.office,
    engineUi: temporal.ui,
    mailUrl,
    mailLeaves: mailUrl !== null && !isFolder(mailUrl),
    reports: createReportMaker({
      url: config.database.url,
      keyFile: config.keyFile,
      logLevel: config.logLevel,
    }),
    importDb,
    importDomainOf: (office) => config.webapi?.domainOf(office) ?? null,
    keptStandards: createKeptStandards(db),
    readParts: createPartReader({ db, readPollers, live, canWrite }),
    isStopping,
    checksAnswers: ground.checksAnswers,
    metrics,
    log,
  };
}
