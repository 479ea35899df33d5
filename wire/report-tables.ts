import { overallScores } from '../domain/visitors/rating.ts';
import type { ReportName } from '../domain/supervision/report-names.ts';
import type { Judged, Supervision } from './supervision.ts';

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

/** The kind of value in a report's column, which decides its format. */
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
type CellOf<C extends Column> = (typeof columnKinds)[C] extends 'text' | 'word' | 'day' | 'time' | 'moment'
  ? string | null
  : number | null;

/** A report as rows, for screens and files alike. */
export interface ReportTable {
  readonly columns: readonly Column[];
  /** `visitId` links to the visit's history, where a row is of one visit. */
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly visitId: string | undefined }[];
}

/** The value of each column: a field of the row, or a function of the row. */
type Columns<Row> = {
  readonly [C in Column]?:
    | { [Field in keyof Row]: Row[Field] extends CellOf<C> ? Field : never }[keyof Row]
    | ((row: Row) => CellOf<C>);
};

/** Fields of a row that no column shows, left out by name. */
type Unshown<Row, Shown> = Exclude<keyof Row, Extract<Shown[keyof Shown], PropertyKey> | 'visitId'>;
type LeftOut<Field extends PropertyKey> = Readonly<Record<Field, 'left out'>>;

/**
 * A report of some rows and what its columns show of them. A column whose field does not exist does not compile,
 * nor does a field that is neither shown nor left out by name.
 */
function report<Row extends object>(readRows: (supervision: Supervision) => readonly Row[]) {
  return <const Shown extends Columns<Row>>(
    shown: Shown,
    ..._leftOut: [Unshown<Row, Shown>] extends [never] ? [] : [LeftOut<Unshown<Row, Shown>>]
  ) =>
    (supervision: Supervision): ReportTable => {
      const columns = Object.keys(shown) as Column[];
      const cellOf = (row: Row, column: Column): Cell => {
        const show = (shown as Columns<Row>)[column];
        return typeof show === 'function' ? show(row) : (row[show as keyof Row] as Cell);
      };
      return {
        columns,
        rows: readRows(supervision).map((row) => ({
          visitId: 'visitId' in row ? String(row.visitId) : undefined,
          cells: columns.map((column) => cellOf(row, column)),
        })),
      };
    };
}

const durationColumns = { n: 'n', p50: 'p50', p90: 'p90', max: 'max' } as const;
const judgedColumns = {
  taken: 'taken',
  n: ({ met, breached }: Judged) => met + breached,
  met: 'met',
  breached: 'breached',
  onTime: onTimeOf,
  p50: 'p50',
  p90: 'p90',
} as const;

/** The reports, one table each. */
export const reports = {
  days: report(({ days }) => days)({ day: 'day', ...judgedColumns }),
  hours: report(({ hours }) => hours)({ hour: 'hour', ...judgedColumns }),
  breaches: report(({ sla }) => sla.breaches)({
    number: 'label',
    day: 'day',
    dueAt: 'dueAt',
    servedAt: 'servedAt',
    seconds: 'seconds',
  }),
  escalations: report(({ escalations }) => escalations.raised)(
    {
      number: 'label',
      day: 'day',
      dueAt: 'dueAt',
      times: 'times',
      acknowledgedAt: ({ acknowledged }) => acknowledged?.at ?? null,
      acknowledgedIn: ({ acknowledged, raisedAt }) =>
        acknowledged && (Date.parse(acknowledged.at) - Date.parse(raisedAt)) / 1000,
      by: ({ acknowledged }) => acknowledged?.by ?? null,
      state: 'state',
    },
    {
      acknowledged: 'left out',
      raisedAt: 'left out',
      registeredAt: 'left out',
      answeredAt: 'left out',
      toldAt: 'left out',
      withdrawnAt: 'left out',
      deliveries: 'left out',
      step: 'left out',
      counter: 'left out',
    },
  ),
  outcomes: report(({ outcomes }) => Object.entries(outcomes).map(([outcome, n]) => ({ outcome, n })))({
    outcome: 'outcome',
    n: 'n',
  }),
  waits: report(({ waits }) => [
    { wait: 'queue', ...waits.queue },
    { wait: 'service', ...waits.service },
  ])({ wait: 'wait', ...durationColumns }),
  steps: report(({ steps }) => steps)({ step: 'step', ...durationColumns }),
  ratings: report(({ ratings }) => overallScores.map((score) => ({ score, n: ratings.counts[score] })))({
    score: 'score',
    n: 'n',
  }),
  skm: report(({ ratings }) => ratings.skm.elements)(
    { element: 'element', n: 'n', nrr: 'nrr', weighted: 'weighted' },
    { sum: 'left out' },
  ),
  held: report(({ now }) => now.held)(
    { number: 'label', card: 'idType', locker: 'locker', since: 'since', by: 'by' },
    { afterClose: 'left out' },
  ),
} as const satisfies Record<ReportName, (supervision: Supervision) => ReportTable>;
