import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { Publication } from '../../../domain/catalogue/publication.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { runPython } from '../../world/programs/python/python.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

/** Everything that either format would misread. */
const odd = 'Data {50%} & $1_000 #2 ~ ^ \\ "kutip" } @book{x,\nER  - \nTY  - JOUR Ünï 😀';
const readOdd = 'Data {50%} & $1_000 #2 ~ ^ \\ "kutip" } @book{x, ER - TY - JOUR Ünï 😀';

const report: Publication = {
  title: odd.replaceAll('\n', ' '),
  titleEn: 'Bulungan Regency in Figures 2024',
  year: 2024,
  catalogueNumber: '1102001.6502',
  publicationNumber: '65020.2401',
  issn: '0317-8471',
  isbn: null,
  abstract: odd,
  language: 'id-en',
  region: 'Kabupaten Bulungan',
  subject: 'Kependudukan & Migrasi',
  pages: 312,
  publisher: 'Bappeda and BPS, Kabupaten Bulungan',
  frequency: 'Tahunan',
  releaseDate: '2024-02-28',
  shelf: 'R 310',
  copies: 2,
  rights: '© BPS',
};
const book: Publication = { ...report, publicationNumber: '65020.2402', isbn: '978-0-306-40615-7' };
const bare: Publication = { ...unknown, title: 'Tanpa apa-apa', publicationNumber: '65020.2403' };

let ids: Readonly<Record<'report' | 'book' | 'bare', string>>;
const pageOf = (id: string): string => `${world.base}/pustaka/${id}`;

async function idOf(publicationNumber: string | null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from publication where publication_number = ${publicationNumber}
  `.execute(world.db);
  return rows[0]?.id ?? '';
}

beforeAll(async () => {
  const empty = await fetch(`${world.base}/sitemap.xml`);
  expect(empty.status).toBe(404);
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications: [report, book, bare] }));
  ids = {
    report: await idOf(report.publicationNumber),
    book: await idOf(book.publicationNumber),
    bare: await idOf(bare.publicationNumber),
  };
});

/** A citation, as a library of its format reads it. */
async function cited(id: string, format: 'ris' | 'bibtex'): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${world.base}/api/v1/catalogue/${id}/citation?format=${format}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(
    `application/x-${format === 'ris' ? 'research-info-systems' : 'bibtex'}; charset=utf-8`,
  );
  const reader = runPython('citation', format);
  reader.write(await response.text());
  reader.endInput();
  return JSON.parse(await reader.ended) as Record<string, unknown>[];
}

describe('RIS', () => {
  test('of a report is read back', async () => {
    expect(await cited(ids.report, 'ris')).toEqual([
      {
        type_of_reference: 'RPRT',
        title: readOdd,
        translated_title: report.titleEn,
        authors: [report.publisher],
        year: '2024',
        date: '2024/02/28',
        publisher: report.publisher,
        issn: '65020.2401',
        language: 'Indonesian and English',
        abstract: readOdd,
        keywords: ['Kependudukan & Migrasi', 'Kabupaten Bulungan'],
        notes: ['ISSN 0317-8471'],
        urls: [pageOf(ids.report)],
      },
    ]);
  });

  test('of a book has its ISBN and pages', async () => {
    expect(await cited(ids.book, 'ris')).toMatchObject([
      {
        type_of_reference: 'BOOK',
        issn: '978-0-306-40615-7',
        start_page: '312',
        notes: ['65020.2402, ISSN 0317-8471'],
      },
    ]);
  });

  test('of what is hardly known has no empty fields', async () => {
    expect(await cited(ids.bare, 'ris')).toEqual([
      {
        type_of_reference: 'RPRT',
        title: 'Tanpa apa-apa',
        year: '2024',
        issn: '65020.2403',
        language: 'Indonesian',
        urls: [pageOf(ids.bare)],
      },
    ]);
  });
});

describe('BibTeX', () => {
  test('of a report is read back', async () => {
    expect(await cited(ids.report, 'bibtex')).toEqual([
      {
        type: 'techreport',
        key: 'pub2024n650202401',
        title: readOdd.replace('^', 'ˆ'),
        author: report.publisher,
        institution: report.publisher,
        year: '2024',
        number: '65020.2401',
        issn: '0317-8471',
        pagetotal: '312',
        language: 'Indonesian and English',
        keywords: 'Kependudukan & Migrasi, Kabupaten Bulungan',
        abstract: readOdd.replace('^', 'ˆ'), // the library's own reading of \textasciicircum
        url: pageOf(ids.report),
      },
    ]);
  });

  test('of a book has publisher and ISBN', async () => {
    expect(await cited(ids.book, 'bibtex')).toMatchObject([
      { type: 'book', publisher: book.publisher, isbn: '978-0-306-40615-7' },
    ]);
  });

  test('of what is hardly known has no empty fields', async () => {
    expect(await cited(ids.bare, 'bibtex')).toEqual([
      {
        type: 'techreport',
        key: 'pub2024n650202403',
        title: 'Tanpa apa-apa',
        year: '2024',
        number: '65020.2403',
        language: 'Indonesian',
        url: pageOf(ids.bare),
      },
    ]);
  });
});

describe('JSON-LD', () => {
  async function described(id: string): Promise<unknown> {
    const response = await fetch(`${world.base}/api/v1/catalogue/${id}/jsonld`);
    expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    return response.json();
  }

  test('describes a book with its place', async () => {
    const publisher = { '@type': 'Organization', name: book.publisher };
    expect(await described(ids.book)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Book',
      '@id': pageOf(ids.book),
      url: pageOf(ids.book),
      name: book.title,
      alternateName: book.titleEn,
      abstract: odd,
      inLanguage: ['id', 'en'],
      datePublished: '2024-02-28',
      author: publisher,
      publisher,
      isbn: '978-0-306-40615-7',
      identifier: '65020.2402',
      numberOfPages: 312,
      isPartOf: { '@type': 'Periodical', issn: '0317-8471' },
      keywords: 'Kependudukan & Migrasi',
      spatialCoverage: { '@type': 'Place', name: 'Kabupaten Bulungan', identifier: '6502' },
      copyrightNotice: '© BPS',
    });
  });

  test('describes a report, and leaves out what nobody knows', async () => {
    expect(await described(ids.bare)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Report',
      '@id': pageOf(ids.bare),
      url: pageOf(ids.bare),
      name: 'Tanpa apa-apa',
      inLanguage: 'id',
      datePublished: '2024',
      reportNumber: '65020.2403',
    });
  });
});

test.each([
  ['citation?format=ris', 404],
  ['citation?format=endnote', 400],
  ['citation', 400],
  ['citation?format=ris&format=ris', 400],
  ['jsonld', 404],
])('%s of a publication that is none is refused', async (path, status) => {
  const response = await fetch(`${world.base}/api/v1/catalogue/00000000-0000-4000-8000-000000000000/${path}`);
  expect(response.status).toBe(status);
});

test('robots.txt names the sitemap', async () => {
  const response = await fetch(`${world.base}/robots.txt`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(await response.text()).toContain(`\nSitemap: ${world.base}/sitemap.xml\n`);
});

describe('the sitemap', () => {
  const read = async (path: string): Promise<{ status: number; pages: string[] }> => {
    const response = await fetch(`${world.base}${path}`);
    const locations = [...(await response.text()).matchAll(/<loc>([^<]*)<\/loc>/g)];
    return { status: response.status, pages: locations.map(([, location = '']) => location) };
  };

  test('has every page, and none of what is removed', async () => {
    const { pages } = await read('/sitemap.xml');
    expect(pages.toSorted()).toEqual(Object.values(ids).map(pageOf).toSorted());
    await sql`delete from publication_index where id = ${ids.bare}`.execute(world.db);
    expect((await read('/sitemap.xml')).pages).toHaveLength(2);
  });

  test('is an index of files above 50,000', async () => {
    for (let start = 0; start < 50_000; start += 5_000) {
      await sql`
        with added as (insert into publication (office, key, title, year, written_in, copies)
          select ${world.office}, n::text, n::text, 2024, 'id', 0 from generate_series(${start}::int, ${start + 4_999}::int) n
          returning id)
        insert into publication_index
          (id, office, series, year, language, softcopy, printed, title_words, terms)
        select id, ${world.office}, 0, 2024, 'id', false, false, 1, '' from added
      `.execute(world.db);
    }
    expect((await read('/sitemap.xml')).pages).toEqual(
      [1, 2].map((part) => `${world.base}/sitemap-${part}.xml`),
    );
    const [first, second] = [await read('/sitemap-1.xml'), await read('/sitemap-2.xml')];
    expect([first.pages.length, second.pages.length]).toEqual([50_000, 2]);
    expect(new Set([...first.pages, ...second.pages]).size).toBe(50_002);
  });

  test.each(['/sitemap-0.xml', '/sitemap-3.xml', '/sitemap-x.xml', '/sitemap-1e1.xml'])(
    'has no %s',
    async (path) => {
      expect((await read(path)).status).toBe(404);
    },
  );
});
