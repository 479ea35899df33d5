import { describe, expect, test } from 'vitest';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { visitStories, type VisitStory } from '../replay/stories.ts';
import { keepHistory } from '../world/history.ts';
import { daily, zoneNearNoon } from '../world/office.ts';
import { until } from '../world/until.ts';
import { useClient, useClock, useWorld } from '../world/use.ts';

const closing = '13:00';
const secondsLeft = 85;
const zone = zoneNearNoon();

const world = useWorld(
  {
    slaSeconds: 2,
    slaWarnSeconds: 1,
    noShowSeconds: 4,
    typingHoldSeconds: 6,
    undoSeconds: 4,
    escalationRepeatMinutes: 1 / 60,
    lastTicketMinutesBeforeClose: 0,
    hours: daily(['08:00', closing]),
  },
  { timeZone: zone },
);
useClock(world, instantOf(localDayOf(Date.now(), zone), closing, zone) - secondsLeft * 1000);
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');

const read = (visit: { visitId: string }): Promise<StaffVisit> => staff.readVisit(visit);

const make = async (ticket: Ticket, ...moves: (string | [string, object])[]): Promise<void> => {
  for (const each of moves) {
    const [move, extra] = typeof each === 'string' ? [each, {}] : each;
    expect(await staff.move(await read(ticket), move, extra), move).toMatchObject({ status: 200 });
  }
};

const deposit: [string, object] = ['deposit', { idType: 'ktp', idLast4: '0003', locker: '03' }];

/** Takes a number, calls it and fills its guest book. */
const registered = async (): Promise<Ticket> => {
  const { body: ticket } = await visitor.takeTicket();
  expect((await staff.call()).body.visit?.visitId).toBe(ticket.visitId);
  expect((await visitor.fillGuestBook(ticket.token)).status).toBe(200);
  return ticket;
};

/** Takes a number, calls it, and nobody comes. */
const missed = async (): Promise<Ticket> => {
  const { body: ticket } = await visitor.takeTicket();
  await staff.call();
  await until('the no-show', async () => (await read(ticket)).step === 'no-show');
  return ticket;
};

const type = ({ token }: Ticket): Promise<unknown> =>
  visitor.send(`/api/v1/visits/${token}/typing`, { method: 'POST' });

const play: Readonly<Record<VisitStory, () => Promise<Ticket>>> = {
  async 'full-visit'() {
    const ticket = await registered();
    await make(ticket, 'serve', deposit, 'enter', 'finish', 'return-id', 'leave');
    return ticket;
  },
  async 'no-bag'() {
    const ticket = await registered();
    await make(ticket, 'serve', ['skip-locker', { reason: 'no-bag' }], 'enter', 'leave');
    return ticket;
  },
  async 'no-show-by-timer'() {
    const { body: ticket } = await visitor.takeTicket();
    await staff.call();
    await make(ticket, 'recall');
    await until('the no-show', async () => (await read(ticket)).step === 'no-show');
    return ticket;
  },
  async 'sla-breach'() {
    const ticket = await registered();
    await until('the breach', async () => (await read(ticket)).sla?.verdict === 'breached');
    await make(ticket, 'serve', 'cancel');
    return ticket;
  },
  async escalated() {
    const ticket = await registered();
    await until('it was told twice', async () => {
      const escalation = await world.db
        .selectFrom('escalation')
        .select('times')
        .where('visit_id', '=', ticket.visitId)
        .executeTakeFirst();
      return (escalation?.times ?? 0) >= 2;
    });
    const path = `/api/v1/offices/${world.office}/escalations/${ticket.visitId}/acknowledgement`;
    expect((await staff.send(path, { method: 'POST' })).status).toBe(200);
    await make(ticket, ['serve', { counter: 'FO-2' }], 'undo', 'serve', 'cancel');
    return ticket;
  },
  async undo() {
    const ticket = await registered();
    await make(
      ticket,
      'serve',
      'undo',
      'serve',
      ['skip-locker', { reason: 'other' }],
      'enter',
      'leave',
      'undo',
      'leave',
    );
    return ticket;
  },
  async cancel() {
    const { body: ticket } = await visitor.takeTicket();
    await visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' });
    return ticket;
  },
  async 'called-back'() {
    const ticket = await missed();
    await until('its undo is over', async () => (await read(ticket)).undo === null);
    await make(ticket, 'requeue', 'undo', 'requeue');
    await staff.call();
    await make(ticket, 'arrive', 'cancel');
    return ticket;
  },
  'missed-until-closing': missed,
  async 'typed-late'() {
    const { body: ticket } = await visitor.takeTicket();
    const called = (await staff.call()).body.visit;
    await type(ticket);
    await until(
      'the number was held',
      async () =>
        Date.parse((await visitor.view(ticket.token)).body.at) > Date.parse(called?.noShowAt ?? '') + 500,
    );
    expect((await visitor.fillGuestBook(ticket.token)).status).toBe(200);
    await make(ticket, 'cancel');
    return ticket;
  },
  async 'returned-in-error'() {
    const ticket = await registered();
    await make(ticket, 'serve', deposit, 'enter', 'return-id', 'undo', 'return-id', 'leave');
    return ticket;
  },
  async 'closing-with-card'() {
    const ticket = await registered();
    await make(ticket, 'serve', deposit);
    await until('the alarm', async () => (await read(ticket)).next.join() === 'return-id,resolve-custody', {
      withinMs: secondsLeft * 1_000,
    });
    await make(ticket, ['resolve-custody', { reason: 'berita acara' }]);
    return ticket;
  },
};

describe('a visit on the real engine', () => {
  const played = new Map<VisitStory, Ticket>();

  test.each(visitStories)('%s is played', { timeout: 180_000 }, async (story) => {
    played.set(story, await play[story]());
  });

  test.each(visitStories)('%s ends, and leaves its history', async (story) => {
    const { visitId, day } = played.get(story) as Ticket;
    const workflowId = workflowIdOf({ visitId, day, office: world.office });
    await keepHistory(world.connection, { workflowId, story });
    expect((await read({ visitId })).next).toEqual([]);
  });
});
