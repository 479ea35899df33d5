import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { visitorTerms } from '../../../domain/visitors/keeping.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import { guestBook } from '../../world/client.ts';
import { deposit, holdCard, serveVisitor } from '../../world/desk.ts';
import { fetchFile } from '../../world/reports.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const { keptDays, cardKeptDays } = visitorTerms;

/** A visitor who deposited a card, asked to be remembered, and left with a comment and the card. */
async function leftVisitor(locker: string): Promise<string> {
  const { ticket, visit } = await serveVisitor({ visitor, staff });
  let now = await deposit(staff, visit, locker);
  now = (await staff.move(now, 'enter')).body;
  now = (await staff.move(now, 'return-id', { lockerKey: 'returned' })).body;
  await staff.move(now, 'leave');
  const body = { overall: 4, comment: 'Ramah sekali' };
  expect((await visitor.send(`/api/v1/visits/${ticket.token}/rating`, { method: 'PUT', body })).status).toBe(
    200,
  );
  return visit.visitId;
}

/** Makes what is known of a visit as old as this many days. */
async function age(visitId: string, days: number): Promise<void> {
  const back = sql`make_interval(days => ${days})`;
  await sql`update guest_book set current_at = clock() - ${back} where visit_id = ${visitId}`.execute(
    world.db,
  );
  await sql`update private_note set current_at = clock() - ${back} where visit_id = ${visitId}`.execute(
    world.db,
  );
  await sql`update rating set changed_at = clock() - ${back} where visit_id = ${visitId}`.execute(world.db);
  await sql`update custody set returned_at = held_at - ${back} where visit_id = ${visitId}
    and returned_at is not null`.execute(world.db);
  await removeExpired(world.db);
}

const bookOf = (visitId: string) =>
  world.db.selectFrom('guest_book').selectAll().where('visit_id', '=', visitId).executeTakeFirstOrThrow();
const notesOf = async (visitId: string) =>
  (await world.db.selectFrom('private_note').select('kind').where('visit_id', '=', visitId).execute()).map(
    ({ kind }) => kind,
  );
const ratingOf = (visitId: string) =>
  world.db.selectFrom('rating').selectAll().where('visit_id', '=', visitId).executeTakeFirstOrThrow();
const reported = async (document: 'visitors' | 'skd' | 'guest-book') => {
  const { bytes } = await fetchFile(supervisor, `/reports/${document}?purpose=pemeriksaan`);
  return parse(bytes, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
};

describe('what is known of a visitor', () => {
  test('ends with the digits of the card a month after it went back, and two years after the visit with who it was', async () => {
    const visitId = await leftVisitor('07');
    const before = await bookOf(visitId);
    const [skd, counts] = [await reported('skd'), await reported('guest-book')];
    expect(await notesOf(visitId)).toEqual(['id-last4']);

    await age(visitId, cardKeptDays - 1);
    expect(await notesOf(visitId)).toEqual(['id-last4']);
    await age(visitId, cardKeptDays + 1);
    expect(await notesOf(visitId)).toEqual([]);
    expect(await bookOf(visitId)).toMatchObject({ name: before.name, phone: before.phone });

    await age(visitId, keptDays - 1);
    expect(await bookOf(visitId)).toMatchObject({ name: before.name, email: before.email });
    expect((await ratingOf(visitId)).comment).not.toBeNull();
    await age(visitId, keptDays + 1);
    const after = await bookOf(visitId);
    expect(Object.values(after).filter((value) => Buffer.isBuffer(value))).toEqual([]);
    expect(after).toMatchObject({ name: null, gender: before.gender, purpose: before.purpose });
    expect(await ratingOf(visitId)).toMatchObject({ overall: 4, comment: null });

    expect(await reported('guest-book')).toEqual(counts);
    expect(await reported('skd')).toEqual(skd.map((row) => Object.assign(row, { data: '' })));
    expect(await reported('visitors')).toMatchObject([{ member_name: '', institution: '' }]);
  });

  test('is told to nobody once it is forgotten, and the visit’s history stands', async () => {
    const visitId = await leftVisitor('08');
    await age(visitId, keptDays + 1);
    const path = `/api/v1/visits/${visitId}`;
    expect((await staff.send(`${path}/staff`)).body).toMatchObject({ guestBook: null });
    expect((await supervisor.send(`${path}/staff/guest-book`)).status).toBe(404);
    const { status, body } = await supervisor.send<VisitStory>(`${path}/story`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ step: 'done', sla: { verdict: 'met' } });
    const correction = { field: 'guest-book', guestBook, reason: 'Salah eja' };
    expect((await supervisor.post(`${path}/corrections`, correction)).status).toBe(409);
    expect((await bookOf(visitId)).name).toBeNull();
  });

  test('ends with the reasons of officers, and with the digits of a card that nobody fetched only then', async () => {
    const { visit } = await holdCard(world, '10');
    const resolved = await supervisor.move(await staff.readVisit(visit), 'resolve-custody', {
      reason: 'Pergi',
    });
    expect(resolved.status).toBe(200);
    expect((await staff.move(resolved.body, 'cancel')).status).toBe(200);
    await sql`update custody set resolved_at = resolved_at - make_interval(days => ${cardKeptDays + 1})
      where visit_id = ${visit.visitId}`.execute(world.db);
    await age(visit.visitId, cardKeptDays + 1);
    expect((await notesOf(visit.visitId)).toSorted()).toEqual(['id-last4', 'reason']);
    await sql`update custody set resolved_at = resolved_at - make_interval(days => ${keptDays})
      where visit_id = ${visit.visitId}`.execute(world.db);
    await age(visit.visitId, keptDays + 1);
    expect(await notesOf(visit.visitId)).toEqual([]);
  });

  test('is not known longer for a correction', async () => {
    const visitId = await leftVisitor('11');
    await age(visitId, keptDays - 1);
    const correction = {
      field: 'guest-book',
      guestBook: { ...guestBook, name: 'Benar' },
      reason: 'Salah eja',
    };
    expect((await supervisor.post(`/api/v1/visits/${visitId}/corrections`, correction)).status).toBe(201);
    await sql`update guest_book set current_at = current_at - interval '2 days'
      where visit_id = ${visitId} and current_at is not null`.execute(world.db);
    await removeExpired(world.db);
    const current = world.db.selectFrom('guest_book').select('name').where('current_at', 'is not', null);
    expect(await current.where('visit_id', '=', visitId).executeTakeFirst()).toEqual({ name: null });
  });

  test('stays as long as the card is at the desk', async () => {
    const { visit } = await holdCard(world, '09');
    await age(visit.visitId, keptDays + 1);
    expect((await bookOf(visit.visitId)).name).not.toBeNull();
    expect(await notesOf(visit.visitId)).toEqual(['id-last4']);
  });

  test('ends for a kept guest book two years after it was last used', async () => {
    await world.db
      .insertInto('profile')
      .values(['lama', 'baru'].map((name) => ({ ...profileOf(name), used_at: sql<Date>`clock()` })))
      .execute();
    await sql`update profile set used_at = clock() - make_interval(days => ${keptDays + 1})
      where privacy_notice = 'lama'`.execute(world.db);
    await removeExpired(world.db);
    const left = await world.db.selectFrom('profile').select('privacy_notice').execute();
    expect(left).toEqual([{ privacy_notice: 'baru' }]);
  });
});

function profileOf(name: string) {
  const id = crypto.randomUUID();
  const body = world.cipher.seal('{}', { table: 'profile', column: 'body', row: id });
  return {
    id,
    email_mac: world.cipher.mac(name),
    body,
    sealed_as: id,
    privacy_notice: name,
    consented_at: sql<Date>`clock()`,
  };
}
