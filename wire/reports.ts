import { overallScores } from '../domain/visitors/rating.ts';
import type { ReportName } from '../domain/supervision/report-names.ts';
import type { Durations, Judged, Supervision } from './supervision.ts';

/** Mean of the answered overall ratings, or null when nobody answered. */
export function meanScoreOf(counts: Supervision['ratings']['counts']): { n: number; mean: number | null } {
  const n = overallScores.reduce((sum, score) => sum + counts[score], 0);
  const total = overallScores.reduce((sum, score) => sum + score * counts[score], 0);
  return { n, mean: n === 0 ? null : total / n };
}

/** Share of visits on time, 0 to 1, or null when none was judged. */
export function onTimeOf({ met, breached }: Pick<Judged, 'met' | 'breached'>): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

/** What stands in a column of a report's table, and how it is written. */
export const columnKinds = {
  number: 'text',
  day: 'day',
  hour: 'count',
  wait: 'word',
  step: 'word',
  outcome: 'word',
  element: 'word',
  score: 'count',
  card: 'word',
  locker: 'text',
  by: 'text',
  since: 'moment',
  dueAt: 'time',
  servedAt: 'time',
  seconds: 'seconds',
  times: 'count',
  acknowledgedAt: 'time',
  acknowledgedIn: 'seconds',
  state: 'word',
  n: 'count',
  taken: 'count',
  met: 'count',
  breached: 'count',
  onTime: 'share',
  p50: 'seconds',
  p90: 'seconds',
  max: 'seconds',
  nrr: 'score',
  weighted: 'score',
} as const satisfies Record<
  string,
  'text' | 'word' | 'day' | 'time' | 'moment' | 'count' | 'seconds' | 'share' | 'score'
>;

export type Column = keyof typeof columnKinds;
type Cell = string | number | null;

/** A report as rows, for screens and files alike. */
export interface ReportTable {
  readonly columns: readonly Column[];
  /** `visitId` leads to the visit's story. */
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly visitId?: string }[];
}

const durationColumns = ['n', 'p50', 'p90', 'max'] as const;
const durationCells = ({ n, p50, p90, max }: Durations): Cell[] => [n, p50, p90, max];
const judgedColumns = ['taken', 'n', 'met', 'breached', 'onTime', 'p50', 'p90'] as const;
const judgedCells = (judged: Judged): Cell[] => {
  const { taken, met, breached, p50, p90 } = judged;
  return [taken, met + breached, met, breached, onTimeOf(judged), p50, p90];
};

/** The reports, each a table of its own. */
export const reports = {
  days: ({ days }) => ({
    columns: ['day', ...judgedColumns],
    rows: days.map((day) => ({ cells: [day.day, ...judgedCells(day)] })),
  }),
  hours: ({ hours }) => ({
    columns: ['hour', ...judgedColumns],
    rows: hours.map((hour) => ({ cells: [hour.hour, ...judgedCells(hour)] })),
  }),
  breaches: ({ sla }) => ({
    columns: ['number', 'day', 'dueAt', 'servedAt', 'seconds'],
    rows: sla.breaches.map(({ visitId, label, day, dueAt, servedAt, seconds }) => ({
      visitId,
      cells: [label, day, dueAt, servedAt, seconds],
    })),
  }),
  escalations: ({ escalations }) => ({
    columns: ['number', 'day', 'dueAt', 'times', 'acknowledgedAt', 'acknowledgedIn', 'by', 'state'],
    rows: escalations.raised.map(({ visitId, label, day, dueAt, raisedAt, times, acknowledged, state }) => ({
      visitId,
      cells: [
        label,
        day,
        dueAt,
        times,
        acknowledged?.at ?? null,
        acknowledged && (Date.parse(acknowledged.at) - Date.parse(raisedAt)) / 1000,
        acknowledged?.by ?? null,
        state,
      ],
    })),
  }),
  outcomes: ({ outcomes }) => ({
    columns: ['outcome', 'n'],
    rows: Object.entries(outcomes).map((entry) => ({ cells: entry })),
  }),
  waits: ({ waits }) => ({
    columns: ['wait', ...durationColumns],
    rows: Object.entries(waits).map(([wait, durations]) => ({ cells: [wait, ...durationCells(durations)] })),
  }),
  steps: ({ steps }) => ({
    columns: ['step', ...durationColumns],
    rows: steps.map((step) => ({ cells: [step.step, ...durationCells(step)] })),
  }),
  ratings: ({ ratings }) => ({
    columns: ['score', 'n'],
    rows: overallScores.map((score) => ({ cells: [score, ratings.counts[score]] })),
  }),
  skm: ({ ratings }) => ({
    columns: ['element', 'n', 'nrr', 'weighted'],
    rows: ratings.skm.elements.map(({ element, n, nrr, weighted }) => ({
      cells: [element, n, nrr, weighted],
    })),
  }),
  held: ({ now }) => ({
    columns: ['number', 'card', 'locker', 'since', 'by'],
    rows: now.held.map(({ visitId, label, idType, locker, since, by }) => ({
      visitId,
      cells: [label, idType, locker, since, by],
    })),
  }),
} as const satisfies Record<ReportName, (supervision: Supervision) => ReportTable>;
