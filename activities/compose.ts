import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, type ConnectionOptions } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Registry } from 'prom-client';
import type { Database } from '../db/connect.ts';
import { beat, stopBeating } from '../db/processes/heartbeat.ts';
import { createLease } from '../db/processes/lease.ts';
import { mailQueueOf } from '../domain/mail/mail.ts';
import { complaintQueueOf } from '../domain/complaints/keeping.ts';
import { memberQueueOf } from '../domain/members/keeping.ts';
import { importQueueOf } from '../domain/catalogue/import-runs.ts';
import { softcopyQueueOf } from '../domain/softcopies/request.ts';
import { outsideQueueOf } from '../domain/visits/messages.ts';
import type { SoftcopyStore } from '../pdf/store.ts';
import { every } from '../process/every.ts';
import type { Log } from '../process/log.ts';
import { watchSearchAttributes } from '../process/search-attributes.ts';
import { createImportActivities, type ImportGround } from './catalogue/collection-import.ts';
import { createImportSchedule } from './catalogue/import-schedule.ts';
import { createImportStarter } from './catalogue/import-starter.ts';
import { createClockComparison } from './clocks.ts';
import { createComplaintActivities } from './complaints/complaint.ts';
import { createComplaintStarter } from './complaints/complaint-starter.ts';
import { createDayActivities } from './supervision/day.ts';
import { createEscalationActivities, type OutsideSettings } from './supervision/escalation.ts';
import {
  createComplaintEvents,
  createDayEvents,
  createEscalationEvents,
  createImportEvents,
  createMailEvents,
  createMemberEvents,
  createSoftcopyEvents,
  createVisitEvents,
  type ImportEvents,
  type MailEvents,
  type VisitEvents,
} from './events.ts';
import { createMailActivities, type MailGround } from './mail/mail.ts';
import { createMailStarter } from './mail/mail-starter.ts';
import { createMemberActivities } from './members/member.ts';
import { createMemberStarter } from './members/member-starter.ts';
import { createSoftcopyActivities } from './softcopies/softcopy.ts';
import { createSoftcopyStarter, createSoftcopySweep } from './softcopies/softcopy-starter.ts';
import { createReconciler, type DayPace } from './reconciler.ts';
import { createVisitComparison } from './visits/visit-comparison.ts';
import { createVisitReconciler, visitLease } from './visits/visit-reconciler.ts';
import { watchEngineLine } from './visits/engine-line.ts';
import { createVisitActivities } from './visits/visit.ts';
import { compareEveryMs, workerLimits, type WorkerSettings } from './worker-limits.ts';

const beatEveryMs = 2_000;

/** The settings of a worker and the connections its program opened. */
interface WorkerGround {
  readonly db: Database;
  readonly connection: NativeConnection;
  /** How the engine is connected to. */
  readonly engine: ConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly settings: WorkerSettings;
  readonly outside: OutsideSettings;
  /** Null where no mail is sent. */
  readonly mail: MailGround | null;
  /** Null where no collection is imported. */
  readonly imports: ImportGround | null;
  readonly dayPace: DayPace;
  readonly reconcileEveryMs: number;
  readonly compareClocksEveryMs: number;
  readonly startMailsEveryMs: number;
  readonly startMembersEveryMs: number;
  readonly startComplaintsEveryMs: number;
  readonly startImportsEveryMs: number;
  readonly scheduleImportsEveryMs: number;
  readonly startSoftcopiesEveryMs: number;
  readonly sweepSoftcopiesEveryMs: number;
  readonly softcopies: SoftcopyStore;
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
  const { db, connection, namespace, taskQueue, dayPace: pace, mail, imports, registry, log } = ground;
  await using building = new AsyncDisposableStack();
  const events = createVisitEvents({ registry: ground.registry, log });
  const instance = randomUUID();
  const mailEvents = createMailEvents({ registry, log });
  const importEvents = createImportEvents({ registry, log, isOn: imports !== null });
  const workers = await createWorkers(ground, { events, mailEvents, importEvents, identity: instance });
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
  const startMembers = createMemberStarter({ db, client, taskQueue });
  building.use(every(ground.startMembersEveryMs, { name: 'member starter', work: startMembers, log }));
  const startComplaints = createComplaintStarter({ db, client, taskQueue });
  building.use(
    every(ground.startComplaintsEveryMs, { name: 'complaint starter', work: startComplaints, log }),
  );
  const isImporting = { client, taskQueue, isOn: imports !== null };
  const startImports = createImportStarter({ db, ...isImporting });
  building.use(every(ground.startImportsEveryMs, { name: 'import starter', work: startImports, log }));
  const schedule = createImportSchedule(isImporting);
  building.use(every(ground.scheduleImportsEveryMs, { name: 'import schedule', work: schedule, log }));
  const startSoftcopies = createSoftcopyStarter({ db, client, taskQueue });
  building.use(
    every(ground.startSoftcopiesEveryMs, { name: 'softcopy starter', work: startSoftcopies, log }),
  );
  const sweepSoftcopies = createSoftcopySweep({ db, store: ground.softcopies });
  building.use(every(ground.sweepSoftcopiesEveryMs, { name: 'softcopy sweep', work: sweepSoftcopies, log }));
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
 * One for visits and days, one for notifications to the outside, one for members, one for complaints, one for
 * softcopies, and where they are on one for mails and
 * one for imports. To the engine all are called as in the heartbeat, by which `/readyz` knows them.
 */
async function createWorkers(
  ground: WorkerGround,
  {
    events,
    mailEvents,
    importEvents,
    identity,
  }: { events: VisitEvents; mailEvents: MailEvents; importEvents: ImportEvents; identity: string },
): Promise<Worker[]> {
  const { db, connection, namespace, taskQueue, outside, mail, imports, registry, log } = ground;
  const common = { identity, connection, namespace };
  const limits = workerLimits(ground.settings);
  const workers = [
    await Worker.create({
      ...limits.visits,
      ...common,
      taskQueue,
      workflowBundle: { codePath: fileURLToPath(new URL('../dist/workflows.js', import.meta.url)) },
      activities: {
        ...createVisitActivities({ db, events }),
        ...createDayActivities({ db, events: createDayEvents({ log }) }),
      },
    }),
    await Worker.create({
      ...limits.outside,
      ...common,
      taskQueue: outsideQueueOf(taskQueue),
      activities: createEscalationActivities({
        db,
        outside,
        events: createEscalationEvents({ registry, log }),
      }),
    }),
    await Worker.create({
      ...limits.members,
      ...common,
      taskQueue: memberQueueOf(taskQueue),
      activities: createMemberActivities({
        db,
        cipher: mail?.cipher ?? null,
        events: createMemberEvents({ log }),
      }),
    }),
    await Worker.create({
      ...limits.complaints,
      ...common,
      taskQueue: complaintQueueOf(taskQueue),
      activities: createComplaintActivities({
        db,
        mails: mail && { cipher: mail.cipher, to: outside.mail?.to ?? [] },
        events: createComplaintEvents({ log }),
      }),
    }),
    await Worker.create({
      ...limits.softcopies,
      ...common,
      taskQueue: softcopyQueueOf(taskQueue),
      activities: createSoftcopyActivities({
        db,
        cipher: mail?.cipher ?? null,
        store: ground.softcopies,
        events: createSoftcopyEvents({ registry, log }),
      }),
    }),
  ];
  if (mail) {
    workers.push(
      await Worker.create({
        ...limits.mails,
        ...common,
        taskQueue: mailQueueOf(taskQueue),
        activities: createMailActivities({ db, mail, events: mailEvents }),
      }),
    );
  }
  if (imports) {
    workers.push(
      await Worker.create({
        ...limits.imports,
        ...common,
        taskQueue: importQueueOf(taskQueue),
        activities: createImportActivities({ db, ground: imports, events: importEvents }),
      }),
    );
  }
  return workers;
}
