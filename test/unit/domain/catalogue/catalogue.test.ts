import { describe, expect, test } from 'vitest';
import { facetsOf, totalOf, type Combination } from '../../../../domain/catalogue/facets.ts';
import { isIsbn, isIssn } from '../../../../domain/catalogue/identifiers.ts';
import { keyOf } from '../../../../domain/catalogue/publication.ts';
import { regionOf } from '../../../../domain/catalogue/regions.ts';
import { seriesOf } from '../../../../domain/catalogue/series.ts';
import { unitsOf } from '../../../../domain/catalogue/units.ts';
import { enough, needed, weigh } from '../../../../domain/catalogue/weights.ts';

describe('a check digit', () => {
  test.each(['0317-8471', '2434-561X'])('of the ISSN %s is right', (issn) => expect(isIssn(issn)).toBe(true));
  test.each(['0317-8472', '-', ''])('of the ISSN %j is wrong', (issn) => expect(isIssn(issn)).toBe(false));
  test.each(['0-306-40615-2', '978-0-306-40615-7', '0-8044-2957-X'])('of the ISBN %s is right', (isbn) =>
    expect(isIsbn(isbn)).toBe(true),
  );
  test.each(['0-306-40615-3', '978-0-306-40615-8', '123'])('of the ISBN %s is wrong', (isbn) =>
    expect(isIsbn(isbn)).toBe(false),
  );
});

describe('two rows are one publication', () => {
  test('by the publication number, however it is written', () => {
    const of = (publicationNumber: string) => keyOf({ publicationNumber, catalogueNumber: null, year: 2024 });
    expect(of('65020.2401')).toBe(of('65020 2401'));
  });
  test('otherwise by catalogue number and year', () => {
    const of = (year: number) => keyOf({ publicationNumber: null, catalogueNumber: '1102001.6502', year });
    expect(of(2023)).not.toBe(of(2024));
  });
  test('never without either', () => {
    expect(keyOf({ publicationNumber: null, catalogueNumber: null, year: 2024 })).toBeNull();
  });
});

test.each([
  ['6502', 'Kabupaten Bulungan'],
  ['bulungan', 'Kabupaten Bulungan'],
  ['KAB. BULUNGAN', 'Kabupaten Bulungan'],
  ['65', 'Kalimantan Utara'],
  ['Provinsi Kalimantan Utara', 'Kalimantan Utara'],
  ['Kabupaten Antah Berantah', 'Kabupaten Antah Berantah'],
])('the region %s is %s', (written, region) => expect(regionOf(written)).toBe(region));

test.each([
  ['Kabupaten Bulungan Dalam Angka 2024', 'kabupaten bulungan dalam angka'],
  ['PDRB Kalimantan Utara Menurut Lapangan Usaha 2019-2023', 'pdrb kalimantan utara menurut lapangan usaha'],
  ['Keadaan Angkatan Kerja Agustus 2023', 'keadaan angkatan kerja'],
  ['Tinjauan Regional Triwulan II 2023', 'tinjauan regional'],
  ['Statistik Harga Volume 3 Nomor 2', 'statistik harga'],
  ['2024', '2024'],
])('%s belongs to the series %s', (title, series) => expect(seriesOf(title)).toBe(series));

test('a term of several words is one unit with its meanings', () => {
  const units = unitsOf(
    ['produk', 'domestik', 'bruto', 'bulungan'],
    new Map([['produk domestik bruto', ['pdrb']]]),
  );
  expect(units).toEqual([
    { words: ['produk', 'domestik', 'bruto'], alternatives: [['produk', 'domestik', 'bruto'], ['pdrb']] },
    { words: ['bulungan'], alternatives: [['bulungan']] },
  ]);
});

describe('a word that stands in most publications', () => {
  const words = weigh(
    [
      { word: 'data', documents: 700 },
      { word: 'kemiskinan', documents: 40 },
      { word: 'bulungan', documents: 60 },
    ],
    1000,
  );
  const [data, kemiskinan, bulungan] = words.map(({ weight }) => weight);

  test('may be missing, and each that tells something may not', () => {
    expect(1 - (data ?? 0)).toBeGreaterThan(enough);
    expect(1 - (kemiskinan ?? 0)).toBeLessThan(enough);
    expect(1 - (bulungan ?? 0)).toBeLessThan(enough);
  });

  test('is not looked for when a rarer one is needed anyway', () => {
    expect(needed(words).map(({ word }) => word)).toEqual(['kemiskinan']);
  });
});

describe('facets', () => {
  const base = { subject: null, language: 'id', softcopy: 'false', printed: 'true' };
  const combinations: Combination[] = [
    { ...base, year: '2023', region: 'Kota Tarakan', count: 3 },
    { ...base, year: '2024', region: 'Kota Tarakan', count: 1 },
    { ...base, year: '2024', region: 'Kabupaten Malinau', count: 2 },
  ];
  const chosen = { year: ['2024'] };

  test('count a value as if its own facet were open', () => {
    const { year, region } = facetsOf(combinations, chosen);
    expect(year).toEqual([
      { value: '2024', count: 3 },
      { value: '2023', count: 3 },
    ]);
    expect(region).toEqual([
      { value: 'Kabupaten Malinau', count: 2 },
      { value: 'Kota Tarakan', count: 1 },
    ]);
  });

  test('narrow the total', () => expect(totalOf(combinations, chosen)).toBe(3));
});
