import { expect, test } from 'vitest';
import { isMistyped } from '../../../../domain/catalogue/search/typos.ts';

test.each([
  ['dlam', 'dalam', 1],
  ['anka', 'angka', 1],
  ['pdai', 'padi', 2],
  ['inflsi', 'inflasi', 1],
  ['kemiskianan', 'kemiskinan', 1],
  ['hortikulutra', 'hortikultura', 2],
  ['bulunggan', 'bulungan', 1],
])('%s is %s, mistyped', (typed, meant, edits) => {
  expect(isMistyped(typed, meant, edits)).toBe(true);
});

test.each([
  ['luar', 'luas', 1],
  ['rate', 'rata', 1],
  ['batu', 'batas', 2],
  ['ratio', 'rata', 2],
])('%s is not %s', (typed, meant, edits) => {
  expect(isMistyped(typed, meant, edits)).toBe(false);
});
