import { describe, expect, test } from 'vitest';
import { wholeMonthsBefore } from '../../../../domain/standard/periods.ts';

describe('the whole months before a day', () => {
  test.each([
    ['2026-11-29', 1, { from: '2026-10-01', to: '2026-10-31' }],
    ['2026-11-01', 1, { from: '2026-10-01', to: '2026-10-31' }],
    ['2026-01-05', 1, { from: '2025-12-01', to: '2025-12-31' }],
    ['2028-03-31', 1, { from: '2028-02-01', to: '2028-02-29' }],
    ['2026-11-29', 12, { from: '2025-11-01', to: '2026-10-31' }],
  ])('%s, %i', (day, months, days) => {
    expect(wholeMonthsBefore(day, months)).toEqual(days);
  });
});
