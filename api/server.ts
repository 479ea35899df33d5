import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { openCipherOrExit } from '../db/sealing/key-check.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { every } from '../process/every.ts';
import { stopSignal, tellReady, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { serveMetrics } from '../process/metrics-server.ts';
import { composeApi } from './compose.ts';
import { connectEngine } from './engine-connection.ts';
import { canTakeTickets } from './health.ts';
import { arrivalLimits } from './http/transport/arrival.ts';
import { unknownAddress } from './http/public-address.ts';
import { refuseUnknownOffice } from './offices/default-office.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'api' });

await using stack = new AsyncDisposableStack();
const { db, pool } = createDatabase({
  name: 'presses',
  url: config.database.url,
  max: config.connections.presses,
  log,
});
stack.defer(() => pool.end());
await refuseUnknownOffice({ db, office: config.office, log });
const cipher = await openCipherOrExit(stack, { db, keyFile: config.keyFile, log });
const connection = connectEngine(config.temporal.connection);
stack.defer(() => connection.close());

const stopped = stopSignal();
const api = stack.use(
  composeApi({
    config,
    db,
    pool,
    cipher,
    connection,
    taskQueue: visitTaskQueue,
    checksAnswers: false,
    arrival: arrivalLimits,
    isStopping: () => stopped.aborted,
    log,
  }),
);
const { port } = config.metrics;
stack.use(await serveMetrics({ variable: 'METRICS_PORT', port, text: api.metricsText, log }));
stack.use(await api.listen(config.http));
if (config.syntheticVisits) {
  stack.use(every(60_000, { name: 'synthetic visit', work: api.makeSyntheticVisit, log }));
}
log.info({ port: config.http.port }, 'api started');
if (config.publicUrl === null) log.warn(unknownAddress);

await tellReady(async () => canTakeTickets(await api.readParts()), stopped);
await untilStopped(stopped);
log.info('api stopping');
