import { sql } from 'kysely';
import { pino } from 'pino';
import { storePublications } from '../db/catalogue/publications.ts';
import { createDatabase, type Database } from '../db/connect.ts';
import { judgementsFor, ndcgOf } from '../test/world/catalogue/judging.ts';
import { collectionOf } from '../test/world/catalogue/records.ts';
import type { CatalogueResults } from '../wire/catalogue/catalogue.ts';
import { spreadOf } from './measuring/figures.ts';
import { keep, msOf } from './measuring/measure.ts';
import { listOrExit } from './measuring/numbers.ts';
import { startStack } from './stack.ts';

/*
 * How good and how fast the search is, with judged queries on made-up collections: `npm run bench:search`, or
 * `-- 1000 10000` for some sizes. Everything is asked over HTTP, one after the other. Some minutes.
 */

const sizes = listOrExit('size', [1_000, 10_000, 100_000]);
const office = '6500';
/** Publications of one transaction. */
const together = 5_000;
/** Letters of a judged query that are typed when suggestions are asked for. */
const typedLetters = 12;
/** Asked beside the judged ones: what has very many answers. */
const broad = [
  '',
  'statistik',
  'dalam angka',
  'indonesia',
  'data',
  'bps',
  'statistik indonesia',
  'kabupaten',
];

await using stack = await startStack();
const { db, pool } = createDatabase({
  url: stack.databaseUrl,
  max: 1,
  log: pino({ level: 'error' }),
  patienceMs: 600_000,
});
const results: Record<string, object> = {};
for (const size of sizes) results[size] = await measured(db, size);
await pool.end();
await keep('search', results);

async function measured(on: Database, size: number): Promise<object> {
  const collection = collectionOf(size);
  await sql`truncate publication, search_word cascade`.execute(on);
  const loadMs = await msOf(async () => {
    for (let start = 0; start < size; start += together) {
      const publications = collection.slice(start, start + together).map(({ publication }) => publication);
      await on.transaction().execute((trx) => storePublications(trx, { office, publications }));
    }
  });
  await sql`vacuum analyze publication, publication_index, publication_text, search_word`.execute(on);

  const judgements = judgementsFor(collection);
  for (const { q } of judgements.slice(0, 20)) await ask(`${q} 1990`); // connections are made
  let gain = 0;
  const judged: number[] = [];
  for (const { q, grades } of judgements) {
    judged.push(
      await msOf(async () => {
        const { items } = await ask(q);
        gain += ndcgOf(
          items.map(({ publicationNumber }) => publicationNumber ?? ''),
          grades,
        );
      }),
    );
  }
  const suggested: number[] = [];
  for (const { q } of judgements)
    suggested.push(await msOf(() => read(`suggestions?${query(q.slice(0, typedLetters))}`)));
  const wide: number[] = [];
  for (const q of broad) wide.push(await msOf(() => ask(q)));
  const again: number[] = [];
  for (const q of broad) again.push(await msOf(() => ask(q)));
  return {
    loadMs: Math.round(loadMs),
    queries: judgements.length,
    ndcg: Math.round((gain / judgements.length) * 1000) / 1000,
    resultMs: spreadOf(judged),
    suggestionMs: spreadOf(suggested),
    broadMs: spreadOf(wide),
    rememberedMs: spreadOf(again),
  };
}

function query(q: string): string {
  return new URLSearchParams({ q }).toString();
}

async function ask(q: string): Promise<CatalogueResults> {
  return read<CatalogueResults>(`?${query(q)}`);
}

async function read<T>(path: string): Promise<T> {
  const address = `${stack.base}/api/v1/catalogue${path.startsWith('?') ? '' : '/'}${path}`;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as T;
}
