import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dayAfter, instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { answered } from '../../world/answered.ts';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { storesOf } from '../../world/stores.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const zone = zoneNearNoon();
const today = localDayOf(Date.now(), zone);
const world = useWorld(
  { hours: daily(['08:00', '13:00']), lastTicketMinutesBeforeClose: 0, undoSeconds: 1 },
  { timeZone: zone },
);
useClock(world, instantOf(today, '12:30', zone));
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const stores = storesOf(world);

test('an engine lost in the evening leaves nobody in front of tomorrow, and the day still settles', async () => {
  const { ticket: withCard, visit } = await serveVisitor({ visitor, staff });
  await deposit(staff, visit, '01');
  const { status: firstTaken, body: first } = await visitor.takeTicket();
  const { status: secondTaken, body: second } = await visitor.takeTicket();
  expect([firstTaken, secondTaken]).toEqual([201, 201]);
  await world.stopWorker();
  for (const ticket of [withCard, first, second]) await stores.loseWorkflow(ticket);

  await shiftClock(world.db, instantOf(dayAfter(today), '09:00', zone) - Date.now());
  await world.startWorker();
  const morning = await world.client().signIn('staff');
  const key = randomUUID();
  const { body: next } = await answered('a number', () => visitor.takeTicket({}, key));
  expect(next.number).toBe(1);
  const callKey = randomUUID();
  const { body: called } = await answered('a call', () => morning.call('FO-1', callKey));
  expect([called.visit?.visitId, called.passedOver]).toEqual([next.visitId, []]);

  const stepOf = async ({ visitId }: { visitId: string }): Promise<StaffVisit['step']> =>
    (await morning.readVisit({ visitId })).step;
  for (const ticket of [first, second]) {
    await until('who waited yesterday has left', async () => (await stepOf(ticket)) === 'expired');
  }
  const kept = await morning.readVisit(withCard);
  expect((await morning.move(kept, 'return-id', { lockerKey: 'returned' })).body.step).toBe('expired');
  await until('yesterday is settled', async () => {
    const row = await world.db
      .selectFrom('day_close')
      .select('settled_at')
      .where('day', '=', today)
      .executeTakeFirst();
    return row?.settled_at;
  });
});
