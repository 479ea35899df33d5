import { attachmentRoomBytes } from '../../../domain/complaints/attachments.ts';
import { mailFaults, mailKinds, pendingStages } from '../../../domain/mail/mail.ts';
import {
  attachmentRooms,
  boardBuckets,
  clockPairs,
  deliveryResults,
  engineCalls,
  engineResults,
  httpBuckets,
  jobs,
  mendResults,
  metrics,
  moveResults,
  poolStates,
  softcopyResults,
  syntheticResults,
} from '../../../domain/metrics.ts';
import { softcopyTerms } from '../../../domain/softcopies/request.ts';
import { escalationChannels } from '../../../domain/supervision/escalation.ts';
import { visitFaults } from '../../../domain/visits/record.ts';
import { moveNames } from '../../../domain/visits/steps.ts';
import { outside } from '../../../grafana/outside.ts';
import { day, end } from './month.ts';
import { named, type Series } from './series.ts';

const began = end - 30 * day;

/** A counter that grows evenly. */
const steady = (perHour: number) => (at: number) => Math.floor(((at - began) / 3_600_000) * perHour);

/** A histogram whose observations spread evenly over its buckets, the last bucket left out. */
function spread(
  name: string,
  labels: Readonly<Record<string, string>>,
  { buckets, perHour }: { buckets: readonly number[]; perHour: number },
): Series[] {
  return [
    ...buckets.map((edge, index) => ({
      name: named(`${name}_bucket`, { ...labels, le: String(edge) }),
      at: steady((perHour * (index + 1)) / buckets.length),
    })),
    { name: named(`${name}_bucket`, { ...labels, le: '+Inf' }), at: steady(perHour) },
    { name: named(`${name}_sum`, labels), at: steady(perHour * (buckets[2] ?? 1)) },
    { name: named(`${name}_count`, labels), at: steady(perHour) },
  ];
}

const still = (name: string, labels: Readonly<Record<string, string>>, value: number): Series => ({
  name: named(name, labels),
  at: () => value,
});
const growing = (name: string, labels: Readonly<Record<string, string>>, perHour: number): Series => ({
  name: named(name, labels),
  at: steady(perHour),
});

function nodeSeries(labels: Readonly<Record<string, string>>): Series[] {
  return [
    still(outside.up, labels, 1),
    still(outside.eventLoopLag, labels, 0.012),
    still(outside.heapUsed, labels, 60e6),
    still(outside.memory, labels, 140e6),
    growing(outside.cpu, labels, 90),
    still(outside.startTime, labels, began / 1000),
  ];
}

function apiSeries(instance: string): Series[] {
  const labels = { instance, job: jobs.api };
  const routes = [
    { method: 'GET', route: '/api/v1/offices/:office/board', code: '200', perHour: 900 },
    { method: 'POST', route: '/api/v1/visits/:visitId/moves', code: '200', perHour: 120 },
    { method: 'POST', route: '/api/v1/visits/:visitId/moves', code: '503', perHour: 3 },
  ];
  return [
    ...nodeSeries(labels),
    ...routes.flatMap(({ perHour, ...route }) =>
      spread(metrics.httpDuration.name, { ...labels, ...route }, { buckets: httpBuckets, perHour }),
    ),
    ...engineCalls.flatMap((call) =>
      engineResults.flatMap((result) =>
        spread(metrics.engineCall.name, { ...labels, call, result }, { buckets: httpBuckets, perHour: 40 }),
      ),
    ),
    ...spread(metrics.callToBoard.name, labels, { buckets: boardBuckets, perHour: 30 }),
    ...['database', 'engine', 'worker', 'listener'].map((part) =>
      still(metrics.partUp.name, { ...labels, part }, 1),
    ),
    ...poolStates.map((state) => still(metrics.poolConnections.name, { ...labels, state }, 2)),
    still(metrics.boardsConnected.name, { ...labels, office: '6500' }, 1),
    still(metrics.boardsBehind.name, { ...labels, office: '6500' }, 0),
    ...['invariant_custody_open', 'invariant_numbers_gapless'].map((invariant) =>
      still(metrics.invariantViolations.name, { ...labels, invariant }, 0),
    ),
    ...visitFaults.map((fault) => still(metrics.visitsUnmatched.name, { ...labels, fault }, 0)),
    { name: named(metrics.storesCompared.name, labels), at: (at) => at / 1000 - 6 },
    ...mailKinds.flatMap((kind) =>
      pendingStages.map((stage) => still(metrics.mails.name, { ...labels, kind, stage }, 4)),
    ),
    ...mailFaults.map((fault) => still(metrics.mailsDead.name, { ...labels, fault }, 0)),
    { name: named(metrics.mailOldestQueued.name, labels), at: (at) => at / 1000 - 30 },
    still(metrics.softcopiesWaiting.name, labels, 2),
    { name: named(metrics.softcopyOldestWaiting.name, labels), at: (at) => at / 1000 - 20 },
    still(metrics.softcopyBytes.name, labels, 400_000_000),
    still(metrics.softcopyMostBytes.name, labels, softcopyTerms.mostBytes),
    ...attachmentRooms.flatMap((room) => [
      still(metrics.attachmentBytes.name, { ...labels, room }, 200_000_000),
      still(metrics.attachmentMostBytes.name, { ...labels, room }, attachmentRoomBytes[room]),
    ]),
    still(metrics.storeUp.name, labels, 1),
    { name: named(metrics.storeLastSuccess.name, labels), at: (at) => at / 1000 - 4 },
    still(metrics.buildInfo.name, { ...labels, version: '0.1.0' }, 1),
    ...syntheticResults.map((result) =>
      growing(metrics.synthetic.name, { ...labels, result }, result === 'ok' ? 59.5 : 0.5),
    ),
  ];
}

/** The worker, with the names of the Temporal SDK; what failed once has a series, what never did has none. */
function workerSeries(): Series[] {
  const labels = { instance: '127.0.0.1:9465', job: jobs.worker };
  const taskBuckets = [0.05, 0.1, 0.2, 0.5, 1, 5];
  return [
    ...nodeSeries(labels),
    ...moveNames.flatMap((move) =>
      moveResults.map((result) => growing(metrics.moves.name, { ...labels, move, result }, 12)),
    ),
    ...escalationChannels.flatMap((channel) =>
      deliveryResults.map((result) =>
        growing(metrics.escalationDeliveries.name, { ...labels, channel, result }, 2),
      ),
    ),
    ...mailKinds.flatMap((kind) =>
      deliveryResults.map((result) => growing(metrics.mailTries.name, { ...labels, kind, result }, 3)),
    ),
    ...softcopyResults.map((result) => growing(metrics.softcopyTries.name, { ...labels, result }, 2)),
    still(metrics.importsOn.name, labels, 1),
    ...visitFaults.flatMap((fault) =>
      mendResults.map((result) => growing(metrics.visitsMended.name, { ...labels, fault, result }, 1)),
    ),
    ...clockPairs.map((between) => still(metrics.clockSkew.name, { ...labels, between }, 0.002)),
    ...spread(outside.taskWait, labels, { buckets: taskBuckets, perHour: 300 }),
    ...spread(outside.activityWait, labels, { buckets: taskBuckets, perHour: 200 }),
    growing(outside.requestFailures, { ...labels, operation: 'PollWorkflowTaskQueue' }, 1),
    growing(outside.activityFailures, { ...labels, activity_type: 'recordMove' }, 1),
    growing(outside.localActivityFailures, { ...labels, activity_type: 'surveyDay' }, 1),
    ...['WorkflowWorker', 'ActivityWorker'].map((worker_type) =>
      still(outside.slotsAvailable, { ...labels, worker_type }, 40),
    ),
    ...['workflow_task', 'activity_task'].map((poller_type) =>
      still(outside.pollers, { ...labels, poller_type }, 5),
    ),
    growing(outside.evictions, labels, 0.2),
  ];
}

/** What processes count themselves: even streams, enough for every panel to have something to show. */
export const machineSeries = (instances: readonly string[]): Series[] => [
  ...instances.flatMap(apiSeries),
  ...workerSeries(),
];
