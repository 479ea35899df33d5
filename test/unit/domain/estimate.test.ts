import { describe, expect, test } from 'vitest';
import {
  comparable,
  estimateOf,
  fewestSamples,
  samplesOf,
  type PastWait,
  type WaitSample,
} from '../../../domain/visitors/estimate.ts';
import { isOutwaited } from '../../../domain/visitors/headline.ts';
import { seeded } from '../../../domain/demo/random.ts';

const exponential = (random: () => number, mean: number): number => -mean * Math.log(1 - random());

/** A day at some counters: visitors come at random, more in the morning, and are served in their order. */
function simulatedDay(
  day: string,
  random: () => number,
  { counters, perHour }: { counters: number; perHour: number },
): PastWait[] {
  const free = Array<number>(counters).fill(0);
  const waits: PastWait[] = [];
  for (let at = 0; at < 8 * 3_600_000;) {
    const rush = at < 3 * 3_600_000 ? 1.5 : 0.8;
    at += exponential(random, 3_600_000 / (perHour * rush));
    const counter = free.indexOf(Math.min(...free));
    const calledAt = Math.max(at + 3_000, free[counter] ?? 0);
    const service = 60_000 + exponential(random, 240_000);
    free[counter] = calledAt + service;
    waits.push({ day, takenAt: at, leftAt: calledAt, called: true });
  }
  return waits;
}

describe('the range shown to who waits', () => {
  test.each([
    { seed: 6500, counters: 1, perHour: 8 },
    { seed: 6501, counters: 2, perHour: 18 },
    { seed: 6502, counters: 2, perHour: 8 },
    { seed: 6503, counters: 3, perHour: 30 },
  ])('holds in 70 to 90 of 100 cases on simulated days: %j', ({ seed, ...office }) => {
    const random = seeded(seed);
    const past = Array.from({ length: 20 }, (_day, index) => simulatedDay(`past-${index}`, random, office));
    const samples = samplesOf(past.flat());
    const coming = Array.from({ length: 20 }, (_day, index) => simulatedDay(`next-${index}`, random, office));
    const judged = samplesOf(coming.flat()).flatMap(({ ahead, takenAt, seconds }) => {
      const range = estimateOf(
        ahead,
        comparable(samples, takenAt, (at) => at),
      );
      return range ? [seconds >= range.lowMinutes * 60 && seconds <= range.highMinutes * 60] : [];
    });
    expect(judged.length).toBeGreaterThan(500);
    const held = judged.filter(Boolean).length / judged.length;
    expect(held, `seed ${seed}`).toBeGreaterThanOrEqual(0.7);
    expect(held, `seed ${seed}`).toBeLessThanOrEqual(0.9);
  });

  const samples = (ahead: number, seconds: number[]): WaitSample[] =>
    seconds.map((wait) => ({ takenAt: 0, ahead, seconds: wait }));
  const twenty = Array.from({ length: fewestSamples }, (_none, index) => (index + 1) * 30);

  test('is none where too few have waited', () => {
    expect(estimateOf(1, samples(1, twenty.slice(1)))).toBeNull();
    expect(estimateOf(1, samples(1, twenty))).toEqual({ lowMinutes: 1, highMinutes: 9 });
  });

  test('grows with the line where nobody had exactly as many ahead', () => {
    expect(estimateOf(3, samples(1, twenty))).toEqual({ lowMinutes: 3, highMinutes: 18 });
  });

  test('is none where it would be too wide to help, unless it begins as late', () => {
    const until = (minutes: number): number[] =>
      Array.from({ length: fewestSamples }, (_none, index) => ((index + 1) * minutes * 60) / fewestSamples);
    expect(estimateOf(0, samples(0, until(25)))).toBeNull();
    const late = until(25).map((seconds) => seconds + 25 * 60);
    expect(estimateOf(0, samples(0, late))).toEqual({ lowMinutes: 28, highMinutes: 48 });
  });

  test('is wrong once the visitor has stood there for longer than it reaches', () => {
    const range = { lowMinutes: 0, highMinutes: 2 };
    expect(isOutwaited(range, 120_000)).toBe(false);
    expect(isOutwaited(range, 120_001)).toBe(true);
  });

  test('is none for a line as nobody has seen it', () => {
    expect(estimateOf(2, samples(9, twenty))).toBeNull();
  });
});

describe('an earlier wait', () => {
  const wait = (takenAt: number, leftAt: number, called = true): PastWait => ({
    day: 'd',
    takenAt,
    leftAt,
    called,
  });

  test('knows who stood ahead when it began, those who gave up too', () => {
    const found = samplesOf([wait(0, 500), wait(100, 900, false), wait(200, 1_200), wait(1_000, 1_500)]);
    expect(found.map(({ ahead, seconds }) => [ahead, seconds])).toEqual([
      [0, 0.5],
      [2, 1],
      [1, 0.5],
    ]);
  });
});
