import type { Metric } from '../domain/metrics.ts';

/** The name of a label at a metric; a histogram's buckets have their edge as well. */
type LabelOf<M extends Metric> = M['labelNames'][number] | 'le';

/** Conditions on labels, such as `{ office: '=~"…"' }`; a label the metric does not have does not compile. */
export type Matchers<M extends Metric> = Partial<Record<LabelOf<M>, string>>;

export type Part = '' | '_bucket' | '_sum' | '_count';

export interface Asked<M extends Metric> {
  readonly where?: Matchers<M>;
  readonly part?: Part;
}

export const is = (value: string): string => `="${value}"`;
export const isOneOf = (values: readonly string[]): string => `=~"${values.join('|')}"`;
/** An edge as Prometheus 2 and 3 write it (300 and 300.0), for a string of PromQL. */
export const edge = (seconds: number): string => `=~"${seconds}(\\\\.0)?"`;

/** A metric's series under some conditions. */
export function series<M extends Metric>(metric: M, { where = {}, part = '' }: Asked<M> = {}): string {
  const conditions = Object.entries(where).map(([label, condition]) => `${label}${String(condition)}`);
  return `${metric.name}${part}${conditions.length > 0 ? `{${conditions.join(',')}}` : ''}`;
}

/** Figures from the database are alike on every api: one of them is taken, they are never added up. */
const once = (metric: Metric, expression: string): string =>
  metric.source === 'store' ? `max without (instance) (${expression})` : expression;

/** A gauge as it stands. */
export function now<M extends Metric>(metric: M, asked: Asked<M> = {}): string {
  return once(metric, series(metric, asked));
}

/** By how much a counter, or the counters of a histogram, grew in a window. */
export function grown<M extends Metric>(metric: M, window: string, asked: Asked<M> = {}): string {
  return once(metric, `increase(${series(metric, asked)}[${window}])`);
}

/** The sum over everything else, kept apart by some labels. */
export function total(expression: string, by: readonly string[] = []): string {
  return by.length > 0 ? `sum by (${by.join(', ')}) (${expression})` : `sum(${expression})`;
}

/** A share of two sums; nothing, instead of 0/0, while there is nothing to divide by. */
export function share(part: string, whole: string): string {
  return `${part} / (${whole} > 0)`;
}

/** The same for parts that are kept apart by labels, of one whole. */
export function shares(parts: string, whole: string): string {
  return `${parts} / on () group_left () (${whole} > 0)`;
}

export interface QuantileAsked<M extends Metric> {
  readonly q: number;
  readonly window: string;
  readonly where?: Matchers<M>;
  readonly by?: readonly string[];
}

/** A quantile of all observations together; nothing while there are none. */
export function quantile<M extends Metric>(metric: M, { q, window, where = {}, by = [] }: QuantileAsked<M>) {
  const buckets = total(grown(metric, window, { where, part: '_bucket' }), ['le', ...by]);
  const count = total(grown(metric, window, { where, part: '_count' }), by);
  return `histogram_quantile(${q}, ${buckets}) and on (${by.join(', ')}) ${count} > 0`;
}

/** The mean of a histogram in seconds: the sum by the number, over all series together. */
export function mean<M extends Metric>(metric: M, { window, where = {} }: Omit<QuantileAsked<M>, 'q'>) {
  return share(
    total(grown(metric, window, { where, part: '_sum' })),
    total(grown(metric, window, { where, part: '_count' })),
  );
}
