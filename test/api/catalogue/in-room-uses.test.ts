import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { toShelfCode } from '../../../domain/catalogue/shelf-code.ts';
import type { InRoomUse, ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { serveVisitor } from '../../world/desk.ts';
import { seedTestOffice } from '../../world/office.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const staff = useClient(world, 'staff');
const elsewhere = '7100';

/** Ids of the publications of the office and of another one, by their titles. */
const ids = new Map<string, string>();

beforeAll(async () => {
  await seedTestOffice(world.db, { code: elsewhere });
  const book = (title: string, copies: number) => ({
    ...unknown,
    title,
    year: 2024,
    publicationNumber: `65020.${ids.size}${title.length}${copies}`,
    shelf: 'Rak 3, baris 2',
    copies,
  });
  await world.db.transaction().execute(async (trx) => {
    await storePublications(trx, {
      office: world.office,
      publications: [book('Bulungan Dalam Angka 2024', 1), book('Statistik Kriminal', 2)],
    });
    await storePublications(trx, { office: elsewhere, publications: [book('Jauh', 1)] });
  });
  const rows = await world.db.selectFrom('publication').select(['id', 'title']).execute();
  for (const { id, title } of rows) ids.set(title, id);
});

const idOf = (title: string): string => ids.get(title) ?? '';
const yearbook = () => idOf('Bulungan Dalam Angka 2024');

interface Listed {
  readonly id: string;
  readonly uses: readonly InRoomUse[];
}

const record = (visit: { visitId: string }, publication: string, key?: string) =>
  staff.post<Listed>(`/api/v1/visits/${visit.visitId}/uses`, { publication }, key);

async function shelf(query: string): Promise<readonly ShelfItem[]> {
  const { status, body } = await staff.send<{ items: ShelfItem[] }>(staff.inOffice(`/shelf?${query}`));
  expect(status).toBe(200);
  return body.items;
}

async function inUse(publication: string): Promise<number | undefined> {
  return (await shelf(`publication=${publication}`))[0]?.inUse;
}

async function reader(counter = 'FO-1'): Promise<StaffVisit> {
  const { visit } = await serveVisitor({ visitor: world.client(), staff }, counter);
  return visit;
}

async function leave(visit: StaffVisit): Promise<void> {
  const now = await staff.readVisit(visit);
  if (now.next.includes('leave')) expect((await staff.move(now, 'leave')).status).toBe(200);
  else expect((await staff.move(now, 'cancel')).status).toBe(200);
}

describe('a book that a visitor reads', () => {
  test('is recorded once however often the press is repeated, and is in use until it is put back', async () => {
    const visit = await reader();
    const key = randomUUID();
    const [first, again] = await Promise.all([
      record(visit, yearbook(), key),
      record(visit, yearbook(), key),
    ]);
    expect(first).toMatchObject({ status: 201 });
    expect(again.body.id).toBe(first.body.id);
    const { uses } = (await record(visit, yearbook(), key)).body;
    expect(uses).toMatchObject([
      {
        id: first.body.id,
        endedAt: null,
        source: 'visit',
        publication: { shelf: 'Rak 3, baris 2', copies: 1 },
      },
    ]);
    expect(await inUse(yearbook())).toBe(1);

    const back = staff.inOffice(`/uses/${first.body.id}/return`);
    const ended = await staff.post<Listed>(back, {});
    expect(ended.body.uses[0]?.endedAt).not.toBeNull();
    const later = await staff.post<Listed>(back, {});
    expect(later.body.uses[0]?.endedAt).toBe(ended.body.uses[0]?.endedAt);
    expect(await inUse(yearbook())).toBe(0);
    await leave(visit);
  });

  test('ends with the visit, is open again when that is undone, and a visit that is over records nothing', async () => {
    const visit = await reader();
    const skipped = (await staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
    const inside = (await staff.move(skipped, 'enter')).body;
    await record(inside, yearbook());
    const rating = (await staff.move(inside, 'finish')).body;
    const gone = (await staff.move(rating, 'leave')).body;
    expect(gone.step).toBe('done');
    expect(await inUse(yearbook())).toBe(0);
    expect(await record(gone, yearbook())).toMatchObject({
      status: 409,
      body: { type: '/problems/move-not-allowed' },
    });
    const { body } = await staff.send<Listed>(`/api/v1/visits/${gone.visitId}/uses`);
    expect(body.uses[0]?.endedAt).not.toBeNull();
    const undone = (await staff.move(gone, 'undo')).body;
    expect(undone.step).toBe('rating');
    expect(await inUse(yearbook())).toBe(1);
    await leave(undone);
  });

  test('is not recorded for somebody who still waits', async () => {
    const { visitId } = (await world.client().takeTicket()).body;
    expect((await record({ visitId }, yearbook())).status).toBe(409);
    await staff.move(await staff.readVisit({ visitId }), 'cancel');
  });

  test('may be one copy more than the register knows', async () => {
    const one = await reader('FO-1');
    const other = await reader('FO-2');
    await record(one, yearbook());
    expect((await record(other, yearbook())).status).toBe(201);
    expect(await inUse(yearbook())).toBe(2);
    await leave(one);
    await leave(other);
  });

  test('stands in the story of the visit, and a use taken back does not', async () => {
    const visit = await reader();
    const kept = await record(visit, yearbook());
    const wrong = await record(visit, idOf('Statistik Kriminal'));
    const remove = staff.inOffice(`/uses/${wrong.body.id}/remove`);
    const removed = await staff.post<Listed>(remove, {});
    expect(removed.body.uses.map(({ id }) => id)).toEqual([kept.body.id]);
    expect((await staff.post<Listed>(remove, {})).status).toBe(200);
    expect((await staff.post(staff.inOffice(`/uses/${wrong.body.id}/return`), {})).status).toBe(404);
    expect(await inUse(idOf('Statistik Kriminal'))).toBe(0);
    const supervisor = await world.client().signIn('supervisor');
    const { body } = await supervisor.send<VisitStory>(`/api/v1/visits/${visit.visitId}/story`);
    expect(body.uses).toMatchObject([{ title: 'Bulungan Dalam Angka 2024', year: 2024, endedAt: null }]);
    const audit = await world.db
      .selectFrom('audit')
      .select(['action', 'visit_id'])
      .where('action', 'like', 'in-room-use-%')
      .where(sql`detail->>'use'`, '=', wrong.body.id)
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      { action: 'in-room-use-recorded', visit_id: null },
      { action: 'in-room-use-removed', visit_id: null },
      { action: 'in-room-use-removed', visit_id: null },
    ]);
    await leave(visit);
  });

  test('of another office, or of none, is refused', async () => {
    const visit = await reader();
    expect((await record(visit, idOf('Jauh'))).status).toBe(403);
    expect((await record(visit, randomUUID())).status).toBe(404);
    expect(
      (await staff.post(`/api/v1/offices/${elsewhere}/uses`, { publication: idOf('Jauh') })).status,
    ).toBe(403);
    expect((await staff.post(staff.inOffice('/uses'), { publication: idOf('Jauh') })).status).toBe(403);
    expect((await staff.post(staff.inOffice(`/uses/${randomUUID()}/return`), {})).status).toBe(404);
    expect((await world.client().send(`/api/v1/visits/${visit.visitId}/uses`)).status).toBe(401);
    await leave(visit);
  });
});

describe('books found on tables', () => {
  test('are counted without a visit, each time they are scanned, and taken back', async () => {
    const count = () =>
      staff.post<Listed>(staff.inOffice('/uses'), { publication: idOf('Statistik Kriminal') });
    await count();
    const { body } = await count();
    expect(body.uses).toMatchObject([{ source: 'table' }, { source: 'table' }]);
    expect(body.uses.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(await shelf(`publication=${idOf('Statistik Kriminal')}`)).toMatchObject([
      { inUse: 0, usesToday: 2 },
    ]);
    const { body: left } = await staff.post<Listed>(staff.inOffice(`/uses/${body.id}/remove`), {});
    expect(left.uses).toHaveLength(1);
  });
});

describe('a label', () => {
  test('names exactly one publication of the office, by its barcode and by its QR code', async () => {
    const rows = await world.db.selectFrom('publication').select(['id', 'shelf_number', 'office']).execute();
    for (const { id, shelf_number: number, office } of rows) {
      const found = office === world.office ? [id] : [];
      for (const label of [toShelfCode(number), `http://x/pustaka/${id}`]) {
        const items = await shelf(new URLSearchParams({ label }).toString());
        expect(items.map((item) => item.id)).toEqual(found);
      }
    }
    expect(await shelf('label=kemiskinan')).toEqual([]);
    expect((await staff.send(staff.inOffice('/shelf'))).status).toBe(400);
  });

  test('stays the same when the collection is imported again', async () => {
    const before = await world.db
      .selectFrom('publication')
      .selectAll()
      .where('id', '=', yearbook())
      .executeTakeFirstOrThrow();
    await world.db.transaction().execute((trx) =>
      storePublications(trx, {
        office: world.office,
        publications: [
          {
            ...unknown,
            title: 'Judul baru',
            year: 2024,
            publicationNumber: before.publication_number,
            copies: 1,
          },
        ],
      }),
    );
    const after = await world.db
      .selectFrom('publication')
      .select(['title', 'shelf_number'])
      .where('id', '=', yearbook())
      .executeTakeFirstOrThrow();
    expect(after).toEqual({ title: 'Judul baru', shelf_number: before.shelf_number });
  });
});

describe('a month later', () => {
  test('nobody can tell which visit read what, and the uses are counted all the same', async () => {
    const visit = await reader();
    const { body } = await record(visit, yearbook());
    const counted = () =>
      world.db
        .selectFrom('in_room_use')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .where('removed_at', 'is', null)
        .executeTakeFirstOrThrow();
    const before = await counted();
    await leave(visit);
    const month = 30 * 86_400_000;
    await shiftClock(world.db, month - 60_000);
    await removeExpired(world.db);
    const row = () =>
      world.db
        .selectFrom('in_room_use')
        .select(['visit_id', 'returned_at'])
        .where('id', '=', body.id)
        .executeTakeFirstOrThrow();
    expect((await row()).visit_id).toBe(visit.visitId);
    await shiftClock(world.db, month + 60_000);
    await removeExpired(world.db);
    expect(await row()).toEqual({ visit_id: null, returned_at: expect.any(Number) as number });
    expect(await counted()).toEqual(before);
    const removed = staff.inOffice(`/uses/${body.id}/remove`);
    await staff.signIn('staff');
    expect((await staff.post(removed, {})).status).toBe(409);
    await shiftClock(world.db, 0);
  });
});
