import type { WorkerOptions } from '@temporalio/worker';

/** Activities at once; each may hold one database connection. */
const activitySlots = 20;

/** Messages outside at once: few, because a slow receiver keeps its place for seconds. */
const outsideSlots = 8;

/** How much a worker takes on, and how it lets go; the figures were measured with the engine on the same machine. */
export const workerLimits = {
  activitySlots,
  outsideSlots,
  /** The part that speaks to the world outside, on a queue of its own. */
  outside: {
    maxConcurrentActivityTaskExecutions: outsideSlots,
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

/** How patient the end of a day is: visits close themselves within seconds, cards may take a night. */
export const dayPace = { patienceMs: 120_000, pollMs: 60_000 } as const;

/** How often what the engine does is compared with what the database says. */
export const reconcileEveryMs = 5_000;
