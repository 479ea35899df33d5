import type { OverallScore } from '../visitors/rating.ts';
import { overallScores } from '../visitors/rating.ts';
import type { SkmResult } from '../visitors/skm.ts';
import type { IdType } from '../custody/custody.ts';
import type { Verdict } from '../visits/sla.ts';
import type { FinalStep, OpenStep } from '../visits/steps.ts';
import type { EscalationView } from '../visits/views.ts';
import type { IsoTime } from '../time.ts';

/** A distribution in seconds; the percentiles are values that occurred, null when n is 0. */
export interface Durations {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly max: number | null;
}

/** How the promise was kept over some days. n = met + breached. */
export interface SlaReport {
  readonly n: number;
  readonly met: number;
  readonly breached: number;
  readonly running: number;
  readonly excluded: Readonly<Record<string, number>>;
  /** Guest book to service, of the visits that were served; null when none was. */
  readonly seconds: Omit<Durations, 'n'>;
  readonly breaches: readonly {
    readonly visitId: string;
    readonly label: string;
    readonly day: string;
    readonly dueAt: IsoTime;
    readonly servedAt: IsoTime | null;
    readonly seconds: number | null;
  }[];
}

/** How visits end, and how many were entered from paper; `open` are those that go on. */
export type Outcome = FinalStep | 'on-paper' | 'open';

/** Everything a supervisor asks about an office: how it stands now, and how a period went. */
export interface Supervision {
  readonly office: string;
  readonly timeZone: string;
  /** Local days, both included. */
  readonly from: string;
  readonly to: string;
  /** The moment all figures belong to. */
  readonly at: IsoTime;
  readonly now: {
    readonly open: boolean;
    readonly slaSeconds: number;
    /** Verdicts of today's visits so far. */
    readonly met: number;
    readonly breached: number;
    readonly waiting: number;
    readonly waitingSince: IsoTime | null;
    /** Guest book submitted, not served yet: the clock of the promise runs. */
    readonly unserved: readonly { visitId: string; label: string; dueAt: IsoTime }[];
    readonly inLibrary: number;
    /** Visitors of today who still wait past the promise, whether or not somebody has answered for them. */
    readonly alarms: readonly EscalationView[];
    readonly held: readonly {
      visitId: string;
      label: string;
      idType: IdType;
      locker: string;
      since: IsoTime;
      by: string;
      afterClose: boolean;
    }[];
  };
  readonly sla: SlaReport;
  /** What the warnings and breaches of the period set in motion. */
  readonly escalations: {
    /** Visits that came to the warning, and those of them that were still served in time. */
    readonly warned: number;
    readonly saved: number;
    readonly raised: readonly EscalationView[];
  };
  /** Visits whose verdict would be another one by the corrected times; the first one counts. */
  readonly corrected: readonly {
    visitId: string;
    label: string;
    day: string;
    verdict: Verdict | null;
    corrected: Verdict | null;
  }[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly waits: { readonly queue: Durations; readonly service: Durations };
  readonly steps: readonly (Durations & { readonly step: OpenStep })[];
  /** Every hour of the day in which numbers were taken, by the office's clock. */
  readonly hours: readonly (Judged & { readonly hour: number })[];
  /** Every day with visits. */
  readonly days: readonly (Judged & { readonly day: string })[];
  readonly ratings: { readonly counts: Readonly<Record<OverallScore, number>>; readonly skm: SkmResult };
}

/** Numbers taken in a part of the period, and how the promise was kept to those visitors. */
export interface Judged {
  readonly taken: number;
  readonly met: number;
  readonly breached: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

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
} as const satisfies Record<string, (supervision: Supervision) => ReportTable>;

export type ReportName = keyof typeof reports;
export const reportNames = Object.keys(reports) as ReportName[];
