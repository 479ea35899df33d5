import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { countViolations } from '../db/invariants.ts';
import { openCipherOrExit } from '../db/key-check.ts';
import { removeExpired } from '../db/retention.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { every } from '../process/every.ts';
import { stopSignal, tellReady, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { createRegistry, serveMetrics } from '../process/metrics-server.ts';
import { composeWorker } from './compose.ts';
import { connectWithPatience } from './connect.ts';
import { installRuntime } from './runtime.ts';
import {
  compareClocksEveryMs,
  dayPace,
  mailPace,
  reconcileEveryMs,
  startMailsEveryMs,
  workerLimits,
} from './worker-limits.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'worker' });
const stopped = stopSignal();
const readEngineMetrics = await installRuntime(log);

await using stack = new AsyncDisposableStack();
const { activitySlots, outsideSlots, mailSlots } = workerLimits;
const { db, pool } = createDatabase({
  url: config.database.url,
  max: activitySlots + outsideSlots + mailSlots + 2,
  log,
});
stack.defer(() => pool.end());
const patient = createDatabase({ url: config.database.url, max: 1, log, patienceMs: 60_000 });
stack.defer(() => patient.pool.end());
const registry = createRegistry();
const { workerPort: port } = config.metrics;
const text = async (): Promise<string[]> => Promise.all([registry.metrics(), readEngineMetrics()]);
stack.use(await serveMetrics({ variable: 'WORKER_METRICS_PORT', port, text, log }));
const { connection: engine, namespace } = config.temporal;
const connection = await connectWithPatience({ connection: engine, log, signal: stopped });
stack.defer(() => connection.close());

const cipher = config.mail && (await openCipherOrExit(stack, { db, keyFile: config.keyFile, log }));

stack.use(every(60_000, { name: 'invariants', work: () => countViolations(patient.db), log }));
stack.use(every(3_600_000, { name: 'retention', work: () => removeExpired(patient.db), log }));
const worker = stack.use(
  await composeWorker({
    db,
    connection,
    engine,
    namespace,
    taskQueue: visitTaskQueue,
    outside: config.escalation,
    mail: config.mail && cipher && { settings: config.mail, cipher, pace: mailPace },
    dayPace,
    reconcileEveryMs,
    compareClocksEveryMs,
    startMailsEveryMs,
    registry,
    log,
  }),
);
log.info('worker started');

await tellReady(() => Promise.resolve(true), stopped);
await Promise.race([worker.ended, untilStopped(stopped)]);
log.info('worker stopping');
