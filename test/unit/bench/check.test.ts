import { describe, expect, test } from 'vitest';
import { compare, foretell, type Point } from '../../../bench/capacity/check.ts';
import { perPart } from '../../../bench/capacity/load.ts';

const point: Point = {
  visitsPerSecond: 1,
  cost: { ms: perPart(() => 100), mb: perPart(() => 100) },
  bytes: {
    tables: { visit: 3_000, audit: 1_000 },
    rows: { visit: 1, audit: 9 },
    writtenAhead: 9,
    engine: 80_000,
    visibility: 2_000,
  },
};
const failing = (measured: Point): string[] =>
  compare(point, measured)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('a second point', () => {
  test('holds when it is as predicted', () => {
    expect(failing(point)).toEqual([]);
    expect(compare(point, point).every(({ ratio }) => ratio === 1)).toBe(true);
  });

  test('may take half as much processor time again, of each part and of all', () => {
    const ms = (api: number): Point => ({
      ...point,
      cost: { ...point.cost, ms: { ...perPart(() => 100), api } },
    });
    expect(failing(ms(149))).toEqual([]);
    expect(failing(ms(151))).toEqual(['api, ms a second']);
    expect(failing(ms(66))).toEqual(['api, ms a second']);
    expect(failing(ms(320))).toEqual(['api, ms a second', 'together, ms a second']);
  });

  test('may take a quarter more memory and disk, PostgreSQL’s connections half as much again', () => {
    const larger = (by: number): Point => ({
      ...point,
      cost: { ...point.cost, mb: perPart(() => 100 * by) },
      bytes: { ...point.bytes, tables: { visit: 4_000 * by }, engine: 82_000 * by, visibility: 0 },
    });
    expect(failing(larger(1.24))).toEqual([]);
    expect(failing(larger(1.26))).toHaveLength(6);
    expect(failing(larger(1.26))).not.toContain('PostgreSQL, MB');
    expect(failing(larger(1.51))).toHaveLength(7);
  });

  test('does not hold when the visits could not be pressed in time, or when nothing was measured', () => {
    expect(failing({ ...point, visitsPerSecond: 0.8 })).toEqual(['visits a second']);
    expect(failing({ ...point, visitsPerSecond: Number.NaN })).toEqual(['visits a second']);
  });
});

describe('what is foretold', () => {
  const nothing = perPart(() => 0);
  const free = { ms: nothing, mb: nothing };
  const costs = {
    rest: { ms: perPart(() => 10), mb: nothing },
    openVisit: free,
    line: { board: free, desk: free, phone: free },
    visit: { ms: perPart(() => 100), mb: nothing },
    readings: nothing,
    telling: nothing,
  };
  const moment = {
    visitsPerSecond: 1,
    openVisits: 0,
    screens: { board: 0, desk: 0, phone: 0 },
    offices: 1,
    machines: 1,
  };

  test('is the rate that was offered, and what those cost that were reached', () => {
    const told = foretell(costs, { moment, reached: 0.5, bytes: point.bytes });
    expect(told.visitsPerSecond).toBe(1);
    expect(told.cost.ms).toEqual(perPart(() => 60));
  });

  test('is not excused by fewer visits: what a visit costs is compared, and the rate by itself', () => {
    const told = foretell(costs, { moment, reached: 0.5, bytes: point.bytes });
    const slow: Point = { ...told, visitsPerSecond: 0.5, cost: { ...told.cost, ms: perPart(() => 100) } };
    expect(
      compare(told, slow)
        .filter(({ what, holds }) => !holds && what.includes('a second'))
        .map(({ what }) => what),
    ).toEqual([
      'visits a second',
      'api, ms a second',
      'worker, ms a second',
      'engine, ms a second',
      'PostgreSQL, ms a second',
      'together, ms a second',
    ]);
  });
});
