import { loadOf, partNames, sumOf, type Cost, type Costs, type Moment, type PartName } from './load.ts';
import type { StoreBytes } from './stores.ts';

/** One figure of the second point. */
export interface Checked {
  readonly what: string;
  readonly predicted: number;
  readonly measured: number;
  /** The measured one by the predicted. */
  readonly ratio: number;
  /** How far apart they may be, as a factor either way. */
  readonly most: number;
  readonly holds: boolean;
}

/**
 * Half of the processors are left free, so that a load which is half as large again as predicted still leaves a quarter;
 * a fifth of memory and disk is, and a quarter more fills it just. PostgreSQL's own memory is that of its connections,
 * which come and go: within one run it was between 57 and 111 MB whatever the load; all parts together are held to a
 * quarter like the others.
 */
const mostApart = { processor: 1.5, memory: 1.25, connections: 1.5, disk: 1.25, rate: 1.1 } as const;

/** What a point takes: visits a second, processor time and memory of each part, and bytes of a visit. */
export interface Point {
  readonly visitsPerSecond: number;
  readonly cost: Cost;
  readonly bytes: StoreBytes;
}

const names: Readonly<Record<PartName, string>> = {
  api: 'api',
  worker: 'worker',
  engine: 'engine',
  database: 'PostgreSQL',
};

/**
 * What costs foretell of a point: as many visits a second as it was offered, and what those take that were reached. Visits which could not be pressed
 * in time fail by their rate alone.
 */
export function foretell(
  costs: Costs,
  { moment, reached, bytes }: { moment: Moment; reached: number; bytes: StoreBytes },
): Point {
  return {
    visitsPerSecond: moment.visitsPerSecond,
    cost: loadOf(costs, { ...moment, visitsPerSecond: reached }),
    bytes,
  };
}

/** Compares what was predicted of a point with what was measured there. */
export function compare(predicted: Point, measured: Point): Checked[] {
  const row = (what: string, most: number, of: (point: Point) => number): Checked => {
    const [before, after] = [of(predicted), of(measured)];
    const ratio = after / before;
    return {
      what,
      predicted: before,
      measured: after,
      ratio,
      most,
      holds: ratio <= most && ratio >= 1 / most,
    };
  };
  const tables = ({ bytes }: Point): number => Object.values(bytes.tables).reduce((sum, n) => sum + n, 0);
  return [
    row('visits a second', mostApart.rate, ({ visitsPerSecond }) => visitsPerSecond),
    ...partNames.map((part) =>
      row(`${names[part]}, ms a second`, mostApart.processor, ({ cost }) => cost.ms[part]),
    ),
    row('together, ms a second', mostApart.processor, ({ cost }) => sumOf(cost.ms)),
    ...partNames.map((part) => {
      const most = part === 'database' ? mostApart.connections : mostApart.memory;
      return row(`${names[part]}, MB`, most, ({ cost }) => cost.mb[part]);
    }),
    row('together, MB', mostApart.memory, ({ cost }) => sumOf(cost.mb)),
    row('database, bytes a visit, measured twice', mostApart.disk, tables),
    row(
      'engine, bytes a visit, measured twice',
      mostApart.disk,
      ({ bytes }) => bytes.engine + bytes.visibility,
    ),
  ];
}
