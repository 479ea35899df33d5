import {
  loadOf,
  partNames,
  sumOf,
  type Cost,
  type Costs,
  type Moment,
  type PartName,
  type PerPart,
} from './load.ts';
import type { ScreenKind } from './screens.ts';

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

/** How large a server is, or has to be. */
export interface Size {
  readonly cores: number;
  readonly memoryGb: number;
}

/** Bytes that stay. */
export interface Kept {
  /** Of each visit in the database, by table; for how many days of the calendar where that is not for good. */
  readonly tables: Readonly<Record<string, number>>;
  readonly keptDays: Readonly<Record<string, number>>;
  /** Of each day of each office in the database. */
  readonly officeDay: number;
  /** What the database holds back for its own log. */
  readonly log: number;
  /** Of each ended visit in the engine, and for how many days of the calendar. */
  readonly engine: number;
  readonly engineDays: number;
}

/** What that takes. */
export interface Needs {
  /** The busiest hour on one machine. */
  readonly moment: Moment;
  /** Of one server with every part; null when its api could not answer. */
  readonly together: Size | null;
  /** Null when even a hundred machines would not do. */
  readonly apart: Apart | null;
  readonly diskGb: number;
}

/** Servers for the parts by themselves. */
export interface Apart {
  /** So many of the size that was asked about, each with an api and a worker: these share evenly what is pressed and shown. */
  readonly machines: number;
  /** Each is one server, however many machines ask it. */
  readonly database: Size;
  readonly engine: Size;
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
 * What the busiest hour takes on one server for everything, what it takes with the parts apart, and the disk for all years. An api answers on one
 * thread, so each has no more of it than it may use of a core.
 */
export function needsOf(demand: Demand, measured: { costs: Costs; kept: Kept; machine: Size }): Needs {
  const { costs, kept, machine } = measured;
  const moment = busiestMoment(demand, 1);
  const load = loadOf(costs, moment);
  return {
    moment,
    together: apisAnswer(load, 1) ? sizeOf(load, partNames) : null,
    apart: apartOf(demand, { costs, machine }),
    diskGb: diskOf(demand, kept) / gb,
  };
}

/** More and more machines, until what each more of them reads and remembers by itself is shared by enough. */
function apartOf(demand: Demand, { costs, machine }: { costs: Costs; machine: Size }): Apart | null {
  for (let machines = 1; machines <= mostMachines; machines += 1) {
    const load = loadOf(costs, busiestMoment(demand, machines));
    const all = { cores: machines * machine.cores, memoryGb: machines * machine.memoryGb };
    if (apisAnswer(load, machines) && isWithin(sizeOf(load, ['api', 'worker']), all))
      return { machines, database: sizeOf(load, ['database']), engine: sizeOf(load, ['engine']) };
  }
  return null;
}

/** How large a server of some parts has to be for a load, with what stays free of it. */
function sizeOf({ ms, mb }: Cost, parts: readonly PartName[]): Size {
  const sum = (values: PerPart): number => parts.reduce((total, part) => total + values[part], 0);
  return { cores: sum(ms) / 1_000 / mostOfProcessor, memoryGb: sum(mb) / 1_024 / mostOfMemory };
}

const apisAnswer = ({ ms }: Cost, apis: number): boolean => ms.api / 1_000 <= apis * mostOfProcessor;

/** Whether one size is no larger than another. */
function isWithin(size: Size, largest: Size): boolean {
  return size.cores <= largest.cores && size.memoryGb <= largest.memoryGb;
}

/** Bytes of disk for both stores, without backups. */
export function diskOf(demand: Demand, kept: Kept): number {
  const { offices, visitsADay, daysAYear, years } = demand;
  const days = daysAYear * years;
  const daysWithin = (calendarDays: number | undefined): number =>
    calendarDays === undefined ? days : Math.min(days, officeDaysWithin(calendarDays, daysAYear));
  const aVisit = Object.entries(kept.tables).reduce(
    (sum, [table, bytes]) => sum + bytes * daysWithin(kept.keptDays[table]),
    0,
  );
  const aDay = visitsADay * (aVisit + kept.engine * daysWithin(kept.engineDays));
  return (offices * (aDay + kept.officeDay * days) + kept.log) / mostOfDisk;
}

/** On how many of so many days in a row an office is open at most, when it is on the same days of each week. */
function officeDaysWithin(calendarDays: number, daysAYear: number): number {
  const aWeek = Math.min(7, Math.ceil(daysAYear / 52));
  return Math.floor(calendarDays / 7) * aWeek + Math.min(calendarDays % 7, aWeek);
}

/** How many such offices a single machine carries. */
export function mostOffices(
  demand: Omit<Demand, 'offices'>,
  measured: { costs: Costs; kept: Kept; machine: Size },
): number {
  const fits = (offices: number): boolean => {
    const { together } = needsOf({ ...demand, offices }, measured);
    return together !== null && isWithin(together, measured.machine);
  };
  let [enough, tooMany] = [0, 1];
  while (fits(tooMany) && tooMany < 2 ** 20) [enough, tooMany] = [tooMany, tooMany * 2];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}

/** How many lines of a kind one api on such a machine could hold if it did nothing else; null when a line was too little to be measured. */
export function linesOfApi({ line, rest, visit }: Costs, kind: ScreenKind, machine: Size): number | null {
  const { ms, mb } = line[kind];
  const freeMs = mostOfProcessor * 1_000 - rest.ms.api;
  const freeMb = machine.memoryGb * 1_024 * mostOfMemory - sumOf(rest.mb) - sumOf(visit.mb);
  const lines = Math.min(freeMs / ms.api, freeMb / mb.api);
  return Number.isFinite(lines) ? Math.floor(lines / 100) * 100 : null;
}
