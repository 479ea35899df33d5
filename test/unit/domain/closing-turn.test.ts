import { describe, expect, test } from 'vitest';
import { closingTurnMs } from '../../../domain/offices/closing-turn.ts';

const codes = (count: number): string[] => Array.from({ length: count }, (_none, n) => String(1100 + 15 * n));

describe('the turn of an office to close its visits', () => {
  test('is at once where it is the only one, and within a second where there are a dozen', () => {
    expect(closingTurnMs('6500', 1)).toBe(0);
    for (const code of codes(12)) expect(closingTurnMs(code, 12)).toBeLessThan(1_000);
  });

  test('is spread over most of a minute where there are hundreds, and never later', () => {
    for (const count of [550, 5_500]) {
      const turns = codes(count).map((code) => closingTurnMs(code, count));
      const tenths = Array.from(
        { length: 10 },
        (_none, n) => turns.filter((ms) => Math.floor(ms / 4_800) === n).length,
      );
      expect(Math.max(...turns)).toBeLessThanOrEqual(48_000);
      for (const inTenth of tenths.slice(0, 9)) {
        expect(inTenth).toBeGreaterThan(count / 20);
        expect(inTenth).toBeLessThan(count / 5);
      }
    }
  });

  test('is always the same', () => {
    expect(closingTurnMs('6500', 550)).toBe(closingTurnMs('6500', 550));
    expect(closingTurnMs('6500', 550)).not.toBe(closingTurnMs('6501', 550));
  });
});
