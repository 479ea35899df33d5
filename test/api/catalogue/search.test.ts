import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { Publication } from '../../../domain/catalogue/publication.ts';
import type {
  CatalogueResults,
  CatalogueSuggestions,
  PublicationView,
} from '../../../wire/catalogue/catalogue.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

/** Editions of a small office's shelf. */
const shelf: Publication[] = [
  ...[2021, 2022, 2023, 2024].map((year) => ({
    ...unknown,
    title: `Kabupaten Bulungan Dalam Angka ${year}`,
    titleEn: `Bulungan Regency in Figures ${year}`,
    year,
    region: 'Kabupaten Bulungan',
    subject: 'Kependudukan',
    catalogueNumber: '1102001.6502',
    publicationNumber: `65020.${year - 2000}01`,
    copies: year === 2024 ? 0 : 2,
  })),
  {
    ...unknown,
    title: 'Profil Kemiskinan Kabupaten Bulungan 2023',
    titleEn: 'Poverty Profile of Bulungan Regency 2023',
    year: 2023,
    region: 'Kabupaten Bulungan',
    subject: 'Kemiskinan',
    publicationNumber: '65020.2307',
    abstract: 'Jumlah dan persentase penduduk miskin menurut garis kemiskinan.',
  },
  {
    ...unknown,
    title: 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023',
    year: 2024,
    region: 'Kota Tarakan',
    subject: 'Neraca',
    publicationNumber: '65710.2402',
  },
];

beforeAll(async () => {
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications: shelf }));
});

async function searchFor(parameters: Record<string, string>): Promise<CatalogueResults> {
  const { status, body } = await world
    .client()
    .send<CatalogueResults>(`/api/v1/catalogue?${new URLSearchParams(parameters).toString()}`);
  expect(status).toBe(200);
  return body;
}

const titlesOf = ({ items }: CatalogueResults): string[] => items.map(({ title }) => title);

describe('a search', () => {
  test('shows the newest edition of a series first', async () => {
    const found = await searchFor({ q: 'bulungan dalam angka' });
    expect(titlesOf(found).slice(0, 4)).toEqual(
      [2024, 2023, 2022, 2021].map((year) => `Kabupaten Bulungan Dalam Angka ${year}`),
    );
  });

  test('puts the year that was asked for first', async () => {
    expect(titlesOf(await searchFor({ q: 'bulungan dalam angka 2022' }))[0]).toContain('2022');
  });

  test.each([
    ['kemiskinann', 'kemiskinan', 'Profil Kemiskinan Kabupaten Bulungan 2023'],
    ['bulunggan dlam anka', 'bulungan dalam angka', 'Kabupaten Bulungan Dalam Angka 2024'],
  ])('for %s corrects it and says so', async (q, corrected, first) => {
    const found = await searchFor({ q });
    expect(found.corrected).toBe(corrected);
    expect(titlesOf(found)[0]).toBe(first);
  });

  test.each([
    ['pdrb tarakan', 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023'],
    ['poverty', 'Profil Kemiskinan Kabupaten Bulungan 2023'],
    ['penduduk miskin', 'Profil Kemiskinan Kabupaten Bulungan 2023'],
    ['65710.2402', 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023'],
    ['657102402', 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023'],
    ['6571', 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023'],
    ['"regional bruto"', 'Produk Domestik Regional Bruto Kota Tarakan 2019-2023'],
  ])('for %s finds %s', async (q, title) => {
    expect(titlesOf(await searchFor({ q }))[0]).toBe(title);
  });

  test('answers with the closest when nothing has all of it, the subject before the region', async () => {
    const found = await searchFor({ q: 'kemiskinan tarakan' });
    expect(found).toMatchObject({ closest: true, total: 2, enough: 0 });
    expect(titlesOf(found)[0]).toBe('Profil Kemiskinan Kabupaten Bulungan 2023');
  });

  test('does not let words that nobody wrote hide what comes closest', async () => {
    const found = await searchFor({ q: 'kemiskinan xilofon marimba' });
    expect(found).toMatchObject({ closest: true, corrected: null });
    expect(titlesOf(found)[0]).toBe('Profil Kemiskinan Kabupaten Bulungan 2023');
  });

  test('fills a short answer up with what comes closest', async () => {
    const found = await searchFor({ q: 'kemiskinan bulungan' });
    expect(found).toMatchObject({ closest: false, total: 5, enough: 1 });
    expect(titlesOf(found)[0]).toBe('Profil Kemiskinan Kabupaten Bulungan 2023');
  });

  test('for a range of years finds what tells of it, though published later', async () => {
    expect(titlesOf(await searchFor({ q: 'pdrb tarakan 2019-2023' }))[0]).toContain('2019-2023');
  });

  test('takes the last word for the beginning of one', async () => {
    const found = await searchFor({ q: 'kabupaten bulungan dalam a' });
    expect(found.corrected).toBeNull();
    expect(titlesOf(found)[0]).toBe('Kabupaten Bulungan Dalam Angka 2024');
  });

  test('counts what it can be narrowed by, and is narrowed', async () => {
    const found = await searchFor({ q: 'bulungan', year: '2023', group: 'series' });
    expect(found.total).toBe(2);
    expect(found.facets.subject).toEqual([
      { value: 'Kemiskinan', count: 1 },
      { value: 'Kependudukan', count: 1 },
    ]);
    expect(found.facets.year.map(({ value }) => value)).toEqual(['2024', '2023', '2022', '2021']);
    expect((await searchFor({ q: 'bulungan', region: '6502', printed: 'true' })).total).toBe(3);
  });

  test('tells how many editions its series hold, which are what it counts', async () => {
    const bySeries = await searchFor({ group: 'series' });
    expect(bySeries.total).toBeLessThan(shelf.length);
    expect(bySeries.publications).toBe(shelf.length);
    expect(bySeries.facets.year.reduce((sum, { count }) => sum + count, 0)).toBe(shelf.length);
    const [most] = bySeries.facets.region;
    const narrowed = await searchFor({ group: 'series', region: `${most?.value}` });
    expect(narrowed.publications).toBe(most?.count);
    expect(await searchFor({ q: 'kemiskinan tarakan' })).toMatchObject({ total: 2, publications: 2 });
  });

  test('marks what it found', async () => {
    const { items } = await searchFor({ q: 'miskin' });
    const marked = items[0]?.highlights.abstract.filter(({ match }) => match).map(({ text }) => text);
    expect(marked).toEqual(['miskin', 'kemiskinan']);
  });

  test.each([
    '"',
    "'; drop table publication; --",
    '& | ! <-> :* ()',
    '🙂',
    'a'.repeat(10_000),
    'di ke dari',
    '"dalam angka',
    '\u0000',
  ])('for %j answers and does no harm', async (q) => {
    await searchFor({ q });
    expect((await searchFor({})).total).toBe(shelf.length);
  });
});

async function suggestionsFor(q: string): Promise<CatalogueSuggestions['suggestions']> {
  const path = `/api/v1/catalogue/suggestions?${new URLSearchParams({ q }).toString()}`;
  const { status, body } = await world.client().send<CatalogueSuggestions>(path);
  expect(status).toBe(200);
  return body.suggestions;
}

describe('while a query is typed', () => {
  test.each([
    ['kabupaten bul', 'Kabupaten Bulungan Dalam Angka'],
    ['bulunggan dal', 'Kabupaten Bulungan Dalam Angka'],
    ['bulungan regency in fig', 'Kabupaten Bulungan Dalam Angka'],
    ['pdrb', 'Produk Domestik Regional Bruto Kota Tarakan'],
    ['produk dom', 'Produk Domestik Regional Bruto Kota Tarakan'],
  ])('%s suggests the series %s once', async (q, text) => {
    const suggested = await suggestionsFor(q);
    expect(suggested.filter((one) => one.text === text)).toEqual([{ text, kind: 'series' }]);
    expect(suggested.length).toBeLessThanOrEqual(8);
  });

  test('its last word is ended', async () => {
    expect(await suggestionsFor('profil kemis')).toContainEqual({ text: 'profil kemiskinan', kind: 'word' });
  });

  test.each([
    '',
    ' ',
    '"',
    '& | ! <-> :* ()',
    '🙂',
    'a'.repeat(10_000),
    'di ke dari',
    '"dalam angka',
    '\u0000',
    '%_',
  ])('%j is answered', async (q) => {
    await suggestionsFor(q);
  });
});

test('a publication tells of the other editions of its series', async () => {
  const [newest] = (await searchFor({ q: 'bulungan dalam angka' })).items;
  const { body } = await world.client().send<PublicationView>(`/api/v1/catalogue/${newest?.id}`);
  expect(body.series.map(({ year }) => year)).toEqual([2023, 2022, 2021]);
});

test('storing the same again changes nothing, and a change is found', async () => {
  const [first, ...rest] = shelf;
  if (!first) throw new Error('the shelf is empty');
  const changed = { ...first, shelf: 'Rak 3, baris 2' };
  const outcomes = await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications: [changed, ...rest] }));
  expect(outcomes).toEqual(['changed', ...rest.map(() => 'unchanged')]);
  const { items } = await searchFor({ q: 'bulungan dalam angka 2021' });
  expect(items[0]?.shelf).toBe('Rak 3, baris 2');
});

test('a word that English does not count is found all the same', async () => {
  const publications = [
    { ...unknown, title: 'Laporan WHO Kabupaten Bulungan 2020', publicationNumber: '65020.2099' },
  ];
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications }));
  for (const q of ['WHO', 'who bulungan', 'laporan who'])
    expect((await searchFor({ q })).items[0]?.title).toBe('Laporan WHO Kabupaten Bulungan 2020');
});
