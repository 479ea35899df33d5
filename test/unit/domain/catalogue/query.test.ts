import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '../../../../domain/catalogue/search/query.ts';

describe('a query', () => {
  test('has words without accents and without the small ones', () => {
    expect(readQuery('  Profil  KEMISKINÁN di Bulungan! ').words).toEqual([
      'profil',
      'kemiskinan',
      'bulungan',
    ]);
  });

  test('of small words alone keeps them', () => {
    expect(readQuery('di dalam').words).toEqual(['di', 'dalam']);
  });

  test('has phrases in quotes of any kind, the last of which may be left open', () => {
    const { phrases, words } = readQuery('“dalam angka” nunukan "produk domestik');
    expect(phrases).toEqual([
      ['dalam', 'angka'],
      ['produk', 'domestik'],
    ]);
    expect(words).toEqual(['nunukan']);
  });

  test.each(['1102001.6502', '1102001 6502', '11020016502'])('has the catalogue number of %s', (text) => {
    expect(readQuery(text).numbers).toEqual(['11020016502']);
  });

  test('keeps a code of four digits apart from a year', () => {
    expect(readQuery('6502 2023')).toMatchObject({ words: ['6502'], year: 2023, numbers: [] });
  });

  test.each(['2019-2023', '2023 – 2019', '2019 sampai 2023', '2019 s.d. 2023', '2019 s/d 2023', '2019 2023'])(
    'has the range of %s',
    (text) => {
      expect(readQuery(`ipm ${text}`)).toMatchObject({ words: ['ipm'], years: { from: 2019, to: 2023 } });
    },
  );

  test('is read from whatever was typed, and has words alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const { words, phrases, numbers, typed } = readQuery(text);
        for (const word of [...words, ...phrases.flat(), ...numbers, ...typed])
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
