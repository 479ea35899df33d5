import { table } from '../measuring/table.ts';
import { loadOf, partNames, perPart, sumOf, type PerPart } from './load.ts';
import { linesOfApi, mostOffices, needsOf, type Demand, type Size } from './needs.ts';
import type { CapacityResult } from './result.ts';
import { screenKinds, type Screens } from './screens.ts';
import { pressesOfVisit } from './visitors.ts';

/** The machine that the page asks how much it carries, and of which apis and workers stand on as many as they take. */
export const machine: Size = { cores: 2, memoryGb: 4 };

/** An office as the page takes it to be. */
export const office = {
  busiestHour: 0.2,
  stayMinutes: 45,
  boards: 1,
  desks: 3,
  daysAYear: 250,
  years: 5,
} as const;

/** Visits a day of a usual office and of a busy one. */
const visitsADay = [40, 200] as const;

const sizes = [
  ['one office', 1],
  ['a province, 10 offices', 10],
  ['all 550 offices', 550],
] as const;

const partTitles = ['api', 'worker', 'engine', 'PostgreSQL', 'together'];

/** What to buy for how many offices. */
export function needsTable(result: CapacityResult): string {
  const cells = (what: string, demand: Demand) => {
    const { moment, together, apart, diskGb } = needsOf(demand, { ...result, machine });
    return [
      what,
      demand.visitsADay,
      Math.round(moment.visitsPerSecond * 3_600),
      Math.round(screensOf(moment.screens) * moment.offices),
      sizeCell(together),
      apart?.machines ?? 'too many',
      sizeCell(apart?.database),
      sizeCell(apart?.engine),
      `${Math.ceil(diskGb)} GB`,
    ];
  };
  return table(
    [
      ...['', 'visits a day in each', 'visits an hour', 'open screens', 'one server for all'],
      ...['or machines for apis and workers', 'and PostgreSQL', 'and the engine', 'disk'],
    ],
    visitsADay.flatMap((each) =>
      sizes.map(([what, offices]) => cells(what, { ...office, offices, visitsADay: each })),
    ),
  );
}

/** How many offices one machine carries. */
export function carriedTable(result: CapacityResult): string {
  return table(
    ['visits a day in each', 'offices', 'visits in the busiest hour', 'people at once', 'open screens'],
    visitsADay.map((each) => {
      const demand = { ...office, visitsADay: each };
      const offices = mostOffices(demand, { ...result, machine });
      const { moment } = needsOf({ ...demand, offices }, { ...result, machine });
      return [
        each,
        offices,
        Math.round(moment.visitsPerSecond * 3_600),
        Math.round(moment.openVisits),
        Math.round(screensOf(moment.screens) * offices),
      ];
    }),
  );
}

/** Processor time of a visit. */
export function visitTable({ costs, first }: CapacityResult): string {
  const moment = { openVisits: 0, screens: first.allScreens, offices: 1, machines: 1 };
  const free = loadOf(costs, { ...moment, visitsPerSecond: 0 });
  const one = loadOf(costs, { ...moment, visitsPerSecond: 1 });
  return table(
    ['milliseconds', ...partTitles],
    [
      ['a visit', ...partCells(costs.visit.ms)],
      ['a press of it, on average', ...partCells(perPart((part) => costs.visit.ms[part] / pressesOfVisit))],
      ['screens read anew', ...partCells(costs.readings)],
      ['each further screen told', ...partCells(costs.telling)],
      [
        `a visit with ${screensOf(first.allScreens)} screens`,
        ...partCells(perPart((part) => one.ms[part] - free.ms[part])),
      ],
    ],
  );
}

/** What is there without a press. */
export function restTable({ costs: { rest, visit, openVisit } }: CapacityResult): string {
  const thousand = (parts: PerPart): PerPart => perPart((part) => parts[part] * 1_000);
  return table(
    ['', ...partTitles],
    [
      ['at rest, ms a second', ...partCells(rest.ms)],
      ['at rest, MB', ...partCells(rest.mb)],
      ['once visits come, MB more', ...partCells(visit.mb)],
      ['1,000 open visits, ms a second', ...partCells(thousand(openVisit.ms))],
      ['1,000 open visits, MB', ...partCells(thousand(openVisit.mb))],
    ],
  );
}

/** What an open line of each kind takes. */
export function linesTable({ costs }: CapacityResult): string {
  return table(
    ['a line', 'KB in the api', 'api, ms a second', 'PostgreSQL, ms a second', 'lines an api could hold'],
    screenKinds.map((kind) => {
      const { ms, mb } = costs.line[kind];
      const lines = linesOfApi(costs, kind, machine) ?? 'too little to tell';
      return [kind, digits(mb.api * 1_024), digits(ms.api), digits(ms.database), lines];
    }),
  );
}

/** What an ended visit leaves, and the end of a day. */
export function keptTable({ kept, first }: CapacityResult): string {
  const keptFor = (days: number | undefined): string => (days === undefined ? 'for good' : `${days} days`);
  return table(
    ['store', 'rows', 'bytes', 'kept'],
    [
      ...Object.entries(kept.tables)
        .toSorted(([, one], [, other]) => other - one)
        .map(([name, bytes]) => [
          `table \`${name}\``,
          digits(first.bytes.rows[name] ?? Number.NaN),
          Math.round(bytes),
          keptFor(kept.keptDays[name]),
        ]),
      ['engine: histories', '', Math.round(first.bytes.engine), keptFor(kept.engineDays)],
      ['engine: list of visits', '', Math.round(first.bytes.visibility), keptFor(kept.engineDays)],
      [
        "database's log, written once (an archive of it grows by this)",
        '',
        Math.round(first.bytes.writtenAhead),
        'until a checkpoint',
      ],
      ['each day of an office: its figures and report', '', Math.round(kept.officeDay), 'for good'],
    ],
  );
}

/** What was predicted, and what was measured. */
export function checkedTable({ checked }: CapacityResult): string {
  return table(
    ['', 'predicted', 'measured', 'ratio', 'at most'],
    checked.map(({ what, predicted, measured, ratio, most, holds }) => [
      what,
      digits(predicted),
      digits(measured),
      `${ratio.toFixed(2)}${holds ? '' : ' (too far)'}`,
      `× or ÷ ${most}`,
    ]),
  );
}

function partCells(parts: PerPart): string[] {
  return [...partNames.map((part) => digits(parts[part])), digits(sumOf(parts))];
}

const sizeCell = (size: Size | null | undefined): string =>
  size ? `${digits(size.cores)} cores, ${digits(size.memoryGb)} GB` : 'none';

const screensOf = (screens: Screens): number => screenKinds.reduce((sum, kind) => sum + screens[kind], 0);

/** A figure with about two digits that mean something. */
export function digits(value: number): string {
  if (value >= 100) return String(Math.round(value));
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
