import { expect, test } from 'vitest';
import { keptQuery } from '../../../domain/supervision/library-uses.ts';

test.each([
  ['  Luas   PANEN Padi ', 'luas panen padi'],
  ['PDRB 2019-2023', 'pdrb 2019-2023'],
  ['1102001.6502', null],
  ['', null],
  ['budi@example.test', null],
  ['6471 0512 3456 0001', null],
  ['0812-3456-7890', null],
  ['x'.repeat(101), null],
])('of %j is kept %j', (text, kept) => {
  expect(keptQuery(text)).toBe(kept);
});
