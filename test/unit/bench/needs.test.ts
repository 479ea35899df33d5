import { describe, expect, test } from 'vitest';
import { mostRemembered, perPart, type Cost, type Costs } from '../../../bench/capacity/load.ts';
import {
  busiestMoment,
  diskOf,
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

describe('machines', () => {
  test('have half of their processors free', () => {
    const { busy, cores } = needsOf(demand, measured);
    expect(busy.api + busy.worker + busy.engine + busy.database).toBeCloseTo(0.09);
    expect(cores).toBeCloseTo(0.18);
  });

  test('are more when the processors of one do not do', () => {
    expect(needsOf({ ...demand, offices: 111 }, measured).machines).toBe(1);
    expect(needsOf({ ...demand, offices: 112 }, measured).machines).toBe(2);
    expect(mostOffices(demand, measured)).toBe(111);
  });

  test('are more when one thread cannot answer, though processors are free', () => {
    const many = { ...measured, machine: { cores: 64, memoryGb: 64 } };
    expect(needsOf({ ...demand, offices: 499 }, many).machines).toBe(1);
    expect(needsOf({ ...demand, offices: 501 }, many).machines).toBe(2);
  });

  test('are more when the memory of one does not do', () => {
    const large = { ...costs, openVisit: { ms: nothing, mb: { ...nothing, engine: 1 } } };
    const { memoryGb, machines } = needsOf({ ...demand, offices: 110 }, { ...measured, costs: large });
    expect(machines).toBe(2);
    expect(memoryGb).toBeCloseTo((2_970 + 6 * 128) / 1_024 / 0.8);
  });

  test('cannot be told when no number of them would do', () => {
    const endless = { ...costs, rest: { ...free, mb: { ...nothing, api: 4_096 } } };
    expect(needsOf(demand, { ...measured, costs: endless }).machines).toBeNull();
    expect(mostOffices(demand, { ...measured, costs: endless })).toBe(0);
  });
});

describe('the disk', () => {
  test('holds what stays for good, what stays some days, and a fifth of air', () => {
    const aVisit = 3_000 * 1_250 + 5_000 * 2 + 80_000 * 3;
    expect(diskOf(demand, kept)).toBeCloseTo((10 * (180 * aVisit + 10_000 * 1_250) + 2 ** 30) / 0.8, 3);
  });

  test('holds what stays some days no longer than there have been days', () => {
    const young = { ...demand, daysAYear: 1, years: 1 };
    const aVisit = 3_000 + 5_000 + 80_000 * 3;
    expect(diskOf(young, kept)).toBeCloseTo((10 * (180 * aVisit + 10_000) + 2 ** 30) / 0.8, 3);
  });
});

test('a worker remembers as many visits as its setting says', () => {
  expect(readConfig({}).worker.cache).toBe(mostRemembered);
});
