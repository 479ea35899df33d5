import { describe, expect, test } from 'vitest';
import type { Checked } from '../../../bench/capacity/check.ts';
import { perPart, type Cost } from '../../../bench/capacity/load.ts';
import { looksOf, reasonsAgainst } from '../../../bench/capacity/verdict.ts';

const cost: Cost = { ms: perPart(() => 10), mb: perPart(() => 10) };
const idle: Cost = { ms: perPart(() => 0), mb: perPart(() => 10) };
const below: Cost = { ...cost, ms: { ...cost.ms, database: -26 } };
const passed = { ...cost, visitsPerSecond: 0.5 };
const first = {
  rest: idle,
  open: cost,
  alone: passed,
  few: passed,
  all: passed,
  ladders: {
    board: [{ lines: 0, cost }],
    desk: [{ lines: 400, cost }],
    phone: [{ lines: 800, cost }],
  },
};
const row: Checked = {
  what: 'api, MB',
  predicted: 100,
  measured: 110,
  ratio: 1.1,
  most: 1.25,
  holds: true,
};

describe('a run', () => {
  test('may be told when every look could be and the check holds, though nothing computed at rest', () => {
    expect(reasonsAgainst({ looks: looksOf(first, cost), checked: [row] })).toEqual([]);
  });

  test('may not when a part computed less than nothing, or when that is not known; the look is named', () => {
    const told = (rest: Cost) => reasonsAgainst({ looks: looksOf({ ...first, rest }, cost), checked: [row] });
    expect(told(below)).toEqual(['rest: -26 ms a second of database cannot be; the machine was not quiet']);
    expect(told({ ...cost, ms: { ...cost.ms, api: Number.NaN } })).toHaveLength(1);
  });

  test('is asked for each of its looks', () => {
    const bad = { ...below, visitsPerSecond: 0.5 };
    const worst = { rest: below, open: below, alone: bad, few: bad, all: bad };
    const rung = [{ lines: 400, cost: below }];
    const looks = looksOf({ ...worst, ladders: { board: rung, desk: rung, phone: rung } }, below);
    const named = reasonsAgainst({ looks, checked: [] }).map((reason) => reason.split(':')[0]);
    expect(named).toEqual([
      'rest',
      'people who wait',
      'visits without screens',
      '400 lines of kind board',
      '400 lines of kind desk',
      '400 lines of kind phone',
      'visits with a screen of each kind',
      'visits with all screens',
      'the second point',
    ]);
  });

  test('may not when the check does not hold', () => {
    const checked = [row, { ...row, what: 'visits a second', ratio: 0.68, most: 1.1, holds: false }];
    expect(reasonsAgainst({ looks: looksOf(first, cost), checked })).toEqual([
      'visits a second: 0.68 times what was predicted, which is more than a factor of 1.1',
    ]);
  });
});
