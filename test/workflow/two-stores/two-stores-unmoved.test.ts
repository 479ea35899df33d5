import { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { recordNotice } from '../../../db/visits/notices.ts';
import { instantOf, localDayOf } from '../../../domain/offices/calendar.ts';
import { noNotices } from '../../../domain/visits/deadlines.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { changeClosing } from '../../../workflows/messages.ts';
import { emptyHall, registerVisitor } from '../../world/desk.ts';
import { keepHistory } from '../../world/history.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { createReceiver, type Received } from '../../world/outside/receiver.ts';
import { storesOf } from '../../world/stores.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

/*
 * What changes without a move: the closing time, the notices of the timers, and what people outside were told.
 */

const zone = zoneNearNoon();
const today = localDayOf(Date.now(), zone);
const closing = '20:00';
const laterClosing = '21:00';
const closesAt = instantOf(today, closing, zone);
const closesLater = instantOf(today, laterClosing, zone);

const receiver = useResource(createReceiver);
beforeAll(() => receiver.open());
const world = useWorld(
  {
    hours: daily(['08:00', closing]),
    slaSeconds: 8,
    slaWarnSeconds: 6,
    undoSeconds: 2,
    noShowSeconds: 600,
    escalationRepeatMinutes: 0,
  },
  () => ({
    timeZone: zone,
    outside: { webhook: { url: receiver.url, secret: 'a secret of both sides of it' }, mail: null },
  }),
);
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const admin = useClient(world, 'admin');
const stores = storesOf(world);

const read = (visit: { visitId: string }): Promise<StaffVisit> => staff.readVisit(visit);
const register = () => registerVisitor({ visitor, staff });

afterEach(() => emptyHall(staff));

/** Gives today hours that end then. */
async function giveHours(end: string): Promise<void> {
  const path = `/api/v1/offices/${world.office}/settings`;
  const { body } = await admin.send<{ version: number }>(path);
  const day = { day: today, kind: 'hours', name: 'Jam khusus', hours: [['08:00', end]], verified: true };
  const calendar = end === closing ? [] : [day];
  const { status } = await admin.send(path, {
    method: 'PUT',
    body: { expectedVersion: body.version, calendar },
  });
  expect(status).toBe(200);
}

/** When the visit's office closes for each store. */
async function closings({ visitId, day }: Ticket): Promise<(number | undefined)[]> {
  const row = await world.db
    .selectFrom('visit')
    .select('closes_at')
    .where('id', '=', visitId)
    .executeTakeFirst();
  return [row?.closes_at, (await stores.known({ visitId, day }))?.input.terms.closesAt];
}

const untilBothClose = (ticket: Ticket, at: number) =>
  until(`both stores close at ${at}`, async () => (await closings(ticket)).every((each) => each === at));

const about = ({ label }: { label: string }): Received[] =>
  receiver.received.filter(({ body }) => body['label'] === label);
const told = (visit: { label: string }, event: string, times = 1): Promise<Received[]> =>
  until(`${visit.label} ${event} ${times} times`, async () => {
    const messages = about(visit).filter(({ body }) => body['event'] === event);
    return messages.length >= times && messages;
  });
const whatWasTold = (visit: { label: string }) =>
  about(visit).map(({ body }) => `${String(body['event'])} ${String(body['number'])}`);

const audited = async ({ visitId }: { visitId: string }): Promise<string[]> => {
  const rows = await world.db
    .selectFrom('audit')
    .select('action')
    .where('visit_id', '=', visitId)
    .where('action', 'in', ['warning', 'breach'])
    .execute();
  return rows.map(({ action }) => action).toSorted();
};

/** A press from before the limit is recorded after people were told of the breach. */
async function serveInTime(visit: { visitId: string }): Promise<StaffVisit> {
  await shiftClock(world.db, -60_000);
  const { body } = await staff.move(await read(visit), 'serve');
  await shiftClock(world.db, 0);
  expect(body.sla?.verdict).toBe('met');
  return body;
}

/** Waits until the withdrawal was sent to nobody, so that no try of the workflow is under way. */
const untilTriedInVain = ({ visitId }: { visitId: string }) =>
  until('the withdrawal was not taken', async () =>
    world
      .logged()
      .split('\n')
      .some((line) =>
        [visitId, 'withdrawn', 'breach notification failed'].every((word) => line.includes(word)),
      ),
  );

describe('the database was restored from an older copy', () => {
  test('and the closing time is that of the copy, whose calendar holds', async () => {
    const { body: missed } = await visitor.takeTicket();
    const { body: called } = await staff.call();
    const { body: waiting } = await visitor.takeTicket();
    const backup = await stores.backUp();
    await giveHours(laterClosing);
    for (const ticket of [missed, waiting]) await untilBothClose(ticket, closesLater);
    await staff.move(called.visit as StaffVisit, 'no-show');

    await stores.restore(backup);
    await stores.untilAgreed(missed, waiting);
    for (const ticket of [missed, waiting]) expect(await closings(ticket)).toEqual([closesAt, closesAt]);
    const { body: seen } = await visitor.view(missed.token);
    expect([seen.step, Date.parse(seen.callBackUntil ?? '')]).toEqual(['no-show', closesAt]);
  });

  test('and the same change of hours, made once more, is heard once more', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const backup = await stores.backUp();
    await giveHours(laterClosing);
    await untilBothClose(ticket, closesLater);

    await stores.restore(backup);
    await sql`vacuum full visit`.execute(world.db); // another incarnation, as every restored database is
    await untilBothClose(ticket, closesAt);
    await giveHours(laterClosing);
    await untilBothClose(ticket, closesLater);
    await giveHours(closing);
    await untilBothClose(ticket, closesAt);
  });

  test('and a closing time that only the workflow has still is written when it is told again', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const { visitId } = ticket;
    await giveHours(laterClosing);
    await untilBothClose(ticket, closesLater);
    await world.db
      .updateTable('visit')
      .set({ closes_at: new Date(closesAt) })
      .where('id', '=', visitId)
      .execute();
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    const handle = new Client({ connection: world.connection }).workflow.getHandle(workflowId);
    await handle.executeUpdate(changeClosing, { args: [{ closesAt: closesLater }] });
    expect(await closings(ticket)).toEqual([closesLater, closesLater]);
    await giveHours(closing);
    await untilBothClose(ticket, closesAt);
    await visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' });
    await keepHistory(world.connection, { workflowId, story: 'closing-told-again' });
  });

  test('and a breach that it lost is given and told again, so that it can be withdrawn', async () => {
    const { ticket, visit } = await register();
    const backup = await stores.backUp();
    await told(visit, 'raised');

    await stores.restore(backup);
    await told(visit, 'raised', 2);
    await stores.untilAgreed(ticket);
    expect((await read(ticket)).sla?.verdict).toBe('breached');
    expect(await audited(ticket)).toEqual(['breach', 'warning']);
    await serveInTime(ticket);
    await told(visit, 'withdrawn');
    expect(whatWasTold(visit)).toEqual(['raised 1', 'raised 2', 'withdrawn 2']);
  });

  test('and so is one of a visit whose moves come back', async () => {
    const backup = await stores.backUp();
    const { ticket, visit } = await register();
    await told(visit, 'raised');

    await stores.untilListed(ticket); // else nobody learns of it
    await stores.restore(backup);
    await told(visit, 'raised', 2);
    await stores.untilAgreed(ticket);
    const after = await read(ticket);
    expect([after.sla?.verdict, after.escalation?.level]).toEqual(['breached', 'breach']);
    await serveInTime(ticket);
    await told(visit, 'withdrawn');
  });
});

describe('the engine lost its last moments', () => {
  test('and the closing time that the row knows holds', async () => {
    const { body: ticket } = await visitor.takeTicket();
    await stores.goBack(ticket, (now) => ({ ...now, terms: { ...now.terms, closesAt: closesLater } }));
    await until('the engine is behind', async () => (await closings(ticket))[1] === closesLater);
    await untilBothClose(ticket, closesAt);
  });

  test('and nobody is told twice', async () => {
    const { ticket, visit } = await register();
    await told(visit, 'raised');
    await stores.goBack(ticket, (now) => ({ ...now, notices: noNotices, told: 0 }));
    await stores.untilAgreed(ticket);
    await serveInTime(ticket);
    await told(visit, 'withdrawn');
    expect(whatWasTold(visit)).toEqual(['raised 1', 'withdrawn 1']);
    expect(await audited(ticket)).toEqual(['breach', 'warning']);
  });
});

describe('the engine is lost before people outside heard that a breach was withdrawn', () => {
  test('and they hear of it from the visit’s new workflow', async () => {
    const { ticket, visit } = await register();
    await told(visit, 'raised');
    await receiver.close();
    await serveInTime(ticket);
    await untilTriedInVain(ticket);
    await stores.loseWorkflow(ticket);
    await receiver.open();
    await told(visit, 'withdrawn');
    await stores.untilAgreed(ticket);
    expect(whatWasTold(visit)).toEqual(['raised 1', 'withdrawn 1']);
  });

  test('and are not told again when they had heard of it before', async () => {
    const { ticket, visit } = await register();
    await told(visit, 'raised');
    await serveInTime(ticket);
    await told(visit, 'withdrawn');
    await stores.loseWorkflow(ticket);
    await stores.untilAgreed(ticket);
    expect((await staff.move(await read(ticket), 'cancel')).status).toBe(200);
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    await keepHistory(world.connection, { workflowId, story: 'lost-after-withdrawal' });
    expect(whatWasTold(visit)).toEqual(['raised 1', 'withdrawn 1']);
  });

  test('and also when the visit has ended meanwhile', async () => {
    const { ticket, visit } = await register();
    await told(visit, 'raised');
    await receiver.close();
    const serving = await serveInTime(ticket);
    expect((await staff.move(serving, 'cancel')).status).toBe(200);
    await untilTriedInVain(ticket);
    await stores.loseWorkflow(ticket);
    await receiver.open();
    await told(visit, 'withdrawn');
    await until('that is known', async () => {
      const row = await world.db
        .selectFrom('escalation')
        .select('taken_back_at')
        .where('visit_id', '=', ticket.visitId)
        .executeTakeFirst();
      return row?.taken_back_at;
    });
    expect(whatWasTold(visit)).toEqual(['raised 1', 'withdrawn 1']);
    const workflowId = workflowIdOf({ ...ticket, office: world.office });
    await keepHistory(world.connection, { workflowId, story: 'taken-back' });
  });
});

describe('a breach that a move found before the warning was given', () => {
  test('does not keep the warning from the row, which the workflow believes there', async () => {
    const { ticket, visit } = await register();
    const at = Date.parse(visit.sla?.dueAt ?? '');
    await recordNotice(world.db, { visitId: ticket.visitId, office: world.office, kind: 'breach', at });
    await until('the warning', async () => (await audited(ticket)).length === 2);
    await stores.untilAgreed(ticket);
  });
});
