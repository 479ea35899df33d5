import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { figureRows } from '../../../db/supervision/figure-rows.ts';
import { readFigures } from '../../../db/supervision/figures.ts';
import { dayAfter, endOfDay, instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import { toIso } from '../../../domain/time.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { keepHistory } from '../../world/history.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const zone = zoneNearNoon();
const today = localDayOf(Date.now(), zone);
const closing = '13:00';
const secondsLeft = 15;

const world = useWorld(
  { hours: daily(['08:00', closing]), lastTicketMinutesBeforeClose: 0, undoSeconds: 1 },
  { timeZone: zone },
);
useClock(world, instantOf(today, '12:55', zone));
const visitor = useClient(world);
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

const office = (path: string): string => `/api/v1/offices/${world.office}${path}`;
const read = (visitId: string): Promise<StaffVisit> => supervisor.readVisit({ visitId });
const closesAt = async (visitId: string): Promise<number> =>
  (await world.db.selectFrom('visit').select('closes_at').where('id', '=', visitId).executeTakeFirstOrThrow())
    .closes_at;

/** Gives today hours of its own. */
async function giveHours(end: string): Promise<void> {
  const { body } = await admin.send<{ version: number }>(office('/settings'));
  const day = { day: today, kind: 'hours', name: 'Jam khusus', hours: [['08:00', end]], verified: true };
  const { status } = await admin.send(office('/settings'), {
    method: 'PUT',
    body: { expectedVersion: body.version, calendar: [day] },
  });
  expect(status).toBe(200);
}

const tables = async (): Promise<object[]> => {
  const { rows } = await sql<object>`
    select * from (${figureRows(sql`v.office = ${world.office}`)}) as f(office, day, metric, label, bucket, value)
    order by metric, label, bucket
  `.execute(world.db);
  return rows;
};

describe('the end of a day', () => {
  test('moves for running visits when today gets other hours, and back', async () => {
    const { body: missed } = await visitor.takeTicket();
    await supervisor.move((await supervisor.call()).body.visit as StaffVisit, 'no-show');
    const { body: ticket } = await visitor.takeTicket();
    const callBackUntil = async () => (await visitor.view(missed.token)).body.callBackUntil;
    await giveHours('13:30');
    const later = instantOf(today, '13:30', zone);
    await until('the visit heard of it', async () => (await closesAt(ticket.visitId)) === later);
    await until('and so did who may be called back', async () => (await callBackUntil()) === toIso(later));
    await giveHours('13:00');
    await until('and of its taking back', async () => (await closesAt(ticket.visitId)) !== later);
    await until('both of them', async () => (await callBackUntil()) !== toIso(later));
    await visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' });
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    await keepHistory(world.connection, { workflowId, story: 'closing-moved' });
    expect(world.takeErrors()).toEqual([]);
  });

  test('refuses hours that are over already', async () => {
    const { body } = await admin.send<{ version: number }>(office('/settings'));
    const day = { day: today, kind: 'hours', name: 'x', hours: [['08:00', '12:00']], verified: true };
    const { status } = await admin.send(office('/settings'), {
      method: 'PUT',
      body: { expectedVersion: body.version, calendar: [day] },
    });
    expect(status).toBe(400);
  });

  test('waits for the visits, flags the card, and settles after it is back and midnight is past', async () => {
    await giveHours('14:00'); // the hour in which this test lives
    await shiftClock(world.db, instantOf(today, '14:00', zone) - secondsLeft * 1000 - Date.now());
    await supervisor.signIn('supervisor'); // an hour without a touch has ended the session
    const held = (await visitor.takeTicket()).body;
    const waiting = (await visitor.takeTicket()).body;
    await supervisor.call();
    await visitor.fillGuestBook(held.token);
    const serving = (await supervisor.move(await read(held.visitId), 'serve')).body;
    await supervisor.move(serving, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });

    await until('the waiting visit expired', async () => (await read(waiting.visitId)).step === 'expired');
    const report = await until('the day is reported', async () => {
      const { body } = await supervisor.send<{ days: { settledAt: string | null; report: object }[] }>(
        office('/days'),
      );
      return body.days[0];
    });
    expect(report).toMatchObject({
      settledAt: null,
      report: {
        visits: { cancelled: 1, 'no-show': 1, expired: 1, open: 1 },
        sla: { met: 1, breached: 0, excluded: 0 },
        custody: { deposited: 1, returned: 0 },
        held: [{ label: held.label, locker: '01' }],
        unfinished: [],
      },
    });

    // next morning
    await shiftClock(world.db, instantOf(dayAfter(today), '09:00', zone) - Date.now());
    const supervisorNextDay = await world.client().signIn('supervisor');
    const { body: list } = await supervisorNextDay.send<{ visits: StaffVisit[] }>(office('/visits'));
    expect(list.visits[0]).toMatchObject({ visitId: held.visitId, next: ['return-id', 'resolve-custody'] });
    const before = (await readFigures(world.db)).outcomes;
    expect(before).toContainEqual(expect.objectContaining({ label: 'expired', value: 1 }));
    await supervisorNextDay.move(list.visits[0] as StaffVisit, 'return-id');
    await until('the day is settled', async () => {
      const row = await world.db
        .selectFrom('day_close')
        .select('settled_at')
        .where('day', '=', today)
        .executeTakeFirst();
      return row?.settled_at;
    });
    const { rows: rolled } = await sql<object>`
      select office, day, metric, label, bucket, value from daily_rollup order by metric, label, bucket
    `.execute(world.db);
    expect(rolled).toEqual(await tables());
    await keepHistory(world.connection, { workflowId: `day:${world.office}:${today}`, story: 'day-in-turn' });
    expect((await readFigures(world.db)).outcomes).toContainEqual(
      expect.objectContaining({ label: 'expired', value: 2 }),
    );
    expect(world.takeErrors()).toEqual([]);
  });

  test('comes after an outage over closing time and midnight, once', async () => {
    const tomorrow = dayAfter(today);
    await shiftClock(world.db, instantOf(tomorrow, '09:00', zone) - Date.now());
    const ticket = (await visitor.takeTicket()).body;
    expect(ticket.day).toBe(tomorrow);
    await world.stopWorker();
    await shiftClock(world.db, endOfDay(tomorrow, zone) + 3_600_000 - Date.now());
    await world.startWorker();
    // nothing moved it: its timers run in real time, while the calendar jumped
    await until('the day is reported, and the visit named', async () => {
      const row = await world.db
        .selectFrom('day_close')
        .select('report')
        .where('day', '=', tomorrow)
        .executeTakeFirst();
      return row?.report.unfinished.some(({ label }) => label === ticket.label);
    });
    const error = 'visits still open after the day closed';
    await until('that is logged', async () => world.logged().includes(error));
    expect(world.takeErrors().join()).toContain(error);
    const { n } = await world.db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('action', '=', 'day-closed')
      .executeTakeFirstOrThrow();
    expect(n).toBe(2);
  });
});
