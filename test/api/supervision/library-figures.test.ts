import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { countEndedDays } from '../../../db/supervision/library-uses.ts';
import { metrics } from '../../../domain/metrics.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { readExposition } from '../../world/exposition.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const titles = ['Bulungan Dalam Angka 2024', 'Statistik Kriminal'];

/** A publication read in the room, some days ago, as the desk records it. */
async function read(title: string, { daysAgo, removed = false }: { daysAgo: number; removed?: boolean }) {
  await sql`
    insert into in_room_use (id, office, publication_id, source, day, at, staff_id, returned_at, removed_at, removed_by)
    select ${randomUUID()}, o.code, p.id, 'table', (clock() at time zone o.time_zone)::date - ${daysAgo}::integer, clock(), s.id,
      clock(), case when ${removed} then clock() end, case when ${removed} then s.id end
    from office o join publication p on p.office = o.code and p.title = ${title}
    join lateral (select id from staff where office = o.code limit 1) as s on true
    where o.code = ${world.office}
  `.execute(world.db);
}

async function readMetric(): Promise<number | undefined> {
  const { series } = readExposition(await world.metrics());
  return series.find(
    ({ name, labels }) =>
      name === metrics.libraryUses.name &&
      labels['office'] === world.office &&
      labels['use'] === 'in-room-use',
  )?.value;
}

test('books read in the room are told by day and by title, and counted once when their day has ended', async () => {
  await world.db.transaction().execute((trx) =>
    storePublications(trx, {
      office: world.office,
      publications: titles.map((title, nth) => ({
        ...unknown,
        title,
        year: 2024,
        publicationNumber: `65020.240${nth}`,
      })),
    }),
  );
  await read('Bulungan Dalam Angka 2024', { daysAgo: 1 });
  await read('Bulungan Dalam Angka 2024', { daysAgo: 1 });
  await read('Statistik Kriminal', { daysAgo: 1, removed: true });
  await read('Statistik Kriminal', { daysAgo: 0 });
  const { body: today } = await supervisor.send<Supervision>(supervisor.inOffice('/supervision'));
  expect(today.library.days).toMatchObject([{ day: today.to, uses: { 'in-room-use': 1 } }]);
  expect(today.library.titles).toEqual([{ title: 'Statistik Kriminal', softcopies: 0, inRoom: 1 }]);

  await Promise.all([countEndedDays(world.db), countEndedDays(world.db)]);
  await countEndedDays(world.db);
  await until('the ended day is counted', async () => (await readMetric()) === 2);

  const yesterday = new Date(Date.parse(today.to) - 86_400_000).toISOString().slice(0, 10);
  const { body: both } = await supervisor.send<Supervision>(
    supervisor.inOffice(`/supervision?from=${yesterday}&to=${today.to}`),
  );
  expect(both.library.days).toMatchObject([
    { day: yesterday, uses: { 'in-room-use': 2 } },
    { day: today.to, uses: { 'in-room-use': 1 } },
  ]);
  const { body: csv } = await supervisor.send<string>(
    supervisor.inOffice(`/supervision/titles?from=${yesterday}&to=${today.to}`),
  );
  expect(csv).toContain('judul;softcopy;dibaca_di_tempat');
  expect(csv).toContain('Bulungan Dalam Angka 2024;0;2');
});
