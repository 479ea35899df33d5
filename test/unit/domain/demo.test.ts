import { describe, expect, test } from 'vitest';
import { demoDaysBefore, spansOfDay, workingDays } from '../../../domain/demo/calendar.ts';
import { visitorsOf } from '../../../domain/demo/day.ts';
import { inventMonth, type InventedVisit } from '../../../domain/demo/month.ts';
import { usualRatings } from '../../../domain/demo/people.ts';
import { seeded } from '../../../domain/demo/random.ts';
import { goodHabits } from '../../../domain/demo/visits.ts';
import type { Hours, Interval } from '../../../domain/offices/policy.ts';
import { isFinal } from '../../../domain/visits/steps.ts';
import { slaBases, type SlaBasis } from '../../../domain/visits/visit.ts';

const timeZone = 'Asia/Makassar';
const range = { from: '2026-10-01', to: '2026-11-28' };
const week = (...intervals: Interval[]): Hours =>
  Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, intervals]));

function invent({
  seed,
  hours,
  slaBasis,
}: {
  seed: number;
  hours: Hours;
  slaBasis: SlaBasis;
}): InventedVisit[] {
  const random = seeded(seed);
  const of = { timeZone, hours, days: [] };
  let ids = 0;
  return inventMonth(random, {
    days: workingDays(of, range).map((day) => {
      const { spans, closesAt } = spansOfDay(of, day);
      const terms = {
        slaBasis,
        slaSeconds: 300,
        slaWarnSeconds: 240,
        noShowSeconds: 300,
        undoSeconds: 120,
        closesAt,
      };
      return { day, visitors: visitorsOf(random, day), spans, terms };
    }),
    timeZone,
    desk: {
      office: '6500',
      counters: ['FO-1', 'FO-2'],
      lockers: ['01', '02', '03'],
      officers: ['petugas'],
      newId: () => `id-${(ids += 1)}`,
    },
    habits: goodHabits,
    ratings: usualRatings,
    lastTicketMs: 15 * 60_000,
    privacyNotice: '1',
  });
}

const offices: readonly (readonly [string, Hours])[] = [
  ['always open', 'always'],
  ['closed at noon', week(['08:00', '12:00'], ['13:00', '16:00'])],
  ['open at night, when nobody usually comes', week(['18:00', '21:00'])],
  ['open for an hour', week(['08:00', '09:00'])],
];

describe.each(offices)('an invented month of an office that is %s', (_, hours) => {
  const months = [1, 2, 3].flatMap((seed) => slaBases.map((slaBasis) => invent({ seed, hours, slaBasis })));

  test('has only visits that the service would have allowed, all ended by closing', () => {
    for (const { visit, moves } of months.flat()) {
      expect(isFinal(visit.step)).toBe(true);
      expect(visit.custody.state).not.toBe('held');
      expect(visit.lastAt).toBeLessThanOrEqual(visit.terms.closesAt);
      const times = moves.map(({ move }) => move.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test('rings at each counter for one visitor at a time, and gives a locker to one', () => {
    for (const month of months) {
      const held = month.flatMap(({ moves }) => {
        const deposit = moves.find(({ move }) => move.name === 'deposit')?.move;
        const back = moves.find(({ move }) => move.name === 'return-id')?.move;
        return deposit?.name === 'deposit' && back
          ? [{ locker: deposit.locker, from: deposit.at, to: back.at }]
          : [];
      });
      for (const locker of new Set(held.map((one) => one.locker))) {
        const spans = held.filter((one) => one.locker === locker).toSorted((a, b) => a.from - b.from);
        spans.slice(1).forEach(({ from }, index) => {
          expect(from).toBeGreaterThanOrEqual(spans[index]?.to ?? 0);
        });
      }
      const calls = month
        .flatMap(({ moves }) => moves.filter(({ move }) => move.name === 'call'))
        .map(({ move, visit }) => `${visit.counter} ${move.at}`);
      expect(new Set(calls).size).toBe(calls.length);
    }
  });
});

test('an invented month is the same for the same seed', () => {
  const make = () => invent({ seed: 7, hours: 'always', slaBasis: 'service-start' });
  expect(make()).toEqual(make());
});

test.each([
  ['2026-11-29', '2026-10-01', '2026-11-28'],
  ['2026-12-01', '2026-11-01', '2026-11-30'],
  ['2027-01-01', '2026-12-01', '2026-12-31'],
  ['2028-03-15', '2028-02-01', '2028-03-14'],
])('on %s the invented days are %s to %s', (today, from, to) => {
  expect(demoDaysBefore(today)).toEqual({ from, to });
});
