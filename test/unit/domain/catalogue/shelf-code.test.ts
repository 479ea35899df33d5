import { describe, expect, test } from 'vitest';
import { readLabel, toShelfCode } from '../../../../domain/catalogue/shelf-code.ts';

const id = '0b6d2c1e-4f0a-4c57-9a55-3f1f1a1a7c10';

describe('the code of a label', () => {
  test.each([1, 42, 999_999_999])('of publication %i is read back', (shelfNumber) => {
    const code = toShelfCode(shelfNumber);
    expect(code).toMatch(/^29\d{10}$/);
    expect(readLabel(code)).toEqual({ kind: 'shelf-number', shelfNumber });
    expect(readLabel(` ${code.slice(0, 4)} ${code.slice(4)}\n`)).toEqual({
      kind: 'shelf-number',
      shelfNumber,
    });
  });

  test('with one digit misread names nothing', () => {
    const code = toShelfCode(4_711);
    for (let place = 2; place < code.length; place += 1) {
      const misread = (Number(code[place]) + 1) % 10;
      expect(readLabel(`${code.slice(0, place)}${misread}${code.slice(place + 1)}`)).toBeNull();
    }
  });

  test.each([
    [`http://127.0.0.1:8080/pustaka/${id}`],
    [`https://perpustakaan.example/pustaka/${id.toUpperCase()}?lang=en`],
    [`https://perpustakaan.example/pustaka/${id}#rak`],
  ])('as a QR code %s names a publication', (address) => {
    expect(readLabel(address)).toEqual({ kind: 'publication', id });
  });

  test.each([
    '',
    'kemiskinan',
    '1102001.6502',
    '65020.2401',
    '9780306406157',
    '8992761002015',
    `/v/${id}`,
    `/pustaka/${id}0`,
    '2'.repeat(10_000),
  ])('is not %s', (text) => {
    expect(readLabel(text)).toBeNull();
  });
});
