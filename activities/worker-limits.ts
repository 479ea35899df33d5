import type { WorkerOptions } from '@temporalio/worker';

/** Concurrent activities; each may hold one database connection. */
const activitySlots = 20;

/** Concurrent notifications: few, because a slow receiver holds its slot for seconds. */
const outsideSlots = 8;

/** Concurrent mails, for the same reason, and because nobody waits for them. */
const mailSlots = 4;

/** Concurrency and shutdown of a worker; measured with the engine on the same machine. */
export const workerLimits = {
  activitySlots,
  outsideSlots,
  mailSlots,
  /** The worker of the notifications' task queue. */
  outside: {
    maxConcurrentActivityTaskExecutions: outsideSlots,
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
  } satisfies Partial<WorkerOptions>,
  /** The worker of the mails' task queue. */
  mails: {
    maxConcurrentActivityTaskExecutions: mailSlots,
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
  } satisfies Partial<WorkerOptions>,
  visits: {
    maxConcurrentActivityTaskExecutions: activitySlots,
    maxCachedWorkflows: 2_000,
    // after a worker's death its cached visits answer again within this time, inside one request
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
  } satisfies Partial<WorkerOptions>,
} as const;

/** The waits of a day's end: visits end within seconds, cards may take a night. */
export const dayPace = { patienceMs: 120_000, pollMs: 60_000 } as const;

/** The interval of the reconciler. */
export const reconcileEveryMs = 5_000;

/** The interval at which a worker looks whether the database was started anew, and must be compared with the engine. */
export const compareEveryMs = 1_000;

/** The interval of the comparison of clocks: as often as the metrics are read. */
export const compareClocksEveryMs = 15_000;

/** The interval at which a worker looks for mails without a workflow: how long a mail waits at most before its first try. */
export const startMailsEveryMs = 1_000;

/** A minute after the first fault, then twice as long each time. */
export const mailPace = { firstPauseMs: 60_000, slackMs: 30_000 } as const;
