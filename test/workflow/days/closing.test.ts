import { describe, expect, test } from 'vitest';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';

/** The office closes at 13.00 local; the suite lives from a few seconds before. */
const closing = '13:00';
const secondsLeft = 15;
const zone = zoneNearNoon();

const world = useWorld(
  { hours: daily(['08:00', closing]), lastTicketMinutesBeforeClose: 0 },
  { timeZone: zone },
);
useClock(world, instantOf(localDayOf(Date.now(), zone), closing, zone) - secondsLeft * 1000);
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');

const read = (visitId: string): Promise<StaffVisit> => staff.readVisit({ visitId });

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
