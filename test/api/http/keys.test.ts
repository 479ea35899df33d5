import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');

describe('an idempotency key', () => {
  test('brings the same ticket again, and refuses another wish', async () => {
    const first = await visitor.takeTicket({}, 'one-wish-of-mine');
    const again = await visitor.takeTicket({}, 'one-wish-of-mine');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await visitor.takeTicket({ priority: 'elderly' }, 'one-wish-of-mine');
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/key-reused' } });
    await visitor.send(`/api/v1/visits/${first.body.token}/cancel`, { method: 'POST' });
  });

  test('brings the same call again, with the visit as it is now', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const first = await staff.call('FO-1', 'call-this-one');
    expect(first.body.visit?.visitId).toBe(ticket.visitId);
    await staff.move(first.body.visit as StaffVisit, 'arrive');
    const again = await staff.call('FO-1', 'call-this-one');
    expect(again).toMatchObject({
      status: 200,
      body: { visit: { visitId: ticket.visitId, step: 'guest-book' } },
    });
    await staff.move(again.body.visit as StaffVisit, 'cancel');
  });

  test('remembers that nobody waited, and a refusal', async () => {
    expect(await staff.call('FO-1', 'nobody-there')).toMatchObject({ status: 200, body: { visit: null } });
    const { body: ticket } = await visitor.takeTicket();
    expect(await staff.call('FO-1', 'nobody-there')).toMatchObject({ status: 200, body: { visit: null } });
    const visit = (await staff.call('FO-1')).body.visit as StaffVisit;
    const refused = await staff.move(visit, 'serve', {}, 'too-early-a-serve');
    expect(refused.status).toBe(409);
    await visitor.fillGuestBook(ticket.token);
    const again = await staff.move(visit, 'serve', {}, 'too-early-a-serve');
    expect(again).toMatchObject({ status: 409, body: { visit: { step: 'registered' } } });
    await staff.move({ ...visit, revision: visit.revision + 1 }, 'cancel');
  });

  test('brings “nobody waits” again though its first pick had just gone', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const { id } = await world.db
      .selectFrom('visit')
      .select('id')
      .where('token', '=', ticket.token)
      .executeTakeFirstOrThrow();
    // the pick and the visitor's own cancel at the same time, many times over
    const [called] = await Promise.all([
      staff.call('FO-1', 'gone-in-the-moment'),
      visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' }),
    ]);
    const again = await staff.call('FO-1', 'gone-in-the-moment');
    expect(again.body.visit?.visitId).toBe(called.body.visit?.visitId);
    if (called.body.visit) expect(called.body.visit.visitId).toBe(id);
  });

  test('of a rating that came too early stays refused', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const rate = (key: string) =>
      visitor.send(`/api/v1/visits/${ticket.token}/rating`, { method: 'PUT', body: { overall: 5 }, key });
    expect((await rate('rated-too-early')).status).toBe(409);
    const visit = (await staff.call()).body.visit as StaffVisit;
    const { body: book } = await visitor.fillGuestBook(ticket.token);
    const served = (await staff.move({ ...visit, revision: book.revision }, 'serve')).body;
    const skipped = (await staff.move(served, 'skip-locker', { reason: 'no-bag' })).body;
    const inside = (await staff.move(skipped, 'enter')).body;
    expect((await rate('rated-too-early')).status).toBe(409);
    expect((await rate('rated-in-time')).status).toBe(200);
    await staff.move(inside, 'leave');
  });

  test('sent twice at once has one outcome', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const answers = await Promise.all([1, 2, 3].map(() => staff.call('FO-1', 'pressed-three-times')));
    expect(new Set(answers.map(({ body }) => body.visit?.visitId))).toEqual(new Set([ticket.visitId]));
    await staff.move(answers[0]?.body.visit as StaffVisit, 'no-show');
  });
});
