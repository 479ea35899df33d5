import { finalSteps, openSteps } from './visits/steps.ts';

/**
 * Names, labels and buckets of everything at `/metrics`;
 * dashboards and alert rules are made from this table too.
 *
 * `source` says who counts: `store` figures are read from PostgreSQL and alike on every api, so they are
 * asked for under `max without (instance)`; `api` and `worker` figures belong to one process and are summed.
 */
export const waitBuckets = [30, 60, 120, 180, 240, 300, 420, 600, 900, 1800, 3600] as const;
export const stepBuckets = [15, 30, 60, 120, 300, 600, 1200, 2400] as const;
export const boardBuckets = [0.025, 0.045, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10] as const;
export const acknowledgeBuckets = [30, 60, 120, 300, 900] as const;
export const httpBuckets = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5] as const;

/** The label values of `outcome`: how a visit ended. */
export const outcomes = finalSteps;
/** The label values of `step` for durations and open visits. */
export const measuredSteps = openSteps;

export const moveResults = ['written', 'repeated', 'refused', 'failed'] as const;
export type MoveResult = (typeof moveResults)[number];

/** The result of putting right a visit that differs from its workflow. */
export const mendResults = ['mended', 'failed'] as const;

/** The calls of the api to the engine. */
export const engineCalls = ['check-in', 'move', 'reconcile'] as const;
export type EngineCall = (typeof engineCalls)[number];

/** `refused` is an answer too: the engine was reachable and refused. */
export const engineResults = ['answered', 'refused', 'unavailable'] as const;
export type EngineResult = (typeof engineResults)[number];

export const syntheticResults = ['ok', 'failed'] as const;
export type SyntheticResult = (typeof syntheticResults)[number];

/** The result of one try to send a breach notification or a mail. */
/** What a try to make a copy ended with. */
export const softcopyResults = ['made', 'failed', 'given-up'] as const;

export const deliveryResults = ['sent', 'failed'] as const;

/**
 * The rooms that attachments fill: of all, what of it complainants may fill, and what those of an office may send before
 * anybody verified it.
 */
export const attachmentRooms = ['all', 'complainants', 'unverified'] as const;
export type AttachmentRoom = (typeof attachmentRooms)[number];

/** Whether a complaint was answered by its due time. */
export const answerResults = ['in-time', 'late'] as const;
export type AnswerResult = (typeof answerResults)[number];

/** The counted events around a breach; `saved` is a warned visit that was then served in time. */
export const escalationCounts = ['warned', 'saved', 'raised', 'acknowledged'] as const;

export const poolStates = ['busy', 'idle', 'waiting'] as const;
export type PoolState = (typeof poolStates)[number];

/** The clocks that are compared: the first is ahead when the difference is positive. */
export const clockPairs = ['engine-database', 'host-database'] as const;

/** The jobs under which Prometheus scrapes the two processes. */
export const jobs = { api: 'kunjung-api', worker: 'kunjung-worker' } as const;

export type MetricType = 'counter' | 'gauge' | 'histogram';

/** One name at `/metrics`. Only histograms have buckets. */
export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  readonly source: 'store' | 'api' | 'worker';
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly buckets?: readonly number[];
}

export const metrics = {
  visits: {
    name: 'kunjung_visits_total',
    type: 'counter',
    source: 'store',
    help: 'Visits that ended, by how they ended.',
    labelNames: ['office', 'outcome'],
  },
  slaVisits: {
    name: 'kunjung_sla_visits_total',
    type: 'counter',
    source: 'store',
    help: 'Visits with a settled verdict on the promise.',
    labelNames: ['office', 'verdict'],
  },
  slaWait: {
    name: 'kunjung_sla_wait_seconds',
    type: 'histogram',
    source: 'store',
    help: 'Guest book submitted to service, of visits that were served.',
    labelNames: ['office'],
    buckets: waitBuckets,
  },
  queueWait: {
    name: 'kunjung_queue_wait_seconds',
    type: 'histogram',
    source: 'store',
    help: 'Ticket to first call.',
    labelNames: ['office'],
    buckets: waitBuckets,
  },
  stepDuration: {
    name: 'kunjung_step_duration_seconds',
    type: 'histogram',
    source: 'store',
    help: 'Time spent in a step, closed visits left out.',
    labelNames: ['office', 'step'],
    buckets: stepBuckets,
  },
  visitsOpen: {
    name: 'kunjung_visits_open',
    type: 'gauge',
    source: 'store',
    help: 'Visits going on now, by step.',
    labelNames: ['office', 'step'],
  },
  oldestUnserved: {
    name: 'kunjung_oldest_unserved_timestamp_seconds',
    type: 'gauge',
    source: 'store',
    help: 'When the longest-waiting visitor submitted the guest book; 0 when nobody waits.',
    labelNames: ['office'],
  },
  slaLimit: {
    name: 'kunjung_sla_limit_seconds',
    type: 'gauge',
    source: 'store',
    help: 'The promise of the policy that holds now.',
    labelNames: ['office'],
  },
  officeOpen: {
    name: 'kunjung_office_open',
    type: 'gauge',
    source: 'store',
    help: '1 while the office serves, 0 outside its hours, in a break, on a holiday or when closed out of turn.',
    labelNames: ['office'],
  },
  idsHeld: {
    name: 'kunjung_ids_held',
    type: 'gauge',
    source: 'store',
    help: 'Identity cards held at the desk now.',
    labelNames: ['office'],
  },
  idsHeldAfterClose: {
    name: 'kunjung_ids_held_after_close',
    type: 'gauge',
    source: 'store',
    help: 'Identity cards of visits whose closing time is past.',
    labelNames: ['office'],
  },
  ratings: {
    name: 'kunjung_ratings_total',
    type: 'counter',
    source: 'store',
    help: 'Overall ratings of days that have ended.',
    labelNames: ['office', 'score'],
  },
  libraryUses: {
    name: 'kunjung_library_uses_total',
    type: 'counter',
    source: 'store',
    help: 'Searches of the collection, those that found nothing, registrations, softcopies fetched, and in-room uses of days that have ended.',
    labelNames: ['office', 'use'],
  },
  complaintsReceived: {
    name: 'kunjung_complaints_received_total',
    type: 'counter',
    source: 'store',
    help: 'Complaints received, by how they came.',
    labelNames: ['office', 'channel'],
  },
  complaintsClassified: {
    name: 'kunjung_complaints_classified_total',
    type: 'counter',
    source: 'store',
    help: 'Complaints verified, by the kind they were first found to be.',
    labelNames: ['office', 'kind'],
  },
  complaintAnswers: {
    name: 'kunjung_complaint_answers_total',
    type: 'counter',
    source: 'store',
    help: 'Answers to complaints, by whether they came by their due time.',
    labelNames: ['office', 'result'],
  },
  complaintsOpen: {
    name: 'kunjung_complaints_open',
    type: 'gauge',
    source: 'store',
    help: 'Complaints that are not done with, by stage.',
    labelNames: ['office', 'stage'],
  },
  complaintsOverdue: {
    name: 'kunjung_complaints_overdue',
    type: 'gauge',
    source: 'store',
    help: 'Complaints for which something owed is overdue now, by what.',
    labelNames: ['office', 'due'],
  },
  attachmentBytes: {
    name: 'kunjung_attachments_bytes',
    type: 'gauge',
    source: 'store',
    help: 'The bytes that fill each room of attachments; of the unverified, those of the office that has most.',
    labelNames: ['room'],
  },
  attachmentMostBytes: {
    name: 'kunjung_attachments_most_bytes',
    type: 'gauge',
    source: 'store',
    help: 'The bytes that each room of attachments has; from there on none is taken on.',
    labelNames: ['room'],
  },
  escalations: {
    name: 'kunjung_escalations_total',
    type: 'counter',
    source: 'store',
    help: 'Visits warned of, saved before the breach, raised for the supervisor and acknowledged, once settled.',
    labelNames: ['office', 'event'],
  },
  escalationsWaiting: {
    name: 'kunjung_escalations_waiting',
    type: 'gauge',
    source: 'store',
    help: 'Visitors past the promise who wait now and whom nobody has answered for.',
    labelNames: ['office'],
  },
  acknowledgeTime: {
    name: 'kunjung_escalation_acknowledged_seconds',
    type: 'histogram',
    source: 'store',
    help: 'Raised for the supervisor to acknowledged.',
    labelNames: ['office'],
    buckets: acknowledgeBuckets,
  },
  invariantViolations: {
    name: 'kunjung_invariant_violations',
    type: 'gauge',
    source: 'store',
    help: 'Rows that break a rule which must always hold; absent when it was not looked at for five minutes.',
    labelNames: ['invariant'],
  },
  visitsUnmatched: {
    name: 'kunjung_visits_unmatched',
    type: 'gauge',
    source: 'store',
    help: 'Visits that differ from their workflow now, by what differs.',
    labelNames: ['fault'],
  },
  storesCompared: {
    name: 'kunjung_stores_compared_timestamp_seconds',
    type: 'gauge',
    source: 'store',
    help: 'When the open visits were last compared with the engine; 0 when never.',
    labelNames: [],
  },
  storeUp: {
    name: 'kunjung_store_up',
    type: 'gauge',
    source: 'api',
    help: 'Whether the figures from the database are current.',
    labelNames: [],
  },
  storeLastSuccess: {
    name: 'kunjung_store_last_success_timestamp_seconds',
    type: 'gauge',
    source: 'api',
    help: 'When the figures were last read from the database; 0 when never.',
    labelNames: [],
  },
  callToBoard: {
    name: 'kunjung_call_to_board_seconds',
    type: 'histogram',
    source: 'api',
    help: 'Call recorded to painted on a board.',
    labelNames: [],
    buckets: boardBuckets,
  },
  boardsConnected: {
    name: 'kunjung_boards_connected',
    type: 'gauge',
    source: 'api',
    help: 'Boards connected to this process.',
    labelNames: ['office'],
  },
  boardsBehind: {
    name: 'kunjung_boards_behind',
    type: 'gauge',
    source: 'api',
    help: 'Connected boards that have shown less than the database for five seconds.',
    labelNames: ['office'],
  },
  engineCall: {
    name: 'kunjung_engine_call_seconds',
    type: 'histogram',
    source: 'api',
    help: 'Time until the engine answered.',
    labelNames: ['call', 'result'],
    buckets: httpBuckets,
  },
  partUp: {
    name: 'kunjung_part_up',
    type: 'gauge',
    source: 'api',
    help: 'Whether a part can be reached from this process, as /readyz tells it.',
    labelNames: ['part'],
  },
  poolConnections: {
    name: 'kunjung_pool_connections',
    type: 'gauge',
    source: 'api',
    help: 'Connections to the database, and who waits for one.',
    labelNames: ['state'],
  },
  httpDuration: {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    source: 'api',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'code'],
    buckets: httpBuckets,
  },
  synthetic: {
    name: 'kunjung_synthetic_visits_total',
    type: 'counter',
    source: 'api',
    help: 'Synthetic visits through the whole service, by result.',
    labelNames: ['result'],
  },
  moves: {
    name: 'kunjung_moves_total',
    type: 'counter',
    source: 'worker',
    help: 'Attempts to record a move, retries included.',
    labelNames: ['move', 'result'],
  },
  visitsMended: {
    name: 'kunjung_visits_mended_total',
    type: 'counter',
    source: 'worker',
    help: 'Visits that differed from their workflow, by what differed and whether it was put right.',
    labelNames: ['fault', 'result'],
  },
  mails: {
    name: 'kunjung_mails',
    type: 'gauge',
    source: 'store',
    help: 'Mails that wait, and those that were given up and can still be sent again.',
    labelNames: ['kind', 'stage'],
  },
  mailsDead: {
    name: 'kunjung_mails_dead',
    type: 'gauge',
    source: 'store',
    help: 'Mails that were given up and can still be sent again, by what they met last.',
    labelNames: ['fault'],
  },
  mailOldestQueued: {
    name: 'kunjung_mail_oldest_queued_timestamp_seconds',
    type: 'gauge',
    source: 'store',
    help: 'When the mail that waits longest was queued; 0 when none waits.',
    labelNames: [],
  },
  mailTries: {
    name: 'kunjung_mail_tries_total',
    type: 'counter',
    source: 'worker',
    help: 'Tries to send a mail.',
    labelNames: ['kind', 'result'],
  },
  importedAt: {
    name: 'kunjung_collection_import_success_timestamp_seconds',
    type: 'gauge',
    source: 'store',
    help: "When the office's collection was last imported without a fault, or first tried; 0 where nobody imports.",
    labelNames: ['office'],
  },
  importsOn: {
    name: 'kunjung_collection_imports_on',
    type: 'gauge',
    source: 'worker',
    help: '1 where collections are imported every night.',
    labelNames: [],
  },
  softcopiesWaiting: {
    name: 'kunjung_softcopies_waiting',
    type: 'gauge',
    source: 'store',
    help: 'Requests for a copy of a publication that wait or are being made.',
    labelNames: [],
  },
  softcopyOldestWaiting: {
    name: 'kunjung_softcopies_oldest_waiting_timestamp_seconds',
    type: 'gauge',
    source: 'store',
    help: 'When the copy that is waited for longest was asked for; 0 when none is waited for.',
    labelNames: [],
  },
  softcopyBytes: {
    name: 'kunjung_softcopies_bytes',
    type: 'gauge',
    source: 'store',
    help: 'The bytes of all copies that can be fetched, and of the originals of those that wait.',
    labelNames: [],
  },
  softcopyMostBytes: {
    name: 'kunjung_softcopies_most_bytes',
    type: 'gauge',
    source: 'store',
    help: 'The bytes that all copies may have together; from there on none is taken on.',
    labelNames: [],
  },
  softcopyTries: {
    name: 'kunjung_softcopy_tries_total',
    type: 'counter',
    source: 'worker',
    help: 'Tries to make a copy of a publication: made, failed and tried again, given up.',
    labelNames: ['result'],
  },
  escalationDeliveries: {
    name: 'kunjung_escalation_deliveries_total',
    type: 'counter',
    source: 'worker',
    help: 'Tries to tell people outside of a broken promise.',
    labelNames: ['channel', 'result'],
  },
  clockSkew: {
    name: 'kunjung_clock_skew_seconds',
    type: 'gauge',
    source: 'worker',
    help: "How far the engine's clock, and the worker's own, are ahead of the database's.",
    labelNames: ['between'],
  },
  buildInfo: {
    name: 'kunjung_build_info',
    type: 'gauge',
    source: 'api',
    help: 'Always 1; the label tells the version.',
    labelNames: ['version'],
  },
} as const satisfies Record<string, Metric>;
