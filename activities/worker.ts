import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { partConfigOrExit } from '../config.ts';
import { createDatabase } from '../db/connect.ts';
import { beat, stopBeating } from '../db/heartbeat.ts';
import { removeExpired } from '../db/retention.ts';
import { untilStopped } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { serveMetrics } from '../metrics-server.ts';
import { connectWithPatience } from './connect.ts';
import { createVisitEvents } from './events.ts';
import { every } from './every.ts';
import { createVisitActivities } from './visit.ts';
import { workerLimits } from './worker-limits.ts';

const config = partConfigOrExit();
const log = createLog({ level: config.logLevel, part: 'worker' });
const stopped = new AbortController();
void untilStopped().then(() => stopped.abort());

Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'ERROR' ? 'error' : 'warn']({ err: meta?.['error'] }, message),
  ),
  telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
});

await using stack = new AsyncDisposableStack();
const { activitySlots } = workerLimits;
const { db, pool } = createDatabase({ url: config.database.url, max: activitySlots + 2, log });
stack.defer(() => pool.end());
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const { workerPort: port } = config.metrics;
stack.use(await serveMetrics({ port, text: () => registry.metrics(), log }));
const connection = await connectWithPatience({
  connection: config.temporal.connection,
  log,
  signal: stopped.signal,
});
stack.defer(() => connection.close());

const worker = await Worker.create({
  ...workerLimits.options,
  connection,
  namespace: config.temporal.namespace,
  workflowBundle: { codePath: fileURLToPath(new URL('../dist/workflows.js', import.meta.url)) },
  activities: createVisitActivities({ db, events: createVisitEvents({ registry, log }) }),
});
const running = worker.run();
const instance = randomUUID();
stack.defer(() => stopBeating(db, instance));
stack.use(every(2_000, { name: 'heartbeat', work: () => beat(db, instance), log }));
stack.use(every(3_600_000, { name: 'retention', work: () => removeExpired(db), log }));
log.info('worker is polling');

await Promise.race([running, new Promise((resolve) => stopped.signal.addEventListener('abort', resolve))]);
log.info('worker is stopping');
if (stopped.signal.aborted) worker.shutdown();
await running;
