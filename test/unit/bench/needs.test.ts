import { describe, expect, test } from 'vitest';
import { mostRemembered, perPart, type Cost, type Costs } from '../../../bench/capacity/load.ts';
import {
  busiestMoment,
  diskOf,
  linesOfApi,
  mostOffices,
  needsOf,
  type Demand,
  type Kept,
} from '../../../bench/capacity/needs.ts';
import { readConfig } from '../../../config.ts';

const nothing = perPart(() => 0);
const free: Cost = { ms: nothing, mb: nothing };
/** Nothing but visits costs anything: 900 ms each, a ninth of it the api's. */
const costs: Costs = {
  rest: { ms: nothing, mb: perPart(() => 128) },
  openVisit: free,
  line: { board: free, desk: free, phone: free },
  visit: { ms: { api: 100, worker: 300, engine: 300, database: 200 }, mb: nothing },
  readings: nothing,
  telling: nothing,
};
const kept: Kept = {
  tables: { visit: 3_000, command: 5_000 },
  keptDays: { command: 2 },
  officeDay: 10_000,
  log: 2 ** 30,
  engine: 80_000,
  engineDays: 3,
};
const demand: Demand = {
  offices: 10,
  visitsADay: 180,
  busiestHour: 0.2,
  stayMinutes: 45,
  boards: 1,
  desks: 3,
  daysAYear: 250,
  years: 5,
};
const machine = { cores: 2, memoryGb: 4 };
const measured = { costs, kept, machine };

describe('the busiest hour', () => {
  test('has its part of the day, and people as long as they stay', () => {
    expect(busiestMoment(demand, 1)).toEqual({
      offices: 10,
      machines: 1,
      visitsPerSecond: 0.1,
      openVisits: 270,
      screens: { board: 1, desk: 3, phone: 27 },
    });
  });
});

describe('one server for all', () => {
  test('has half of its processors free', () => {
    expect(needsOf(demand, measured).together?.cores).toBeCloseTo(0.18);
  });

  test('has a fifth of its memory free', () => {
    const large = { ...costs, openVisit: { ms: nothing, mb: { ...nothing, engine: 1 } } };
    const { together } = needsOf({ ...demand, offices: 110 }, { ...measured, costs: large });
    expect(together?.memoryGb).toBeCloseTo((2_970 + 4 * 128) / 1_024 / 0.8);
  });

  test('does not do when one thread cannot answer, though processors are free', () => {
    expect(needsOf({ ...demand, offices: 499 }, measured).together).not.toBeNull();
    expect(needsOf({ ...demand, offices: 501 }, measured).together).toBeNull();
  });

  test('carries as many offices as its processors and its memory do', () => {
    expect(mostOffices(demand, measured)).toBe(111);
    const large = { ...costs, openVisit: { ms: nothing, mb: { ...nothing, engine: 1 } } };
    expect(mostOffices(demand, { ...measured, costs: large })).toBe(102);
    const endless = { ...costs, rest: { ...free, mb: { ...nothing, api: 4_096 } } };
    expect(mostOffices(demand, { ...measured, costs: endless })).toBe(0);
  });
});

describe('the parts apart', () => {
  test('are one server for the database and one for the engine, however many machines ask them', () => {
    const { apart } = needsOf({ ...demand, offices: 1_000 }, measured); // ten visits a second
    expect(apart).toEqual({
      machines: 4, // 8 cores for apis and workers
      database: { cores: 4, memoryGb: 128 / 1_024 / 0.8 },
      engine: { cores: 6, memoryGb: 128 / 1_024 / 0.8 },
    });
  });

  test('are more machines when one thread cannot answer, though processors are free', () => {
    const large = { ...measured, machine: { cores: 64, memoryGb: 64 } };
    expect(needsOf({ ...demand, offices: 499 }, large).apart?.machines).toBe(1);
    expect(needsOf({ ...demand, offices: 501 }, large).apart?.machines).toBe(2);
  });

  test('are more machines when apis and workers need the memory, and not when the engine does', () => {
    const open = (part: 'api' | 'engine') => ({
      ...measured,
      costs: { ...costs, openVisit: { ms: nothing, mb: { ...nothing, [part]: 1 } } },
    });
    const many = { ...demand, offices: 150 }; // 4050 people
    expect(needsOf(many, open('api')).apart?.machines).toBe(2);
    expect(needsOf(many, open('engine')).apart?.machines).toBe(1);
  });

  test('cannot be told when no number of machines would do', () => {
    const endless = { ...costs, rest: { ...free, mb: { ...nothing, api: 4_096 } } };
    expect(needsOf(demand, { ...measured, costs: endless }).apart).toBeNull();
  });
});

describe('the disk', () => {
  test('holds what stays for good, what stays some days, and a fifth of air', () => {
    const aVisit = 3_000 * 1_250 + 5_000 * 2 + 80_000 * 3;
    expect(diskOf(demand, kept)).toBeCloseTo((10 * (180 * aVisit + 10_000 * 1_250) + 2 ** 30) / 0.8, 3);
  });

  test.each([
    [250, 7, 5],
    [250, 30, 22],
    [365, 30, 30],
  ])(
    'holds, open %i days a year, of %i days those on which an office is open: %i',
    (daysAYear, days, open) => {
      const month = { tables: { mail: 1_000 }, keptDays: { mail: days }, officeDay: 0, log: 0 };
      const bytes = diskOf({ ...demand, daysAYear }, { ...month, engine: 0, engineDays: 3 });
      expect(bytes).toBeCloseTo((10 * 180 * open * 1_000) / 0.8, 3);
    },
  );

  test('holds what stays some days no longer than there have been days', () => {
    const young = { ...demand, daysAYear: 1, years: 1 };
    const aVisit = 3_000 + 5_000 + 80_000;
    expect(diskOf(young, kept)).toBeCloseTo((10 * (180 * aVisit + 10_000) + 2 ** 30) / 0.8, 3);
  });
});

describe('lines of an api', () => {
  const line = (api: number, mb: number): Costs => {
    const board: Cost = { ms: { ...nothing, api }, mb: { ...nothing, api: mb } };
    return { ...costs, line: { board, desk: free, phone: free } };
  };

  test('are as many as half a core and the memory allow', () => {
    expect(linesOfApi(line(0.1, 0), 'board', machine)).toBe(5_000);
    expect(linesOfApi(line(0.1, 1), 'board', machine)).toBe(2_700);
  });

  test('cannot be told when a line took nothing', () => {
    expect(linesOfApi(line(0, 0), 'board', machine)).toBeNull();
  });
});

test('a worker remembers as many visits as its setting says', () => {
  expect(readConfig({}).worker.cache).toBe(mostRemembered);
});
