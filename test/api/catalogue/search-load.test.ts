import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { CatalogueResults } from '../../../wire/catalogue/catalogue.ts';
import { collectionOf } from '../../world/catalogue/records.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const reader = useClient(world);
const collection = collectionOf(1_000).map(({ publication }) => publication);

async function store(publications: readonly (typeof collection)[number][]): Promise<void> {
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications }));
}

const pathOf = (query: Record<string, string>): string =>
  `/api/v1/catalogue?${new URLSearchParams(query).toString()}`;

async function searchFor(query: Record<string, string>, base = world.base): Promise<CatalogueResults> {
  const response = await fetch(`${base}${pathOf(query)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as CatalogueResults;
}

beforeAll(() => store(collection));

describe('searches without end', () => {
  test('neither delay a ticket nor fail it, and say clearly when they are too many', async () => {
    await reader.takeTicket(); // the worker has met its first visit
    let searches: Promise<Response[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`lock table publication_index in access exclusive mode`.execute(trx); // no search ends
      searches = Promise.all(
        Array.from({ length: 150 }, (_, n) => fetch(`${world.base}${pathOf({ q: `statistik ${n}` })}`)),
      );
      const tickets = await Promise.all(Array.from({ length: 5 }, () => reader.takeTicket()));
      expect(tickets.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    });
    const answers = (await searches) ?? [];
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of answers) {
      expect([200, 429, 503]).toContain(response.status);
      if (response.status !== 200) expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect((await searchFor({ q: 'statistik' })).total).toBeGreaterThan(0);
  });

  test('from one address are refused for a while, and another address is not', async () => {
    await using hall = await openWorld({}, { rateLimits: true, trustedProxies: '127.0.0.1' });
    const from = (address: string, path: string): Promise<Response> =>
      fetch(`${hall.base}${path}`, { headers: { 'x-forwarded-for': address } });
    const statuses = new Set<number>();
    while (!statuses.has(429)) statuses.add((await from('198.51.100.7', pathOf({}))).status);
    expect([...statuses]).toEqual([200, 429]);
    expect((await from('198.51.100.8', pathOf({}))).status).toBe(200);
  });
});

describe('every page of a long answer', () => {
  test.each([
    ['the whole collection', {}],
    ['its series', { group: 'series' }],
    ['a broad search', { q: 'statistik' }],
    ['series of a broad search', { q: 'statistik', group: 'series' }],
    ['a year', { q: '2020' }],
    ['a narrowed search', { q: 'kabupaten', subject: 'Kependudukan' }],
  ])('has what no other page of %s has, and together they have all', async (_what, query) => {
    const seen: string[] = [];
    const { total } = await searchFor({ ...query, perPage: '50' });
    expect(total).toBeGreaterThan(0);
    for (let page = 1; page <= Math.ceil(total / 50); page += 1) {
      const { items } = await searchFor({ ...query, perPage: '50', page: String(page) });
      seen.push(...items.map(({ id }) => id));
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect((await searchFor({ ...query, perPage: '50', page: '10000' })).items).toEqual([]);
  });

  test('without a query is in the order of years, releases and titles', async () => {
    const { items } = await searchFor({ perPage: '100' });
    const rows = await Promise.all(
      items.map(async ({ id, title, year }) => {
        const { rows: found } = await sql<{ newest: boolean; released: string | null }>`
          select newest, coalesce(released::text, '') as released from publication_index where id = ${id}
        `.execute(world.db);
        return [found[0]?.newest ? '1' : '0', String(year), found[0]?.released ?? '', title] as const;
      }),
    );
    const sorted = rows.toSorted((a, b) => {
      for (const place of [0, 1, 2] as const) if (a[place] !== b[place]) return a[place] < b[place] ? 1 : -1;
      return a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : 0;
    });
    expect(rows).toEqual(sorted);
  });
});

describe('what is remembered of a search', () => {
  test('is right at once after a change, in every process', async () => {
    const other = await world.startApi();
    const query = { q: 'bulungan', perPage: '100' };
    const before = await searchFor(query);
    expect(await searchFor(query, other)).toEqual(before);
    const first = collection.find(({ title }) => title.includes('Bulungan'));
    if (!first) throw new Error('nothing of Bulungan');
    await store([{ ...first, publicationNumber: '65020.9999', title: 'Bulungan Baru', year: 2025 }]);
    for (const base of [world.base, other]) {
      const after = await searchFor(query, base);
      expect(after.total).toBe(before.total + 1);
      expect(after.items.map(({ title }) => title)).toContain('Bulungan Baru');
    }
  });

  test('is right at once after a change of the synonyms', async () => {
    expect((await searchFor({ q: 'zubaidah' })).enough).toBe(0);
    await sql`insert into synonym (line, term) values (9001, 'zubaidah'), (9001, 'kemiskinan')`.execute(
      world.db,
    );
    expect((await searchFor({ q: 'zubaidah' })).enough).toBeGreaterThan(0);
  });
});
