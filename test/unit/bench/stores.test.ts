import { expect, test } from 'vitest';
import { growthOf } from '../../../bench/capacity/stores.ts';

test('what visits left is told of each, without tables that grew by themselves', () => {
  const before = {
    tables: { visit: 8_192, search_word: 0, lease: 8_192 },
    rows: { visit: 10, search_word: 7, lease: 1 },
    writtenAhead: 1_000,
    engine: 50_000,
    visibility: 4_000,
  };
  const after = {
    tables: { visit: 28_192, search_word: 90_000, lease: 16_384, rating: 5_000 },
    rows: { visit: 30, search_word: 7, lease: 2, rating: 20 },
    writtenAhead: 61_000,
    engine: 250_000,
    visibility: 8_000,
  };
  expect(growthOf(before, after, 20)).toEqual({
    tables: { visit: 1_000, rating: 250 },
    rows: { visit: 1, rating: 1 },
    writtenAhead: 3_000,
    engine: 10_000,
    visibility: 200,
  });
});
