import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, type ConnectionOptions } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Registry } from 'prom-client';
import type { Database } from '../db/connect.ts';
import { beat, stopBeating } from '../db/heartbeat.ts';
import { createLease } from '../db/lease.ts';
import { mailQueueOf } from '../domain/mail/mail.ts';
import { outsideQueueOf } from '../domain/visits/messages.ts';
import { every } from '../process/every.ts';
import type { Log } from '../process/log.ts';
import { watchSearchAttributes } from '../process/search-attributes.ts';
import { createClockComparison } from './clocks.ts';
import { createDayActivities } from './supervision/day.ts';
import { createEscalationActivities, type OutsideSettings } from './supervision/escalation.ts';
import {
  createDayEvents,
  createEscalationEvents,
  createMailEvents,
  createVisitEvents,
  type MailEvents,
  type VisitEvents,
} from './events.ts';
import { createMailActivities, type MailGround } from './mail/mail.ts';
import { createMailStarter } from './mail/mail-starter.ts';
import { createReconciler, type DayPace } from './reconciler.ts';
import { createVisitComparison } from './visits/visit-comparison.ts';
import { createVisitReconciler, visitLease } from './visits/visit-reconciler.ts';
import { watchEngineLine } from './visits/engine-line.ts';
import { createVisitActivities } from './visits/visit.ts';
import { compareEveryMs, workerLimits } from './worker-limits.ts';

const beatEveryMs = 2_000;

/** The settings of a worker and the connections its program opened. */
interface WorkerGround {
  readonly db: Database;
  readonly connection: NativeConnection;
  /** How the engine is connected to. */
  readonly engine: ConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly outside: OutsideSettings;
  /** Null where no mail is sent. */
  readonly mail: MailGround | null;
  readonly dayPace: DayPace;
  readonly reconcileEveryMs: number;
  readonly compareClocksEveryMs: number;
  readonly startMailsEveryMs: number;
  /** Where its counters are registered. */
  readonly registry: Registry;
  readonly log: Log;
}

/** A worker that polls, sends heartbeats and reconciles until it is disposed; disposing lets activities finish. */
export interface RunningWorker extends AsyncDisposable {
  /** Rejects when polling failed. */
  readonly ended: Promise<void>;
}

/** Builds a worker and everything in it, for the program and the tests, and starts it. */
export async function composeWorker(ground: WorkerGround): Promise<RunningWorker> {
  const { db, connection, namespace, taskQueue, dayPace: pace, mail, registry, log } = ground;
  await using building = new AsyncDisposableStack();
  const events = createVisitEvents({ registry: ground.registry, log });
  const instance = randomUUID();
  const mailEvents = createMailEvents({ registry, log });
  const workers = await createWorkers(ground, { events, mailEvents, identity: instance });
  building.defer(() =>
    stopBeating(db, instance).catch((err: unknown) =>
      log.warn({ err }, 'removal of the worker heartbeat failed'),
    ),
  );
  building.use(every(beatEveryMs, { name: 'heartbeat', work: () => beat(db, 'worker', instance), log }));
  const compareClocks = createClockComparison({ db, connection, namespace, registry, log });
  building.use(every(ground.compareClocksEveryMs, { name: 'clocks', work: compareClocks, log }));
  const client = new Client({ connection, namespace });
  const reconcile = createReconciler({ db, client, taskQueue, pace, log });
  building.use(every(ground.reconcileEveryMs, { name: 'reconciler', work: reconcile, log }));
  const startMails = createMailStarter({ db, client, taskQueue, isOn: mail !== null, events: mailEvents });
  building.use(every(ground.startMailsEveryMs, { name: 'mail starter', work: startMails, log }));
  const searchAttributes = building.use(watchSearchAttributes({ connection, namespace, log }));
  const comparison = createVisitComparison({
    db,
    client,
    taskQueue,
    searchAttributes: searchAttributes.tell,
  });
  const line = building.use(watchEngineLine({ options: ground.engine, namespace, log }));
  const lease = createLease(db, visitLease);
  const visits = createVisitReconciler({ db, comparison, lease, lineBreaks: line.breaks, events });
  building.defer(() =>
    visits.stop().catch((err: unknown) => log.warn({ err }, 'release of the reconciler lease failed')),
  );
  building.use(
    every(compareEveryMs, { name: 'comparison of the stores', work: () => visits.compareStart(), log }),
  );
  building.use(every(ground.reconcileEveryMs, { name: 'visit reconciler', work: () => visits.look(), log }));
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  building.defer(async () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await ended;
  });
  const stack = building.move();
  return { ended, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/**
 * One for visits and days, one for notifications to the outside, and one for mails where they are sent. To the engine all are called as in the heartbeat, by
 * which `/readyz` knows them.
 */
async function createWorkers(
  ground: WorkerGround,
  { events, mailEvents, identity }: { events: VisitEvents; mailEvents: MailEvents; identity: string },
): Promise<Worker[]> {
  const { db, connection, namespace, taskQueue, outside, mail, registry, log } = ground;
  const visits = await Worker.create({
    ...workerLimits.visits,
    identity,
    taskQueue,
    connection,
    namespace,
    workflowBundle: { codePath: fileURLToPath(new URL('../dist/workflows.js', import.meta.url)) },
    activities: {
      ...createVisitActivities({ db, events }),
      ...createDayActivities({ db, events: createDayEvents({ log }) }),
    },
  });
  const beside = await Worker.create({
    ...workerLimits.outside,
    identity,
    taskQueue: outsideQueueOf(taskQueue),
    connection,
    namespace,
    activities: createEscalationActivities({
      db,
      outside,
      events: createEscalationEvents({ registry, log }),
    }),
  });
  if (!mail) return [visits, beside];
  const mails = await Worker.create({
    ...workerLimits.mails,
    identity,
    taskQueue: mailQueueOf(taskQueue),
    connection,
    namespace,
    activities: createMailActivities({ db, mail, events: mailEvents }),
  });
  return [visits, beside, mails];
}
