import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { localDayOf } from '../../../domain/offices/calendar.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import type { Board } from '../../../wire/boards.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { daily, zoneNearNoon } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';
import { shiftClock, type World } from '../../world/world.ts';

const zone = zoneNearNoon();
const slaSeconds = 3;
const hours = daily(['01:00', '23:00']);

const world = useWorld(
  { hours, lastTicketMinutesBeforeClose: 0, slaSeconds, slaWarnSeconds: 2 },
  { timeZone: zone },
);
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

const office = (path = ''): string => `/api/v1/offices/${world.office}${path}`;
const seen = (visit: Pick<Ticket, 'visitId'>): Promise<StaffVisit> => staff.readVisit(visit);
const board = async (): Promise<Board> => (await visitor.send<Board>(office('/board'))).body;

async function changeSettings(section: object): Promise<void> {
  const { body } = await admin.send<{ version: number }>(office('/settings'));
  const change = { expectedVersion: body.version, ...section };
  const { status } = await admin.send(office('/settings'), { method: 'PUT', body: change });
  expect(status).toBe(200);
}

async function register(ticket: Ticket): Promise<StaffVisit> {
  expect((await staff.call()).body.visit?.visitId).toBe(ticket.visitId);
  expect((await visitor.fillGuestBook(ticket.token)).status).toBe(200);
  return seen(ticket);
}

/** From the call to the door, with a card in a locker on the way. */
async function wholeVisit(ticket: Ticket): Promise<StaffVisit> {
  let visit = await register(ticket);
  const steps: [string, object][] = [
    ['serve', {}],
    ['deposit', { idType: 'ktp', idLast4: '0003', locker: '01' }],
    ['enter', {}],
    ['finish', {}],
    ['return-id', {}],
    ['leave', {}],
  ];
  for (const [move, extra] of steps) {
    const answer = await staff.move(visit, move, extra);
    expect(answer, move).toMatchObject({ status: 200 });
    visit = answer.body;
  }
  return visit;
}

describe('a new policy', () => {
  test('holds for numbers taken from now on; who was here before keeps the promise that was made', async () => {
    const before = (await visitor.takeTicket()).body;
    const waiting = (await visitor.takeTicket()).body;
    const running = await register(before);
    const { body } = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version, ...policy } = body;
    const longer = { ...policy, slaSeconds: 600, slaWarnSeconds: 500 };
    expect((await admin.send(office('/policy'), { method: 'PUT', body: longer })).status).toBe(200);

    await until('the old limit passed', async () => (await seen(before)).sla?.verdict === 'breached');
    expect((await seen(before)).sla?.dueAt).toBe(running.sla?.dueAt);
    await staff.move(await seen(before), 'cancel');

    const kept = await register(waiting);
    const { times } = (await supervisor.send<VisitStory>(`/api/v1/visits/${waiting.visitId}/story`)).body;
    const registeredAt = Date.parse(times.registered ?? '');
    expect(Date.parse(kept.sla?.dueAt ?? '') - registeredAt).toBe(slaSeconds * 1000);
    await until('the old limit again', async () => (await seen(waiting)).sla?.verdict === 'breached');
    await staff.move(await seen(waiting), 'cancel');

    const later = await register((await visitor.takeTicket()).body);
    const story = await supervisor.send<VisitStory>(`/api/v1/visits/${later.visitId}/story`);
    expect(story.body.policyVersion).toBe(version + 1);
    expect(Date.parse(later.sla?.dueAt ?? '') - Date.now()).toBeGreaterThan(500_000);
    await staff.move(later, 'cancel');
  });
});

describe('a holiday that is entered for today', () => {
  test('stops numbers and says so, while who waits is served to the end', async () => {
    const first = (await visitor.takeTicket()).body;
    const second = (await visitor.takeTicket()).body;
    const day = { day: localDayOf(Date.now(), zone), kind: 'holiday', name: 'Libur mendadak', hours: null };
    await changeSettings({ calendar: [{ ...day, verified: true }] });
    expect(await visitor.takeTicket()).toMatchObject({
      status: 409,
      body: { type: '/problems/office-closed', opensAt: expect.any(String) as string },
    });
    expect(await board()).toMatchObject({ open: false, closedBecause: 'holiday', waitingCount: 2 });
    expect((await visitor.view(second.token)).body).toMatchObject({ step: 'waiting', ahead: 1 });
    expect(await wholeVisit(first)).toMatchObject({ step: 'done', custody: null, sla: { verdict: 'met' } });
    expect(await wholeVisit(second)).toMatchObject({ step: 'done' });
    await changeSettings({ calendar: [] });
    expect(await board()).toMatchObject({ open: true, closedBecause: null });
  });
});

describe('an office that is switched off', () => {
  test('gives no numbers, and calls, serves and hands the cards back to who is there', async () => {
    const ticket = (await visitor.takeTicket()).body;
    await changeSettings({ disabled: true });
    expect((await visitor.takeTicket()).status).toBe(409);
    expect(await board()).toMatchObject({ open: false, waitingCount: 1 });
    expect((await visitor.view(ticket.token)).body).toMatchObject({ step: 'waiting' });
    expect(await wholeVisit(ticket)).toMatchObject({ step: 'done', custody: null });
    await changeSettings({ disabled: false });
    const again = (await visitor.takeTicket()).body;
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
    expect(again.number).toBe(ticket.number + 1);
  });
});

describe('the wait', () => {
  test('is not guessed from nothing', async () => {
    const { body: ticket } = await visitor.takeTicket();
    expect(ticket.estimate).toBeNull();
    expect((await visitor.view(ticket.token)).body.estimate).toBeNull();
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
  });

  test('stands on the ticket and the phone once enough was measured', async () => {
    await using busy = await openWorld({ hours, lastTicketMinutesBeforeClose: 0 }, { timeZone: zone });
    await fillYesterday(busy);
    const client = busy.client();
    const first = (await client.takeTicket()).body;
    const second = (await client.takeTicket()).body;
    expect([first.ahead, first.estimate]).toEqual([0, { lowMinutes: 3, highMinutes: 5 }]);
    expect([second.ahead, second.estimate]).toEqual([1, { lowMinutes: 6, highMinutes: 10 }]);
    expect((await client.view(second.token)).body.estimate).toEqual(second.estimate);
    const desk = await busy.client().signIn('staff');
    const called = (await desk.call()).body.visit as StaffVisit;
    expect((await client.view(first.token)).body.estimate).toBeNull();
    expect((await client.view(second.token)).body).toMatchObject({ ahead: 0, estimate: first.estimate });
    await desk.move(called, 'cancel');
    await shiftClock(busy.db, 4 * 60_000);
    expect((await client.view(second.token)).body, 'nobody calls').toMatchObject({
      estimate: first.estimate,
    });
    await shiftClock(busy.db, 6 * 60_000);
    expect((await client.view(second.token)).body, 'nobody calls').toMatchObject({
      ahead: 0,
      estimate: null,
    });
    const third = (await client.takeTicket()).body;
    await desk.call();
    expect((await client.view(third.token)).body).toMatchObject({ ahead: 0, estimate: first.estimate });
  });
});

/** Thirty visitors of yesterday at this hour, one after the other, who waited three, four or five minutes. */
async function fillYesterday({ db, office: code }: World): Promise<void> {
  const visitors = 30;
  const day = sql`(clock() at time zone ${zone})::date - 1`;
  await sql`insert into ticket_counter values (${code}, 'P', ${day}, ${visitors})`.execute(db);
  await sql`
    insert into visit (id, office, service, day, number, token, step, revision, language, policy_version,
      created_at, queued_at, last_at, ended_at, closes_at)
    select gen_random_uuid(), ${code}, 'P', ${day}, n, left(replace(gen_random_uuid()::text, '-', ''), 22),
      'no-show', 2, 'id', 1, at, at, at, at + interval '9 minutes', at
    from generate_series(1, ${visitors}::integer) as n,
      lateral (select clock() - interval '1 day' + (n - 15) * interval '6 minutes' as at) as times
  `.execute(db);
  await sql`
    insert into visit_event (visit_id, revision, office, move, step, at, actor)
    select id, revisions.n, office, case revisions.n when 1 then 'check-in' else 'call' end,
      case revisions.n when 1 then 'waiting' else 'called' end,
      created_at + (revisions.n - 1) * (3 + number % 3) * interval '1 minute', 'visitor'
    from visit, generate_series(1, 2) as revisions(n) where office = ${code} and day = ${day}
  `.execute(db);
  await sql`
    insert into audit (office, actor, action, visit_id, revision)
    select office, actor, move, visit_id, revision from visit_event where office = ${code}
  `.execute(db);
}
