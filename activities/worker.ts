import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { countViolations } from '../db/rules/invariants.ts';
import { openCipherOrExit } from '../db/sealing/key-check.ts';
import { countEndedDays } from '../db/supervision/library-uses.ts';
import { removeExpired } from '../db/keeping/retention.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { createSoftcopyStore } from '../pdf/store.ts';
import { every } from '../process/every.ts';
import { stopSignal, tellReady, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { createRegistry, serveMetrics } from '../process/metrics-server.ts';
import { createWebapiSource } from './catalogue/webapi-source.ts';
import { composeWorker } from './compose.ts';
import { connectWithPatience } from './connect.ts';
import { installRuntime } from './runtime.ts';
import {
  checkRulesEveryMs,
  compareClocksEveryMs,
  countUsesEveryMs,
  dayPace,
  importPace,
  mailPace,
  patienceMs,
  reconcileEveryMs,
  removeExpiredEveryMs,
  scheduleImportsEveryMs,
  startComplaintsEveryMs,
  startImportsEveryMs,
  startMailsEveryMs,
  startMembersEveryMs,
  startSoftcopiesEveryMs,
  sweepSoftcopiesEveryMs,
  workerConnectionsOf,
} from './worker-limits.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'worker' });
const stopped = stopSignal();
const readEngineMetrics = await installRuntime(log);

await using stack = new AsyncDisposableStack();
const { url } = config.database;
const max = workerConnectionsOf(config.worker);
const { db, pool } = createDatabase({ name: 'worker', url, max, log });
stack.defer(() => pool.end());
const patient = createDatabase({ name: 'worker rules', url, max: 1, log, patienceMs });
stack.defer(() => patient.pool.end());
const registry = createRegistry();
const { workerPort: port } = config.metrics;
const text = async (): Promise<string[]> => Promise.all([registry.metrics(), readEngineMetrics()]);
stack.use(await serveMetrics({ variable: 'WORKER_METRICS_PORT', port, text, log }));
const { connection: engine, namespace } = config.temporal;
const connection = await connectWithPatience({ connection: engine, log, signal: stopped });
stack.defer(() => connection.close());

const cipher = config.mail && (await openCipherOrExit(stack, { db, keyFile: config.keyFile, log }));

stack.use(every(checkRulesEveryMs, { name: 'invariants', work: () => countViolations(patient.db), log }));
stack.use(every(countUsesEveryMs, { name: 'library uses', work: () => countEndedDays(patient.db), log }));
stack.use(every(removeExpiredEveryMs, { name: 'retention', work: () => removeExpired(patient.db), log }));
const worker = stack.use(
  await composeWorker({
    db,
    connection,
    engine,
    namespace,
    taskQueue: visitTaskQueue,
    settings: config.worker,
    outside: config.escalation,
    mail: config.mail && cipher && { settings: config.mail, cipher, pace: mailPace },
    imports: config.webapi && {
      source: createWebapiSource(config.webapi, importPace),
      pace: importPace,
      domainOf: config.webapi.domainOf,
    },
    dayPace,
    reconcileEveryMs,
    compareClocksEveryMs,
    startMailsEveryMs,
    startMembersEveryMs,
    startComplaintsEveryMs,
    startImportsEveryMs,
    scheduleImportsEveryMs,
    startSoftcopiesEveryMs,
    sweepSoftcopiesEveryMs,
    softcopies: createSoftcopyStore(config.softcopyDir),
    registry,
    log,
  }),
);
log.info('worker started');

await tellReady(() => Promise.resolve(true), stopped);
await Promise.race([worker.ended, untilStopped(stopped)]);
log.info('worker stopping');
