import { expect, test } from 'vitest';
import { allowedLate } from '../../../domain/supervision/late-budget.ts';

test.each([
  [0, 0],
  [19, 0],
  [20, 1],
  [39, 1],
  [1_319, 65],
  [1_320, 66],
])('of %d visits %d may be late', (n, allowed) => {
  expect(allowedLate(n)).toBe(allowed);
});

test('one in twenty is exact, whatever the number of visits', () => {
  for (let n = 0; n < 200_000; n++) {
    if (allowedLate(n) !== Math.trunc(n / 20)) expect.unreachable(`of ${n}`);
  }
});
