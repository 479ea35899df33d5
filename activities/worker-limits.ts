import { availableParallelism } from 'node:os';
import type { WorkerOptions } from '@temporalio/worker';

/** What an installation may set of its workers. */
export interface WorkerSettings {
  /** Visits that a worker remembers between their moves; the others are replayed. */
  readonly cache: number;
  /** Workflows that are carried on at the same time. */
  readonly tasks: number;
  /** Activities of visits at the same time. */
  readonly activities: number;
  /** Questions for work, of either kind, that are held open at the engine at most. */
  readonly pollers: number;
  /** Database connections; null is one for each activity. */
  readonly connections: number | null;
}

/** Activities at the same time, beside those of visits: nobody waits for them, and a slow receiver holds its slot for seconds. */
const slots = {
  /** Within the workflow tasks of visits and days. */
  withinTask: 4,
  outside: 8,
  mails: 4,
  members: 2,
  complaints: 2,
  /** Requests to the source of a collection: one at a time. */
  imports: 1,
  /** Each copy takes a processor for as long as it is made. */
  softcopies: Math.min(availableParallelism(), 8),
} as const;

/** Connections for what a worker does by itself, beside its activities. */
const ownConnections = 2;

/** The database connections of a worker's pool. */
export function workerConnectionsOf({ activities, connections }: WorkerSettings): number {
  const besides = Object.values(slots).reduce((sum, count) => sum + count, 0);
  return connections ?? activities + besides + ownConnections;
}

const ending = { shutdownGraceTime: '10s', shutdownForceTime: '20s' } satisfies Partial<WorkerOptions>;

/** Concurrency and shutdown of the worker of each task queue; the defaults were measured with the engine on the same machine. */
export function workerLimits({ cache, tasks, activities, pollers }: WorkerSettings) {
  const polling = { type: 'autoscaling', initial: Math.min(5, pollers), maximum: pollers } as const;
  const aside = (count: number) => ({ ...ending, maxConcurrentActivityTaskExecutions: count });
  return {
    outside: aside(slots.outside),
    mails: aside(slots.mails),
    members: aside(slots.members),
    complaints: aside(slots.complaints),
    /** A page is given up at a stop, and read again from its row. */
    imports: aside(slots.imports),
    softcopies: aside(slots.softcopies),
    visits: {
      ...ending,
      maxCachedWorkflows: cache,
      maxConcurrentWorkflowTaskExecutions: tasks,
      maxConcurrentActivityTaskExecutions: activities,
      maxConcurrentLocalActivityExecutions: slots.withinTask,
      // after a worker's death its cached visits answer again within this time, inside one request
      stickyQueueScheduleToStartTimeout: '2s',
      workflowTaskPollerBehavior: polling,
      activityTaskPollerBehavior: polling,
    },
  } satisfies Record<string, Partial<WorkerOptions>>;
}

/** The waits of a day's end: visits end within seconds; its figures are final after midnight at the earliest, and cards may take a night. */
export const dayPace = { patienceMs: 120_000, visitsPollMs: 5_000, pollMs: 600_000 } as const;

/** The interval at which the rules that must always hold are looked at. */
export const checkRulesEveryMs = 60_000;

/** The interval at which the uses of ended days are counted. */
export const countUsesEveryMs = 3_600_000;

/** The interval at which expired data is deleted. */
export const removeExpiredEveryMs = 3_600_000;

/** How long a statement of these three may take: nobody waits for it. */
export const patienceMs = 60_000;

/** The interval of the reconciler. */
export const reconcileEveryMs = 5_000;

/** The interval at which a worker looks whether the database was started anew, and must be compared with the engine. */
export const compareEveryMs = 1_000;

/** The interval of the comparison of clocks: as often as the metrics are read. */
export const compareClocksEveryMs = 15_000;

/** The interval at which a worker looks for mails without a workflow: how long a mail waits at most before its first try. */
export const startMailsEveryMs = 1_000;

/** The interval at which a worker looks for members without a workflow: how long a deleted one keeps its own at most. */
export const startMembersEveryMs = 2_000;

/** The interval at which a worker looks for complaints without a workflow, and for those that were moved. */
export const startComplaintsEveryMs = 1_000;

/** The interval at which a worker looks for requests of copies without a workflow: a reader waits so long before it is begun. */
export const startSoftcopiesEveryMs = 300;

/** The interval at which a worker removes copies that a lost workflow left. */
export const sweepSoftcopiesEveryMs = 3_600_000;

/** A minute after the first fault, then twice as long each time. */
export const mailPace = { firstPauseMs: 60_000, slackMs: 30_000 } as const;

/** The interval at which a worker looks for imports without a workflow. */
export const startImportsEveryMs = 1_000;

/** The interval at which a worker looks after the schedule of imports, which the engine may lose. */
export const scheduleImportsEveryMs = 60_000;

/** How the source of a collection is asked: slowly, never for long, and never for more than a page of it can be. */
export const importPace = {
  betweenMs: 500,
  answerWithinMs: 30_000,
  mostBytes: 4 * 1024 * 1024,
  firstPauseMs: 5_000,
} as const;
