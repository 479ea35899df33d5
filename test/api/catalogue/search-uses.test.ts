import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { noteEmptyQuery } from '../../../db/supervision/library-uses.ts';
import { metrics } from '../../../domain/metrics.ts';
import type { LibraryUse } from '../../../domain/supervision/library-uses.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { readExposition } from '../../world/exposition.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld({}, { trustedProxies: '127.0.0.1' });
const supervisor = useClient(world, 'supervisor');

beforeAll(async () => {
  await world.db.transaction().execute((trx) =>
    storePublications(trx, {
      office: world.office,
      publications: [
        {
          ...unknown,
          title: 'Statistik Perikanan Kota Tarakan 2024',
          year: 2024,
          publicationNumber: '65710.2411',
        },
      ],
    }),
  );
});

/** Asks from an address of its own. */
async function search(parameters: Record<string, string>, from = '203.0.113.1'): Promise<void> {
  const query = new URLSearchParams({ office: world.office, ...parameters }).toString();
  const { status } = await world
    .client()
    .send(`/api/v1/catalogue?${query}`, { headers: { 'x-forwarded-for': from } });
  expect(status).toBe(200);
}

const readLibrary = async (): Promise<Supervision['library']> =>
  (await supervisor.send<Supervision>(`/api/v1/offices/${world.office}/supervision`)).body.library;

const countOf = ({ days }: Supervision['library'], use: LibraryUse): number => days[0]?.uses[use] ?? 0;

describe('searches', () => {
  test('are counted once each, without pages and choices, and told alike by page, file and metrics', async () => {
    await search({ q: 'perikanan' });
    await search({ q: 'perikanan', page: '2' });
    await search({ q: 'perikanan', year: '2024' });
    await search({ q: '' });
    await search({ q: 'zzqx wvvk' });
    const library = await until('both are written', async () => {
      const read = await readLibrary();
      return countOf(read, 'search') >= 2 && countOf(read, 'empty-search') >= 1 && read;
    });
    expect(library.days).toMatchObject([{ uses: { search: 2, 'empty-search': 1, registration: 0 } }]);
    const { body: text } = await supervisor.send(`/api/v1/offices/${world.office}/supervision/library`);
    expect(text).toContain('hari;pencarian;pencarian_tanpa_hasil;pendaftaran;softcopy;dibaca_di_tempat');
    expect(text).toContain(';2;1;0;0;0');
    const { series } = readExposition(await world.metrics());
    const valueOf = (use: string) =>
      series.find(
        ({ name, labels }) =>
          name === metrics.libraryUses.name && labels['office'] === world.office && labels['use'] === use,
      )?.value;
    expect([valueOf('search'), valueOf('empty-search'), valueOf('registration')]).toEqual([2, 1, 0]);
  });

  test('that found nothing show their words once a second address has asked, never those of a person', async () => {
    await search({ q: 'Qwxz  Vvkj' });
    await search({ q: 'qwxz vvkj' });
    await search({ q: 'qqjx@example.test' }, '203.0.113.2');
    await search({ q: 'qqjx@example.test' }, '203.0.113.3');
    await until('the query is written', async () => {
      const { rows } = await sql<{ n: number }>`select n from empty_query where n = 1`.execute(world.db);
      return rows.length > 0;
    });
    expect((await readLibrary()).emptyQueries).toEqual([]);
    const { rows } = await sql<{ line: string }>`select empty_query::text as line from empty_query`.execute(
      world.db,
    );
    expect(rows.map(({ line }) => line).join()).not.toMatch(/qwxz|qqjx/i);
    await search({ q: 'QWXZ vvkj' }, '203.0.113.2');
    await until('its words are shown', async () => (await readLibrary()).emptyQueries.length > 0);
    expect((await readLibrary()).emptyQueries).toEqual([{ words: 'qwxz vvkj', n: 2 }]);
  });

  test('of a stranger without end fill no table, and what is old is forgotten', async () => {
    const { office, db } = world;
    for (let n = 0; n < 1_050; n += 1) {
      await noteEmptyQuery(db, {
        office,
        digest: Buffer.from(`stranger ${n}`),
        words: `stranger ${n}`,
        n: 1,
      });
    }
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from empty_query where words is null`.execute(db);
    expect(rows[0]?.n).toBeLessThanOrEqual(1_000);
    await sql`update empty_query set asked_at = asked_at - interval '8 days'`.execute(db);
    await removeExpired(db);
    expect((await readLibrary()).emptyQueries).toEqual([{ words: 'qwxz vvkj', n: 2 }]);
    await sql`
      insert into empty_query (office, digest, words, n)
      select ${office}, sha256(nth::text::bytea), 'pair ' || nth, case nth when 7 then 9 else 2 end
      from generate_series(1, 1050) as nth
    `.execute(db);
    await removeExpired(db);
    const { rows: told } = await sql<{ n: number }>`
      select count(*) as n from empty_query where words is not null
    `.execute(db);
    expect(told[0]?.n).toBe(1_000);
    expect((await readLibrary()).emptyQueries[0]).toEqual({ words: 'pair 7', n: 9 });
    await sql`update empty_query set asked_at = asked_at - interval '30 days'`.execute(db);
    await removeExpired(db);
    expect((await readLibrary()).emptyQueries).toEqual([]);
  });
});
