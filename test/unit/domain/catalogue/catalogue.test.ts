import { describe, expect, test } from 'vitest';
import { facetsOf } from '../../../../domain/catalogue/search/facets.ts';
import { isIsbn, isIssn } from '../../../../domain/catalogue/identifiers.ts';
import { keyOf } from '../../../../domain/catalogue/publication.ts';
import { placeAround, placeOf, regionOf } from '../../../../domain/catalogue/regions.ts';
import { seriesOf, yearsOf } from '../../../../domain/catalogue/series.ts';
import { unitsOf } from '../../../../domain/catalogue/search/units.ts';
import { close, enough, sufficient, weigh } from '../../../../domain/catalogue/search/weights.ts';

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
])('%s belongs to the series %s', (title, series) => expect(seriesOf(title, null)).toBe(series));

test('a series of a region goes on when its titles leave the kind of the region out', () => {
  const region = 'Kabupaten Bogor';
  const series = seriesOf('Kabupaten Bogor Dalam Angka 2024', region);
  expect(seriesOf('Bogor Dalam Angka 2009', region)).toBe(series);
  expect(seriesOf('Kota Bogor Dalam Angka 2024', 'Kota Bogor')).not.toBe(series);
});

test('a title tells the years it covers', () => {
  expect(yearsOf('PDRB Kota Tarakan 2019-2023')).toEqual({ since: 2019, until: 2023 });
  expect(yearsOf('Master File Desa')).toBeNull();
});

test.each([
  ['Kabupaten Bulungan', 'bulungan', 'kalimantan utara'],
  ['DKI Jakarta', 'jakarta', null],
  ['Kecamatan Sekatak', 'sekatak', null],
])('the region %s is typed as %s and lies in %s', (region, place, around) => {
  expect(placeOf(region)).toBe(place);
  expect(placeAround(place)).toBe(around);
});

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
      { word: 'penduduk', documents: 700, isPlace: false },
      { word: 'kemiskinan', documents: 40, isPlace: false },
      { word: 'bulungan', documents: 60, isPlace: true },
    ],
    1000,
  );
  const setsFor = (share: number): string[][] =>
    sufficient(words, share).map((set) => set.map(({ word }) => word));

  test('may be missing, and each that tells something may not', () => {
    expect(setsFor(enough)).toEqual([['kemiskinan', 'bulungan']]);
  });

  test('is not enough to come close, and either of the others is', () => {
    expect(setsFor(close)).toEqual([['kemiskinan'], ['bulungan']]);
  });

  test('the subject counts for more than the place', () => {
    const [subject, place] = words;
    expect(subject?.rank).toBeGreaterThan(2 * (place?.rank ?? 1));
  });
});

test('facets have years newest first, all else by count', () => {
  const { year, region } = facetsOf([
    { facet: 'year', value: '2023', count: 3 },
    { facet: 'region', value: 'Kota Tarakan', count: 1 },
    { facet: 'region', value: 'Kabupaten Malinau', count: 2 },
    { facet: 'year', value: '2024', count: 1 },
  ]);
  expect(year.map(({ value }) => value)).toEqual(['2024', '2023']);
  expect(region.map(({ value }) => value)).toEqual(['Kabupaten Malinau', 'Kota Tarakan']);
});
