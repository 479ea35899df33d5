import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { beat, stopBeating } from '../db/heartbeat.ts';
import { countViolations } from '../db/invariants.ts';
import { removeExpired } from '../db/retention.ts';
import { visitTaskQueue } from '../domain/visits/messages.ts';
import { tellReady, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { createRegistry, serveMetrics } from '../process/metrics-server.ts';
import { connectWithPatience } from './connect.ts';
import { createDayActivities } from './day.ts';
import { createEscalationActivities } from './escalation.ts';
import { createDayEvents, createEscalationEvents, createVisitEvents } from './events.ts';
import { every } from '../process/every.ts';
import { createReconciler } from './reconciler.ts';
import { installRuntime } from './runtime.ts';
import { createVisitActivities } from './visit.ts';
import { dayPace, keepEveryMs, workerLimits } from './worker-limits.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'worker' });
const stopped = new AbortController();
void untilStopped().then(() => stopped.abort());

const readEngineMetrics = await installRuntime(log);

await using stack = new AsyncDisposableStack();
const { activitySlots, outsideSlots } = workerLimits;
const { db, pool } = createDatabase({ url: config.database.url, max: activitySlots + outsideSlots + 2, log });
stack.defer(() => pool.end());
const registry = createRegistry();
const { workerPort: port } = config.metrics;
const text = async (): Promise<string[]> => Promise.all([registry.metrics(), readEngineMetrics()]);
stack.use(await serveMetrics({ variable: 'WORKER_METRICS_PORT', port, text, log }));
const connection = await connectWithPatience({
  connection: config.temporal.connection,
  log,
  signal: stopped.signal,
});
stack.defer(() => connection.close());

const { namespace } = config.temporal;
const worker = await Worker.create({
  ...workerLimits.options,
  connection,
  namespace,
  workflowBundle: { codePath: fileURLToPath(new URL('../dist/workflows.js', import.meta.url)) },
  activities: {
    ...createVisitActivities({ db, events: createVisitEvents({ registry, log }) }),
    ...createDayActivities({ db, events: createDayEvents({ log }) }),
  },
});
const outside = await Worker.create({
  ...workerLimits.outside,
  connection,
  namespace,
  activities: createEscalationActivities({
    db,
    outside: config.escalation,
    events: createEscalationEvents({ registry, log }),
  }),
});
const running = Promise.all([worker.run(), outside.run()]);
const instance = randomUUID();
stack.defer(() =>
  stopBeating(db, instance).catch((err: unknown) =>
    log.warn({ err }, 'the heartbeat could not be taken back'),
  ),
);
stack.use(every(2_000, { name: 'heartbeat', work: () => beat(db, instance), log }));
const keep = createReconciler({
  db,
  client: new Client({ connection, namespace }),
  taskQueue: visitTaskQueue,
  pace: dayPace,
  log,
});
stack.use(every(keepEveryMs, { name: 'reconciler', work: keep, log }));
const patient = createDatabase({ url: config.database.url, max: 1, log, patienceMs: 60_000 });
stack.defer(() => patient.pool.end());
stack.use(every(60_000, { name: 'invariants', work: () => countViolations(patient.db), log }));
stack.use(every(3_600_000, { name: 'retention', work: () => removeExpired(patient.db), log }));
log.info('worker is polling');
await tellReady(() => Promise.resolve(true), stopped.signal);

await Promise.race([running, new Promise((resolve) => stopped.signal.addEventListener('abort', resolve))]);
log.info('worker is stopping');
if (stopped.signal.aborted) for (const each of [worker, outside]) each.shutdown();
await running;
