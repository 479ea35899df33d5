import { describe, expect, test } from 'vitest';
import { wholeGuestBook as wholeGuestBookSchema } from '../../../wire/visitors/guest-books.ts';
import { story as storySchema, type VisitStory } from '../../../wire/supervision/stories.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { guestBook } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { serveVisitor } from '../../world/desk.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

describe('a correction', () => {
  test('stands beside the visit after it ended, with both verdicts', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    await staff.move(visit, 'cancel');
    const path = `/api/v1/visits/${visit.visitId}`;
    const before = (await supervisor.send<VisitStory>(`${path}/story`)).body;
    expect(before).toMatchObject({ step: 'cancelled', sla: { verdict: 'met' }, corrected: null });
    const taken = Date.parse(before.times.taken ?? '');
    // a guest book that was really filled long before: outside the visit's own times
    const early = { field: 'registered', at: new Date(taken - 600_000).toISOString(), reason: 'salah catat' };
    expect((await supervisor.post(`${path}/corrections`, early)).status).toBe(400);
    const registered = before.times.registered ?? '';
    const ended = Date.parse(before.times.ended ?? '');
    const right = { field: 'served', at: new Date(ended).toISOString(), reason: 'Terlambat menekan' };
    const made = await supervisor.post<VisitStory>(`${path}/corrections`, right, 'correct-once-only');
    expect(made.status).toBe(201);
    expect(storySchema.safeParse(made.body).error).toBeUndefined();
    expect(made.body).toMatchObject({
      sla: { verdict: 'met' },
      corrected: { verdict: 'met', times: { registered, served: right.at } },
      corrections: [{ field: 'served', reason: 'Terlambat menekan', before: before.times.served }],
    });
    const again = await supervisor.post<VisitStory>(`${path}/corrections`, right, 'correct-once-only');
    expect(again.body.corrections).toHaveLength(1);
  });

  test('of the guest book replaces it, and needs a supervisor and a reason', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const path = `/api/v1/visits/${visit.visitId}/corrections`;
    const body = { field: 'guest-book', guestBook: { ...guestBook, name: 'Benar' }, reason: 'Salah eja' };
    expect((await staff.post(path, body)).status).toBe(403);
    expect((await supervisor.post(path, { ...body, reason: ' ' })).status).toBe(400);
    expect((await supervisor.post(path, body)).status).toBe(201);
    const seen = await staff.readVisit(visit);
    expect(seen.guestBook?.name).toBe('Benar');
    await staff.move(visit, 'cancel');
  });

  test('of the guest book starts from the whole book, which a supervisor alone may read', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const path = `/api/v1/visits/${visit.visitId}/staff/guest-book`;
    expect((await staff.send(path)).status).toBe(403);
    expect((await admin.send(path)).status).toBe(403);
    const { body, headers } = await supervisor.send(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(wholeGuestBookSchema.parse(body)).toEqual({
      guestBook: { ...guestBook, phone: '+6281217678691', remember: false, ratingMail: false },
      emailVerified: null,
    });
    const reads = await world.db
      .selectFrom('audit')
      .innerJoin('staff', 'staff.id', 'audit.staff_id')
      .select('role')
      .where('visit_id', '=', visit.visitId)
      .where('action', '=', 'guest-book-read')
      .execute();
    expect(reads.filter(({ role }) => role === 'supervisor')).toHaveLength(1);
    await staff.move(visit, 'cancel');
  });

  test('brings no guest book to a visit that has none: its own comes later', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const path = `/api/v1/visits/${ticket.visitId}`;
    expect((await supervisor.send(`${path}/staff/guest-book`)).status).toBe(404);
    const body = { field: 'guest-book', guestBook, reason: 'Terlalu awal' };
    const refused = await supervisor.post(`${path}/corrections`, body);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
    await staff.call();
    expect((await visitor.fillGuestBook(ticket.token)).body.step).toBe('registered');
    const { body: seen } = await staff.send<StaffVisit>(`${path}/staff`);
    await staff.move(seen, 'cancel');
  });
});
