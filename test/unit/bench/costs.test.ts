import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costsOf, lineThrough, type Passed, type Watchings } from '../../../bench/capacity/costs.ts';
import {
  loadOf,
  mostRemembered,
  partNames,
  perPart,
  spreadOver,
  type Cost,
  type Costs,
  type Moment,
} from '../../../bench/capacity/load.ts';
import { screenKinds, type Screens } from '../../../bench/capacity/screens.ts';

const figure = fc.double({ min: 0, max: 1_000, noNaN: true });
const perParts = fc.record({ api: figure, worker: figure, engine: figure, database: figure });
const cost = fc.record({ ms: perParts, mb: perParts });
const nothing = perPart(() => 0);
/** The worker and the engine know no lines, and only the api remembers them. */
const lineCost = fc
  .record({ api: figure, database: figure, mb: figure })
  .map(({ api, database, mb }) => ({ ms: { ...nothing, api, database }, mb: { ...nothing, api: mb } }));
const anyCosts: fc.Arbitrary<Costs> = fc.record({
  rest: cost,
  openVisit: cost,
  line: fc.record({ board: lineCost, desk: lineCost, phone: lineCost }),
  visit: cost,
  readings: perParts,
  telling: perParts,
});

const free: Cost = { ms: nothing, mb: nothing };
/** A worker remembers them all. */
const mostPeople = mostRemembered;

const noScreens: Screens = { board: 0, desk: 0, phone: 0 };
const fewScreens: Screens = { board: 1, desk: 1, phone: 1 };
const allScreens: Screens = { board: 1, desk: 3, phone: 16 };
const openVisits = 160;
const atRest: Moment = { visitsPerSecond: 0, openVisits: 0, screens: noScreens, offices: 10, machines: 1 };

/** What would be watched if things cost this. */
function watchingsOf(costs: Costs): Watchings {
  const unworked = { ...costs, visit: { ...costs.visit, mb: nothing } };
  const passed = (screens: Screens): Passed => {
    const moment = { ...atRest, openVisits, visitsPerSecond: 0.5, screens };
    return { ...loadOf(costs, moment), visitsPerSecond: 0.5 };
  };
  const ladder = (kind: keyof Screens) =>
    [0, 200, 400].map((lines) => {
      const { ms, mb } = costs.line[kind];
      const grown = (of: 'ms' | 'mb') => perPart((part) => 7 + lines * { ms, mb }[of][part]);
      return { lines, cost: { ms: grown('ms'), mb: grown('mb') } };
    });
  return {
    rest: loadOf(unworked, atRest),
    open: loadOf(unworked, { ...atRest, openVisits }),
    openVisits,
    ladders: { board: ladder('board'), desk: ladder('desk'), phone: ladder('phone') },
    alone: passed(noScreens),
    few: passed(fewScreens),
    all: passed(allScreens),
    offices: atRest.offices,
    fewScreens,
    allScreens,
  };
}

function expectNear(one: Cost, other: Cost): void {
  for (const part of partNames) {
    for (const of of ['ms', 'mb'] as const) {
      expect(Math.abs(one[of][part] - other[of][part])).toBeLessThan(1e-5 * (1 + Math.abs(other[of][part])));
    }
  }
}

describe('what was watched', () => {
  test('is taken apart so that any other moment is foretold', () => {
    fc.assert(
      fc.property(
        anyCosts,
        fc.record({
          visitsPerSecond: fc.double({ min: 0, max: 20, noNaN: true }),
          openVisits: fc.nat(mostPeople),
          offices: fc.integer({ min: 1, max: 550 }),
          machines: fc.integer({ min: 1, max: 9 }),
          screens: fc.record({ board: fc.nat(9), desk: fc.nat(9), phone: fc.nat(99) }),
        }),
        (costs, moment) => expectNear(loadOf(costsOf(watchingsOf(costs)), moment), loadOf(costs, moment)),
      ),
    );
  });

  test('costs nothing where it seems to cost less than nothing', () => {
    const costs = costsOf({
      ...watchingsOf({
        rest: { ms: perPart(() => 9), mb: perPart(() => 9) },
        openVisit: { ms: nothing, mb: nothing },
        line: { board: free, desk: free, phone: free },
        visit: free,
        readings: nothing,
        telling: nothing,
      }),
      open: { ms: perPart(() => 5), mb: perPart(() => 5) },
    });
    expect(costs.openVisit).toEqual(free);
  });
});

describe('a moment', () => {
  test('has an api and a worker on each machine, and everything else once', () => {
    const costs: Costs = {
      rest: { ms: perPart(() => 1), mb: perPart(() => 1) },
      openVisit: free,
      line: { board: free, desk: free, phone: free },
      visit: free,
      readings: nothing,
      telling: nothing,
    };
    expect(loadOf(costs, { ...atRest, machines: 3 })).toEqual({
      ms: { api: 3, worker: 3, engine: 1, database: 1 },
      mb: { api: 3, worker: 3, engine: 1, database: 1 },
    });
  });

  test('is read for by as many apis as have a screen of its office', () => {
    expect(screenKinds.map((kind) => spreadOver(1, allScreens[kind]))).toEqual([1, 1, 1]);
    expect(spreadOver(4, 0)).toBe(0);
    expect(spreadOver(4, 1)).toBe(1);
    expect(spreadOver(2, 2)).toBe(1.5);
    expect(spreadOver(4, 1_000)).toBeCloseTo(4);
  });
});

describe('a line through points', () => {
  test('goes through those that are on one', () => {
    const points = [0, 200, 400].map((x) => ({ x, y: 3 + x / 8 }));
    expect(lineThrough(points)).toEqual({ slope: 1 / 8, intercept: 3 });
  });

  test('goes between the others', () => {
    const { slope, intercept } = lineThrough([
      { x: 0, y: 0 },
      { x: 1, y: 3 },
      { x: 2, y: 3 },
    ]);
    expect([slope, intercept]).toEqual([1.5, 0.5]);
  });
});
