import { finalSteps, openSteps } from './visit/steps.ts';

/**
 * Names, labels and buckets of everything at `/metrics` (CONTRACT section 6); dashboards and alerts read
 * this table too. Business figures come from PostgreSQL, the others are counted in the process.
 */
export const waitBuckets = [30, 60, 120, 180, 240, 300, 420, 600, 900, 1800, 3600] as const;
export const stepBuckets = [15, 30, 60, 120, 300, 600, 1200, 2400] as const;
export const boardBuckets = [0.025, 0.045, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10] as const;
export const httpBuckets = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5] as const;

/** The label values of `outcome`: how a visit ended. */
export const outcomes = finalSteps;
/** The label values of `step` for durations and open visits. */
export const measuredSteps = openSteps;

export const moveResults = ['written', 'repeated', 'refused', 'failed'] as const;
export type MoveResult = (typeof moveResults)[number];

export const metrics = {
  visits: {
    name: 'kunjung_visits_total',
    help: 'Visits that ended, by how they ended.',
    labelNames: ['office', 'outcome'],
  },
  slaVisits: {
    name: 'kunjung_sla_visits_total',
    help: 'Visits with a settled verdict on the promise.',
    labelNames: ['office', 'verdict'],
  },
  slaWait: {
    name: 'kunjung_sla_wait_seconds',
    help: 'Guest book submitted to service, of visits that were served.',
    labelNames: ['office'],
    buckets: waitBuckets,
  },
  queueWait: {
    name: 'kunjung_queue_wait_seconds',
    help: 'Ticket to first call.',
    labelNames: ['office'],
    buckets: waitBuckets,
  },
  stepDuration: {
    name: 'kunjung_step_duration_seconds',
    help: 'Time spent in a step, closed visits left out.',
    labelNames: ['office', 'step'],
    buckets: stepBuckets,
  },
  visitsOpen: {
    name: 'kunjung_visits_open',
    help: 'Visits going on now, by step.',
    labelNames: ['office', 'step'],
  },
  oldestUnserved: {
    name: 'kunjung_oldest_unserved_timestamp_seconds',
    help: 'When the longest-waiting visitor submitted the guest book; 0 when nobody waits.',
    labelNames: ['office'],
  },
  idsHeld: {
    name: 'kunjung_ids_held',
    help: 'Identity cards held at the desk now.',
    labelNames: ['office'],
  },
  ratings: {
    name: 'kunjung_ratings_total',
    help: 'Overall ratings of days that have ended.',
    labelNames: ['office', 'score'],
  },
  callToBoard: {
    name: 'kunjung_call_to_board_seconds',
    help: 'Call recorded to painted on a board.',
    labelNames: [],
    buckets: boardBuckets,
  },
  boardsConnected: {
    name: 'kunjung_boards_connected',
    help: 'Boards connected to this process.',
    labelNames: ['office'],
  },
  httpDuration: {
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'code'],
    buckets: httpBuckets,
  },
  storeUp: {
    name: 'kunjung_store_up',
    help: 'Whether the figures from the database are current.',
    labelNames: [],
  },
  moves: {
    name: 'kunjung_moves_total',
    help: 'Attempts to record a move, retries included.',
    labelNames: ['move', 'result'],
  },
} as const;
