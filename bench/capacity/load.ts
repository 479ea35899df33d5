import { screenKinds, type ScreenKind, type Screens } from './screens.ts';

export const partNames = ['api', 'worker', 'engine', 'database'] as const;
export type PartName = (typeof partNames)[number];
export type PerPart = Readonly<Record<PartName, number>>;

/** What something costs each part: processor time in milliseconds, a second or a visit, and memory in MB that is held. */
export interface Cost {
  readonly ms: PerPart;
  readonly mb: PerPart;
}

/** What was measured, of which every load is the sum. */
export interface Costs {
  /** Of a second in which nobody comes; the memory of parts that have worked before. */
  readonly rest: Cost;
  /** Of each person who is there, a second. */
  readonly openVisit: Cost;
  /** Of each line, a second, as long as nothing changes. */
  readonly line: Readonly<Record<ScreenKind, Cost>>;
  /** Of a whole visit in an office without screens. The memory is held however many come. */
  readonly visit: Cost;
  /** Of a visit in an office with a screen of each kind, besides: their state is read at each change. */
  readonly readings: PerPart;
  /** Of a visit for each more screen of its office: it is told of each change. */
  readonly telling: PerPart;
}

/** How much goes on at a moment. */
export interface Moment {
  readonly visitsPerSecond: number;
  readonly openVisits: number;
  /** Of one office; all offices alike. */
  readonly screens: Screens;
  readonly offices: number;
  /** Each with an api and a worker; 1 with everything on one. */
  readonly machines: number;
}

/** So many open visits a worker remembers (`WORKER_CACHE`); others take no memory of it. */
export const mostRemembered = 2_000;

/** On how many of so many machines at least one of some screens is, when each is on any: the occupancy problem. */
export function spreadOver(machines: number, screens: number): number {
  return machines * (1 - (1 - 1 / machines) ** screens);
}

/**
 * What a moment costs: milliseconds of processor time a second, and MB. Costs add up, as long as processors are free (the utilisation law,
 * U = X · S: E. Lazowska and others, Quantitative System Performance, 1984, chapter 3). An api and a worker rest on each machine, and every api
 * reads an office for the screens that it holds, each kind apart.
 */
export function loadOf(costs: Costs, moment: Moment): Cost {
  const { visitsPerSecond, openVisits, screens, offices, machines } = moment;
  const { rest, openVisit, line, visit, readings, telling } = costs;
  const inOffice = screenKinds.reduce((sum, kind) => sum + screens[kind], 0);
  const times = (part: PartName): number => (part === 'api' || part === 'worker' ? machines : 1);
  const readers =
    screenKinds.reduce((sum, kind) => sum + spreadOver(machines, screens[kind]), 0) / screenKinds.length;
  const remembered = (part: PartName): number =>
    part === 'worker' ? Math.min(openVisits, mostRemembered * machines) : openVisits;
  const lines = (value: 'ms' | 'mb', part: PartName): number =>
    screenKinds.reduce((sum, kind) => sum + offices * screens[kind] * line[kind][value][part], 0);
  const ofVisit = (part: PartName): number =>
    visit.ms[part] + readings[part] * readers + telling[part] * Math.max(0, inOffice - screenKinds.length);
  return {
    ms: perPart(
      (part) =>
        rest.ms[part] * times(part) +
        openVisits * openVisit.ms[part] +
        lines('ms', part) +
        visitsPerSecond * ofVisit(part),
    ),
    mb: perPart(
      (part) =>
        (rest.mb[part] + visit.mb[part]) * times(part) +
        remembered(part) * openVisit.mb[part] +
        lines('mb', part),
    ),
  };
}

/** A value for each part. */
export function perPart(of: (part: PartName) => number): PerPart {
  return { api: of('api'), worker: of('worker'), engine: of('engine'), database: of('database') };
}

/** All parts together. */
export function sumOf(parts: PerPart): number {
  return partNames.reduce((sum, part) => sum + parts[part], 0);
}
