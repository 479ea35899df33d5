import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { CatalogueResults } from '../../../wire/catalogue/catalogue.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();
const publication = {
  ...unknown,
  title: 'Harga "Beras" & <Cabai> Kabupaten Bulungan 2024',
  titleEn: 'Prices of Rice and Chili in Bulungan Regency 2024',
  region: 'Kabupaten Bulungan',
  subject: 'Harga',
  publicationNumber: '65020.2411',
  isbn: '978-602-438-001-4',
  abstract: `Harga </script><script>alert(1)</script> eceran. ${'Panjang sekali. '.repeat(40)}`,
};
let address = '';

beforeAll(async () => {
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications: [publication] }));
  const { body } = await world.client().send<CatalogueResults>('/api/v1/catalogue');
  address = `${world.base}/pustaka/${body.items[0]?.id}`;
});

async function pageAt(url: string): Promise<{ status: number; html: string }> {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  return { status: response.status, html: await response.text() };
}

describe('the page of a publication, before any script has run', () => {
  test('has its title, a description, and its address', async () => {
    const { status, html } = await pageAt(address);
    expect(status).toBe(200);
    expect(html).toContain(
      '<title>Harga &#34;Beras&#34; &#38; &#60;Cabai&#62; Kabupaten Bulungan 2024 · Pustaka</title>',
    );
    const [, description = ''] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
    expect(description).toMatch(/^Harga &#60;/);
    expect(html).toContain(`<link rel="canonical" href="${address}" />`);
  });

  test('is described in Dublin Core', async () => {
    const { html } = await pageAt(address);
    expect(html).toContain('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />');
    expect(html).toContain(
      '<meta name="DC.title" lang="en" content="Prices of Rice and Chili in Bulungan Regency 2024" />',
    );
    expect(html).toContain('<meta name="DC.coverage" content="Kabupaten Bulungan" />');
    expect(html).toContain(`<meta name="DC.identifier" content="${address}" />`);
    expect(html).not.toContain('content="null"');
  });

  test('is described for search engines, and nothing in it ends the description', async () => {
    const { html } = await pageAt(address);
    const described = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)];
    expect(described).toHaveLength(1);
    expect(JSON.parse(described[0]?.[1] ?? '')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Book',
      url: address,
      name: publication.title,
      abstract: publication.abstract,
    });
    expect(html).not.toContain('<script>alert');
  });
});

test.each([
  ['of no publication', randomUUID()],
  ['of no number', 'masukkan'],
])('a page %s is not to be listed', async (_what, id) => {
  const { html } = await pageAt(`${world.base}/pustaka/${id}`);
  expect(html).toContain('<meta name="robots" content="noindex" />');
  expect(html).not.toContain('DC.title');
});
