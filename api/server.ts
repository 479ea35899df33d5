import { once } from 'node:events';
import { createServer } from 'node:http';
import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { createEstimates } from '../db/visitors/estimates.ts';
import { readCipher } from '../db/cipher.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { every } from '../process/every.ts';
import { tellReady, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { serveMetrics } from '../process/metrics-server.ts';
import { createAddressOf } from './http/addresses.ts';
import { createApp } from './app.ts';
import { createBoardRegister } from './sockets/board-register.ts';
import { createCheckMails } from './visitors/check-mails.ts';
import { connectEngine, createEngine } from './engine.ts';
import { createFiguresSource } from './metrics/figures-source.ts';
import { createSessions } from './http/guards.ts';
import { canTakeTickets, createPartReader } from './health.ts';
import { createLines } from './sockets/lines.ts';
import { createLive } from './sockets/live.ts';
import { createProcessMetrics, metricsText } from './metrics/metrics.ts';
import { listenOn } from './http/listening.ts';
import { refuseUnknownOffice } from './offices/default-office.ts';
import { createSockets } from './sockets/sockets.ts';
import { createSyntheticVisits } from './probe/synthetic.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'api' });
const { publicUrl, mail, rateLimits } = config;

await using stack = new AsyncDisposableStack();
const { db, pool } = createDatabase({ url: config.database.url, max: 10, log });
stack.defer(() => pool.end());
await refuseUnknownOffice({ db, office: config.office, log });
const cipher = await readCipher(config.keyFile);
const connection = connectEngine(config.temporal.connection);
stack.defer(() => connection.close());
const { namespace } = config.temporal;
const metrics = createProcessMetrics();
const { engineCalled: called } = metrics;
const engine = createEngine({ connection, namespace, taskQueue: visitTaskQueue, called });
const live = stack.use(createLive({ db, url: config.database.url, log }));

const estimates = createEstimates({ db });
const readParts = createPartReader({ db, engine, live });
const boards = createBoardRegister({ db, log, painted: (seconds) => metrics.callToBoard.observe(seconds) });
const figures = stack.use(createFiguresSource({ url: config.database.url, logLevel: config.logLevel }));
const text = metricsText({ figures, own: metrics, boards, pool, readParts });
stack.use(await serveMetrics({ variable: 'METRICS_PORT', port: config.metrics.port, text, log }));

const stopped = new AbortController();
void untilStopped().then(() => stopped.abort());
const addressOf = createAddressOf(config.trustsProxy);
const lines = createLines({ on: rateLimits, addressOf, log });
const app = createApp({
  db,
  cipher,
  engine,
  readParts,
  estimates,
  metrics,
  log,
  publicUrl,
  defaultOffice: config.office,
  engineUi: config.temporal.ui,
  mailIsOn: mail !== null,
  rateLimits,
  addressOf,
  isStopping: () => stopped.signal.aborted,
});
const http = createServer(app);
const sessions = createSessions({ db, publicUrl });
stack.use(await listenOn(http, config.http));
stack.use(createSockets(http, { db, cipher, live, estimates, sessions, boards, lines, publicUrl, log }));
if (config.syntheticVisits) {
  const { base } = config.http;
  const { syntheticVisit: counted } = metrics;
  const work = createSyntheticVisits({ db, sessions, base, counted, log });
  stack.use(every(60_000, { name: 'synthetic visit', work, log }));
}
if (mail !== null) {
  const send = createCheckMails({ db, cipher, mail, log, isStopping: () => stopped.signal.aborted });
  stack.use(every(5_000, { name: 'check mails', work: send, log }));
}
log.info({ port: config.http.port }, 'api is serving');

await tellReady(async () => canTakeTickets(await readParts()), stopped.signal);
if (!stopped.signal.aborted) await once(stopped.signal, 'abort');
log.info('api is stopping');
