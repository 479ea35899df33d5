import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { TestClient } from '../world/client.ts';
import { zoneNearNoon } from '../world/office.ts';
import { until } from '../world/until.ts';
import { createWorld, shiftClock, violations } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
let visitor: TestClient;
let staff: TestClient;

/** The office closes at 13.00 local; the suite lives from a few seconds before. */
const closing = '13:00';
const secondsLeft = 6;

beforeAll(async () => {
  const hours = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [['08:00', closing]],
    ]),
  );
  world = await createWorld({ hours, lastTicketMinutesBeforeClose: 0 });
  const zone = zoneNearNoon();
  const closesAt = instantOf(localDayOf(Date.now(), zone), closing, zone);
  await shiftClock(world.db, closesAt - secondsLeft * 1000 - Date.now());
  visitor = world.client();
  staff = await world.client().signIn('supervisor');
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  expect(world.takeErrors()).toEqual([]);
  expect(await violations(world.db)).toEqual([]);
});

const read = async (visitId: string): Promise<StaffVisit> =>
  (await staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`)).body;

describe('at closing time', () => {
  test('a waiting visit expires, one with a card stays open until the card is back', async () => {
    const first = (await visitor.takeTicket()).body;
    const second = (await visitor.takeTicket()).body;
    await staff.call();
    await visitor.fillGuestBook(first.token);
    const served = await staff.move(await read(first.visitId), 'serve');
    await staff.move(served.body, 'deposit', { idType: 'sim', idLast4: 'A12b', locker: '01' });

    await until('the waiting visit expired', async () => (await read(second.visitId)).step === 'expired');
    await until('the alarm for the card', async () => {
      const alarm = await world.db
        .selectFrom('visit_notice')
        .select('kind')
        .where('visit_id', '=', first.visitId)
        .where('kind', '=', 'custody-after-close')
        .executeTakeFirst();
      return alarm !== undefined;
    });
    const held = await read(first.visitId);
    expect(held).toMatchObject({ step: 'serving', next: ['return-id', 'resolve-custody'], undo: null });
    expect(await staff.move(held, 'enter')).toMatchObject({ status: 409 });
    const closed = await visitor.takeTicket();
    expect(closed).toMatchObject({ status: 409, body: { type: '/problems/office-closed' } });
    expect(closed.body).toHaveProperty('opensAt');

    const back = await staff.move(held, 'return-id');
    expect(back.body).toMatchObject({ step: 'expired', custody: null, sla: { verdict: 'met' } });
    const metrics = await world.metrics();
    expect(metrics).toContain(`kunjung_visits_total{office="${world.office}",outcome="expired"} 2`);
    expect(metrics).toContain(`kunjung_ids_held{office="${world.office}"} 0`);
  });
});
