import { afterEach, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const minuteMs = 60_000;

const world = useWorld();
afterEach(async () => {
  await shiftClock(world.db, 0);
});

describe("a database's clock that jumps", () => {
  test.each([
    ['ten minutes back', -10 * minuteMs],
    ['twenty minutes ahead', 20 * minuteMs],
  ])('%s breaks no promise, turns no order and loses no number', async (_words, jumpMs) => {
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    await staff.call();
    await world.client().fillGuestBook(ticket.token);
    const { body: registered } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);

    await shiftClock(world.db, jumpMs);
    const { body: next } = await world.client().takeTicket();
    expect([next.day, next.number]).toEqual([ticket.day, ticket.number + 1]);
    let { body: visit } = await staff.move(registered, 'serve');
    expect(visit).toMatchObject({ step: 'serving', sla: { verdict: 'met' } });
    visit = (await staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    visit = (await staff.move(visit, 'leave')).body;
    expect(visit.step).toBe('done');
    const times = visit.timeline.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    await giveUp(next);
  });

  async function giveUp({ token }: Ticket): Promise<void> {
    const answer = await world.client().send(`/api/v1/visits/${token}/cancel`, { method: 'POST' });
    expect(answer.status).toBe(200);
  }
});
