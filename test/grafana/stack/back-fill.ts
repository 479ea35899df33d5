import { owed } from '../../../domain/complaints/due-times.ts';
import { channels, complaintKinds, openStages } from '../../../domain/complaints/steps.ts';
import {
  answerResults,
  escalationCounts,
  measuredSteps,
  metrics,
  outcomes,
  type Metric,
} from '../../../domain/metrics.ts';
import { libraryUses } from '../../../domain/supervision/library-uses.ts';
import { overallScores } from '../../../domain/ratings/rating.ts';
import { settledVerdicts } from '../../../domain/visits/sla.ts';
import { machineSeries } from './machines.ts';
import { day, end, escalationOf, minute, offices, slaSeconds, staysOf, type PlayedVisit } from './month.ts';
import { named, type Series } from './series.ts';

/**
 * Every six hours, every half hour in the last week, every two minutes in the last eight hours: as much as the
 * windows of the panels need, because a block is written for each two hours. All steps end at `end`.
 */
function sampleTimes(): number[] {
  const hour = 60 * minute;
  const every = (step: number, since: number) =>
    Array.from({ length: since / step + 1 }, (_none, index) => end - since + index * step);
  const steps = [...every(6 * hour, 29 * day), ...every(hour / 2, 7 * day), ...every(2 * minute, 8 * hour)];
  return [...new Set(steps)].toSorted((a, b) => a - b);
}

/** How many of some instants are past; asked for instants that never fall. */
function passed(instants: readonly number[]): (at: number) => number {
  const sorted = instants.toSorted((a, b) => a - b);
  let reached = 0;
  return (at) => {
    while (reached < sorted.length && (sorted[reached] ?? Infinity) <= at) reached += 1;
    return reached;
  };
}

interface Observation {
  readonly at: number;
  readonly seconds: number;
}

function histogram(
  { name, buckets = [] }: Metric,
  labels: Readonly<Record<string, string>>,
  observed: readonly Observation[],
): Series[] {
  const below = (edge: number) =>
    passed(observed.filter(({ seconds }) => seconds <= edge).map(({ at }) => at));
  const sorted = observed.toSorted((a, b) => a.at - b.at);
  const sums = sorted.reduce<number[]>((all, { seconds }) => [...all, (all.at(-1) ?? 0) + seconds], []);
  const count = passed(sorted.map(({ at }) => at));
  const forSum = passed(sorted.map(({ at }) => at));
  return [
    ...buckets.map((edge) => ({
      name: named(`${name}_bucket`, { ...labels, le: String(edge) }),
      at: below(edge),
    })),
    { name: named(`${name}_bucket`, { ...labels, le: '+Inf' }), at: below(Infinity) },
    { name: named(`${name}_sum`, labels), at: (at) => sums[forSum(at) - 1] ?? 0 },
    { name: named(`${name}_count`, labels), at: count },
  ];
}

/** Complaints of some instants: each comes every way, is of every kind, and is answered in time and late. */
function complaintSeries(instants: readonly number[], labels: Readonly<Record<string, string>>): Series[] {
  const counted = ({ name }: Metric, label: string, values: readonly string[]): Series[] =>
    values.map((value) => ({ name: named(name, { ...labels, [label]: value }), at: passed(instants) }));
  const still = ({ name }: Metric, label: string, values: readonly string[]): Series[] =>
    values.map((value) => ({ name: named(name, { ...labels, [label]: value }), at: () => 1 }));
  return [
    ...counted(metrics.complaintsReceived, 'channel', channels),
    ...counted(metrics.complaintsClassified, 'kind', complaintKinds),
    ...counted(metrics.complaintAnswers, 'result', answerResults),
    ...still(metrics.complaintsOpen, 'stage', openStages),
    ...still(metrics.complaintsOverdue, 'due', owed),
  ];
}

/** The business figures of one office as an api tells them, settled facts only. */
function officeSeries(visits: readonly PlayedVisit[], labels: Readonly<Record<string, string>>): Series[] {
  const ended = (outcome: string) => visits.filter((visit) => visit.outcome === outcome);
  const judgedAt = ({ servedAt, endedAt }: PlayedVisit): number => servedAt ?? endedAt;
  const stays = visits.flatMap(staysOf);
  const openAt = (step: string) => (at: number) =>
    stays.filter((stay) => stay.step === step && stay.from <= at && at < stay.to).length;
  const held = (at: number): number =>
    visits.filter(({ custody }) => custody && custody.from <= at && at < custody.to).length;
  const oldest = (at: number): number => {
    const waiting = stays.filter(({ step, from, to }) => step === 'registered' && from <= at && at < to);
    return waiting.length === 0 ? 0 : Math.min(...waiting.map(({ from }) => from)) / 1000;
  };
  const waits = visits.flatMap(({ registeredAt, servedAt }) =>
    registeredAt === null || servedAt === null
      ? []
      : [{ at: servedAt, seconds: (servedAt - registeredAt) / 1000 }],
  );
  const calls = visits.map(({ takenAt, calledAt }) => ({
    at: calledAt,
    seconds: (calledAt - takenAt) / 1000,
  }));
  const escalated = visits.flatMap((visit) => {
    const escalation = escalationOf(visit);
    return escalation ? [{ ...escalation, countedAt: judgedAt(visit) }] : [];
  });
  const counts: Readonly<
    Record<(typeof escalationCounts)[number], (one: (typeof escalated)[number]) => boolean>
  > = {
    warned: () => true,
    saved: ({ saved }) => saved,
    raised: ({ raisedAt }) => raisedAt !== null,
    acknowledged: ({ acknowledgedAt }) => acknowledgedAt !== null,
  };
  const ringing = (at: number): number =>
    escalated.filter(
      ({ raisedAt, acknowledgedAt, countedAt }) =>
        raisedAt !== null && raisedAt <= at && at < (acknowledgedAt ?? countedAt),
    ).length;
  const isOpen = (at: number): number => (new Date(at + 8 * 60 * minute).getUTCHours() < 16 ? 1 : 0);
  const alone = (metric: Metric, at: (instant: number) => number): Series => ({
    name: named(metric.name, labels),
    at,
  });
  return [
    ...outcomes.map((outcome) => ({
      name: named(metrics.visits.name, { ...labels, outcome }),
      at: passed(ended(outcome).map(({ endedAt }) => endedAt)),
    })),
    ...settledVerdicts.map((verdict) => ({
      name: named(metrics.slaVisits.name, { ...labels, verdict }),
      at: passed(visits.filter((visit) => visit.verdict === verdict).map(judgedAt)),
    })),
    ...overallScores.map((score) => ({
      name: named(metrics.ratings.name, { ...labels, score: String(score) }),
      at: passed(visits.filter((visit) => visit.score === score).map(({ ratedAt }) => ratedAt)),
    })),
    // who comes also searches
    ...libraryUses.map((use) => ({
      name: named(metrics.libraryUses.name, { ...labels, use }),
      at: passed(visits.map(({ takenAt }) => takenAt)),
    })),
    // of every hundredth visit somebody complains
    ...complaintSeries(
      visits.filter((_visit, nth) => nth % 100 === 0).map(({ takenAt }) => takenAt),
      labels,
    ),
    { name: named(metrics.importedAt.name, labels), at: (at) => at / 1000 - 3_600 },
    ...measuredSteps.map((step) => ({
      name: named(metrics.visitsOpen.name, { ...labels, step }),
      at: openAt(step),
    })),
    alone(metrics.oldestUnserved, oldest),
    alone(metrics.slaLimit, () => slaSeconds),
    alone(metrics.officeOpen, isOpen),
    alone(metrics.idsHeld, held),
    alone(metrics.idsHeldAfterClose, () => 0),
    ...escalationCounts.map((event) => ({
      name: named(metrics.escalations.name, { ...labels, event }),
      at: passed(escalated.filter(counts[event]).map(({ countedAt }) => countedAt)),
    })),
    alone(metrics.escalationsWaiting, ringing),
    ...histogram(
      metrics.acknowledgeTime,
      labels,
      escalated.flatMap(({ raisedAt, acknowledgedAt, countedAt }) =>
        raisedAt !== null && acknowledgedAt !== null
          ? [{ at: countedAt, seconds: (acknowledgedAt - raisedAt) / 1000 }]
          : [],
      ),
    ),
    ...histogram(metrics.slaWait, labels, waits),
    ...histogram(metrics.queueWait, labels, calls),
    ...measuredSteps.flatMap((step) =>
      histogram(
        metrics.stepDuration,
        { ...labels, step },
        stays.flatMap((stay) =>
          stay.step === step ? [{ at: stay.to, seconds: (stay.to - stay.from) / 1000 }] : [],
        ),
      ),
    ),
  ];
}

/** Two api processes that tell the same, the second only for two days, and what the machines count. */
export function allSeries(visits: readonly PlayedVisit[]): Series[] {
  const replicas = [
    { instance: '127.0.0.1:9464', since: 0 },
    { instance: '127.0.0.1:9564', since: end - 2 * day },
  ];
  const business = replicas.flatMap(({ instance, since }) =>
    offices.flatMap((office) =>
      officeSeries(
        visits.filter((visit) => visit.office === office),
        { office, instance, job: 'kunjung-api' },
      ).map((series) => ({ ...series, since })),
    ),
  );
  return [...business, ...machineSeries(replicas.map(({ instance }) => instance))];
}

/** The series as OpenMetrics text, one part for each day, so that no part is read through for another day's blocks. */
export function* openMetricsByDay(series: readonly Series[]): Generator<string> {
  let lines: string[] = [];
  let current = -1;
  for (const at of sampleTimes()) {
    const ofDay = Math.floor(at / day);
    if (ofDay !== current && lines.length > 0) {
      yield `${lines.join('\n')}\n# EOF\n`;
      lines = [];
    }
    current = ofDay;
    for (const one of series) {
      if (at >= (one.since ?? 0)) lines.push(`${one.name} ${one.at(at)} ${at / 1000}`);
    }
  }
  yield `${lines.join('\n')}\n# EOF\n`;
}
