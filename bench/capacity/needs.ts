import { loadOf, sumOf, type Costs, type Moment, type PerPart } from './load.ts';

/** What offices ask for. All are alike. */
export interface Demand {
  readonly offices: number;
  readonly visitsADay: number;
  /** The part of a day's visits that comes within its busiest hour. */
  readonly busiestHour: number;
  /** From the number to the door. */
  readonly stayMinutes: number;
  /** In each office; phones are as many as people are there. */
  readonly boards: number;
  readonly desks: number;
  readonly daysAYear: number;
  readonly years: number;
}

/** A machine that can be bought. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
}

/** Bytes that stay. */
export interface Kept {
  /** Of each visit in the database, by table; for how many days where that is not for good. */
  readonly tables: Readonly<Record<string, number>>;
  readonly keptDays: Readonly<Record<string, number>>;
  /** Of each day of each office in the database. */
  readonly officeDay: number;
  /** What the database holds back for its own log. */
  readonly log: number;
  /** Of each ended visit in the engine, and for how many days. */
  readonly engine: number;
  readonly engineDays: number;
}

/** What that takes. */
export interface Needs {
  readonly moment: Moment;
  /** Cores that compute in the busiest hour, by part. */
  readonly busy: PerPart;
  readonly cores: number;
  readonly memoryGb: number;
  /** Null when even a hundred machines would not do. */
  readonly machines: number | null;
  readonly diskGb: number;
}

/** At this share of a processor an answer takes twice its own time: R = S / (1 - U), Lazowska and others, chapter 6. */
export const mostOfProcessor = 0.5;
/** The system, and the files it holds in memory, have the rest. */
export const mostOfMemory = 0.8;
/** A disk that is fuller cannot be copied, and vacuumed, in peace. */
export const mostOfDisk = 0.8;

const mostMachines = 100;
const gb = 2 ** 30;

/**
 * The busiest hour on so many machines. How many are there follows from how many come and how long they stay: L = λ · W (J. Little, A Proof for
 * the Queuing Formula, 1961).
 */
export function busiestMoment(demand: Demand, machines: number): Moment {
  const { offices, visitsADay, busiestHour, stayMinutes, boards, desks } = demand;
  const anHour = visitsADay * busiestHour;
  const inside = (anHour * stayMinutes) / 60;
  return {
    offices,
    machines,
    visitsPerSecond: (offices * anHour) / 3_600,
    openVisits: offices * inside,
    screens: { board: boards, desk: desks, phone: inside },
  };
}

/**
 * Cores, memory and machines of one size for the busiest hour, and the disk for all years. More than one machine share what is pressed and shown
 * evenly; an api answers on one thread, so each has no more of it than it may use of a core.
 */
export function needsOf(demand: Demand, measured: { costs: Costs; kept: Kept; machine: Machine }): Needs {
  const { costs, kept, machine } = measured;
  const tryWith = (machines: number) => {
    const moment = busiestMoment(demand, machines);
    const { ms, mb } = loadOf(costs, moment);
    const cores = sumOf(ms) / 1_000 / mostOfProcessor;
    const memoryGb = sumOf(mb) / 1_024 / mostOfMemory;
    const fits =
      cores <= machines * machine.cores &&
      memoryGb <= machines * machine.memoryGb &&
      ms.api / 1_000 <= machines * mostOfProcessor;
    return { moment, ms, cores, memoryGb, fits };
  };
  let machines = 1;
  while (!tryWith(machines).fits && machines < mostMachines) machines += 1;
  const { moment, ms, cores, memoryGb, fits } = tryWith(machines);
  const busy = {
    api: ms.api / 1_000,
    worker: ms.worker / 1_000,
    engine: ms.engine / 1_000,
    database: ms.database / 1_000,
  };
  return {
    moment,
    busy,
    cores,
    memoryGb,
    machines: fits ? machines : null,
    diskGb: diskOf(demand, kept) / gb,
  };
}

/** Bytes of disk for both stores, without backups. */
export function diskOf(demand: Demand, kept: Kept): number {
  const { offices, visitsADay, daysAYear, years } = demand;
  const days = daysAYear * years;
  const aVisit = Object.entries(kept.tables).reduce(
    (sum, [table, bytes]) => sum + bytes * Math.min(days, kept.keptDays[table] ?? days),
    0,
  );
  const aDay = visitsADay * (aVisit + kept.engine * kept.engineDays);
  return (offices * (aDay + kept.officeDay * days) + kept.log) / mostOfDisk;
}

/** How many such offices a single machine carries. */
export function mostOffices(
  demand: Omit<Demand, 'offices'>,
  measured: { costs: Costs; kept: Kept; machine: Machine },
): number {
  const fits = (offices: number): boolean => needsOf({ ...demand, offices }, measured).machines === 1;
  let [enough, tooMany] = [0, 1];
  while (fits(tooMany) && tooMany < 2 ** 20) [enough, tooMany] = [tooMany, tooMany * 2];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
