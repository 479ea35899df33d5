import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { search } from '../../../db/catalogue/search/search.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';
import { explainStatements, type ExplainingDatabase } from '../../world/postgres/plans.ts';

const log = pino({ level: 'silent' });
const offices = 550;
const ofEach = 20;

const stack = new AsyncDisposableStack();
let database: TestDatabase;
let explained: ExplainingDatabase;

beforeAll(async () => {
  database = stack.use(await createTestDatabase(log));
  const { db } = database;
  await sql`
    insert into office (code, name, time_zone, profile)
    select (3000 + n)::text, n::text, 'Asia/Makassar', '{}' from generate_series(1, ${offices}::int) n
  `.execute(db);
  for (let nth = 1; nth <= ofEach; nth += 1) {
    await sql`
      with added as (
        insert into publication (office, key, title, year, written_in, copies)
        select code, ${`pub ${nth}`}::text, ${`Statistik ${nth}`}::text, 2024, 'id', 0 from office returning id, office)
      insert into publication_index
        (id, office, series, year, since, until, newest, language, softcopy, printed, title_words, title, terms)
      select id, office, series_number(office, ${`statistik ${nth}`}::text), 2024, 2024, 2024, true, 'id', false, false, 1,
        to_tsvector('simple', 'statistik'), to_tsvector('simple', 'statistik') from added
    `.execute(db);
  }
  await sql`insert into search_word values ('statistik', 'statistik', 'statistik', ${offices * ofEach})`.execute(
    db,
  );
  await sql`vacuum analyze publication, publication_index, search_word`.execute(db);
  explained = stack.use(explainStatements({ url: database.url, log }));
});
afterAll(() => stack.disposeAsync());

test.each([
  ['the whole shelf', ''],
  ['what stands in every title', 'statistik'],
])('of 550 offices, a search of one for %s reads its own publications only', async (_what, text) => {
  const asked = { text, office: '3007', chosen: {}, bySeries: true, page: 1, perPage: 10 };
  const found = await search(explained.db, asked);
  expect(found).toMatchObject({ total: ofEach, hits: { length: 10 } });
  const scans = explained.takeScans().filter(({ table }) => table === 'publication_index');
  expect(scans.length).toBeGreaterThan(0);
  for (const { rows } of scans) expect(rows).toBeLessThanOrEqual(ofEach * 2);
});
