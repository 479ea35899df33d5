import { describe, expect, test } from 'vitest';
import { toCode128 } from '../../../../domain/catalogue/code-128.ts';
import { readCodes } from '../../../world/codes.ts';

const quiet = 10;
const scale = 2;
const height = 20;

/** What a reader that is not ours makes of the bars. */
async function readBack(digits: string): Promise<readonly string[]> {
  const row = [quiet, ...toCode128(digits), quiet].flatMap((width, index) =>
    Array.from({ length: width * scale }, () => (index % 2 === 1 ? 0 : 255)),
  );
  const pixels = Array.from({ length: height }, () => row)
    .flat()
    .flatMap((grey) => [grey, grey, grey, 255]);
  const picture = { width: row.length, height, data: new Uint8ClampedArray(pixels), colorSpace: 'srgb' };
  return (await readCodes(picture as ImageData)).map(({ text }) => text);
}

describe('a barcode of digits', () => {
  test('is read back with every pair there is', async () => {
    const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'));
    for (let at = 0; at < pairs.length; at += 6) {
      const digits = pairs.slice(at, at + 6).join('');
      expect(await readBack(digits)).toEqual([digits]);
    }
  });

  test('is read back with every check symbol there is', async () => {
    const sums = new Set<number>();
    for (let number = 0; number < 103; number += 1) {
      const digits = `29${String(number % 100).padStart(2, '0')}${number >= 100 ? '01' : '00'}`;
      expect(await readBack(digits)).toEqual([digits]);
      const [a = 0, b = 0, c = 0] = (digits.match(/\d\d/g) ?? []).map(Number);
      sums.add((105 + a + 2 * b + 3 * c) % 103);
    }
    expect(sums.size).toBeGreaterThan(95);
  });

  test('takes no odd number of digits', () => {
    expect(() => toCode128('290')).toThrow('pairs of digits');
    expect(() => toCode128('29a0')).toThrow('pairs of digits');
  });
});
