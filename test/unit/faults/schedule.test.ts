import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../domain/demo/random.ts';
import { faults } from '../../faults/mix/faults.ts';
import {
  fits,
  lengthOf,
  mixOf,
  roundCostsMs,
  scaleOf,
  shuffled,
  type Scheduled,
} from '../../faults/mix/schedule.ts';

const minute = 60_000;
const numbersOf = (list: readonly Scheduled[]): number[] => list.map(({ number }) => number);

describe('the order of a seed', () => {
  test('has every fault once, and comes again', () => {
    const order = numbersOf(shuffled(seeded(7), faults));
    expect(order.toSorted((a, b) => a - b)).toEqual(numbersOf(faults));
    expect(numbersOf(shuffled(seeded(7), faults))).toEqual(order);
    expect([8, 9, 10].map((seed) => numbersOf(shuffled(seeded(seed), faults)))).not.toEqual([
      order,
      order,
      order,
    ]);
  });
});

describe('a mix', () => {
  test('has at least two faults, none twice, and none that touch the same', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const mix = mixOf(seeded(seed), faults);
        const touched = mix.flatMap(({ touches }) => touches);
        expect(mix.length).toBeGreaterThanOrEqual(2);
        expect(new Set(touched).size).toBe(touched.length);
        expect(mix.every(({ mixes }) => mixes)).toBe(true);
      }),
    );
  });
});

describe('the length of a fault', () => {
  const long: Scheduled = {
    number: 1,
    touches: ['engine'],
    lasts: { full: 10 * minute, least: minute },
    mixes: true,
  };

  test('is that of the table when there is time, with as much left for mixes', () => {
    const scale = scaleOf([long], 20 * minute + roundCostsMs);
    expect(lengthOf(long, scale)).toBe(10 * minute);
  });

  test('is a part of it when there is less, and never shorter than what the product waits for', () => {
    expect(lengthOf(long, scaleOf([long], 10 * minute + roundCostsMs))).toBe(5 * minute);
    expect(lengthOf(long, scaleOf([long], minute))).toBe(minute);
  });

  test('decides whether it still fits', () => {
    expect(fits([long], { scale: 1, leftMs: 10 * minute + roundCostsMs })).toBe(true);
    expect(fits([long], { scale: 1, leftMs: 10 * minute })).toBe(false);
    expect(fits([long], { scale: 0, leftMs: minute + roundCostsMs })).toBe(true);
  });
});
