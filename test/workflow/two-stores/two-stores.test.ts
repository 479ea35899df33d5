import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { readClock } from '../../../db/clock.ts';
import { noteFault, readIncarnation } from '../../../db/visits/stores/comparisons.ts';
import { recordClosing } from '../../../db/offices/closings.ts';
import { readResumed } from '../../../db/visits/stores/records.ts';
import { issueTicket } from '../../../db/visits/tickets.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { answered } from '../../world/answered.ts';
import { deposit, emptyHall, registerVisitor, serveVisitor } from '../../world/desk.ts';
import { storesOf } from '../../world/stores.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld({ undoSeconds: 60, noShowSeconds: 600 });
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const stores = storesOf(world);

const read = (visit: { visitId: string }): Promise<StaffVisit> => staff.readVisit(visit);

afterEach(() => emptyHall(staff));

/** One visit at each step, the last with a card in a locker. */
async function hall(): Promise<Record<'waiting' | 'called' | 'registered' | 'serving' | 'library', Ticket>> {
  const { ticket: library, visit } = await serveVisitor({ visitor, staff });
  await staff.move(await deposit(staff, visit, '01'), 'enter');
  const { ticket: serving, visit: served } = await serveVisitor({ visitor, staff });
  await deposit(staff, served, '02');
  const { ticket: registered } = await registerVisitor({ visitor, staff });
  const { body: called } = await visitor.takeTicket();
  await staff.call('FO-2');
  const { body: waiting } = await visitor.takeTicket();
  return { waiting, called, registered, serving, library };
}

/** Brings everybody in the hall to the door. */
async function finish({ waiting, called, registered, serving, library }: Awaited<ReturnType<typeof hall>>) {
  for (const ticket of [serving, library]) {
    expect((await staff.move(await read(ticket), 'return-id', { lockerKey: 'returned' })).status).toBe(200);
  }
  expect((await staff.move(await read(library), 'leave')).body.step).toBe('done');
  expect((await staff.move(await read(registered), 'serve')).body.step).toBe('serving');
  expect((await staff.move(await read(called), 'no-show')).body.step).toBe('no-show');
  for (const ticket of [waiting, serving, registered]) {
    expect((await staff.move(await read(ticket), 'cancel')).body.step).toBe('cancelled');
  }
}

describe('the engine lost every visit', () => {
  test('and everybody goes on by themselves, wherever they stand', async () => {
    const inside = await hall();
    const before = await Promise.all(Object.values(inside).map(read));
    for (const ticket of Object.values(inside)) await stores.loseWorkflow(ticket);
    await stores.untilAgreed(...Object.values(inside));
    const after = await Promise.all(Object.values(inside).map(read));
    expect(after.map(({ revision, step, undo }) => ({ revision, step, undo }))).toEqual(
      before.map(({ revision, step, undo }) => ({ revision, step, undo })),
    );
    await finish(inside);
  });

  test('and the first press does not wait for that', async () => {
    const { ticket } = await serveVisitor({ visitor, staff });
    const { body: next } = await visitor.takeTicket();
    await stores.loseWorkflow(ticket);
    await stores.loseWorkflow(next);
    expect((await staff.move(await read(ticket), 'undo')).body.step).toBe('registered');
    const { status, body } = await staff.call('FO-2');
    expect([status, body.visit?.visitId, body.passedOver]).toEqual([200, next.visitId, []]);
  });
});

describe('the engine lost its last second', () => {
  test('and takes over what the database knows', async () => {
    const inside = await hall();
    for (const ticket of Object.values(inside)) {
      const { revision } = await read(ticket);
      if (revision > 1) await stores.loseMove(ticket);
    }
    await finish(inside);
  });

  test('and does so by itself, so that no timer of the past fires', async () => {
    const { ticket } = await serveVisitor({ visitor, staff });
    await stores.loseMove(ticket);
    await stores.untilAgreed(ticket);
    expect((await read(ticket)).step).toBe('serving');
  });
});

describe('an operator ended a workflow', () => {
  test('at the head of the queue, and the next call is answered', async () => {
    const { body: first } = await visitor.takeTicket();
    const { body: second } = await visitor.takeTicket();
    await stores.loseWorkflow(first);
    const called = [
      (await staff.call('FO-1')).body.visit?.visitId,
      (await staff.call('FO-2')).body.visit?.visitId,
    ];
    expect(called).toEqual([first.visitId, second.visitId]);
  });

  test('while a number rang, and it can still come', async () => {
    const { body: ticket } = await visitor.takeTicket();
    await staff.call();
    await stores.loseWorkflow(ticket);
    expect((await staff.move(await read(ticket), 'arrive')).body.step).toBe('guest-book');
  });
});

describe('the database was restored from an older copy', () => {
  test('and gets back every move and every number that the engine knows', async () => {
    const inside = await hall();
    const backup = await stores.backUp();
    expect((await staff.move(await read(inside.called), 'arrive')).status).toBe(200);
    expect((await staff.move(await read(inside.registered), 'serve')).status).toBe(200);
    expect(
      (await staff.move(await read(inside.library), 'return-id', { lockerKey: 'returned' })).status,
    ).toBe(200);
    await staff.move(await read(inside.library), 'leave');
    expect((await staff.call('FO-2')).body.visit?.visitId).toBe(inside.waiting.visitId);
    const { ticket: later, visit } = await serveVisitor({ visitor, staff });
    await deposit(staff, visit, '01');
    const known = [...Object.values(inside), later];
    const before = await Promise.all(known.map(async ({ visitId }) => readResumed(world.db, visitId)));

    await stores.untilListed(later);
    await stores.restore(backup);
    const key = randomUUID();
    const { body: next } = await answered('a number', () => visitor.takeTicket({}, key));
    expect(next.number).toBe(later.number + 1);
    await stores.untilAgreed(...known);
    const after = await Promise.all(known.map(async ({ visitId }) => readResumed(world.db, visitId)));
    const told = (inputs: typeof after) =>
      inputs.map((input) =>
        input?.resumed.record.moves.map(({ move, step }) => `${move.name} ${step} ${move.at}`),
      );
    expect(told(after)).toEqual(told(before));
    const lost = await world.db.selectFrom('lost_detail').selectAll().orderBy('detail').execute();
    expect(lost.map(({ visit_id, detail }) => [visit_id, detail])).toEqual([
      [later.visitId, 'guest-book'],
      [later.visitId, 'id-last4'],
      [later.visitId, 'link'],
    ]);
    expect((await staff.move(await read(later), 'return-id', { lockerKey: 'returned' })).status).toBe(200);
    expect(
      (await staff.move(await read(inside.serving), 'return-id', { lockerKey: 'returned' })).status,
    ).toBe(200);
  });

  test('and a counter and a locker that are younger than the copy come back with the visit', async () => {
    const backup = await stores.backUp();
    const { office, db } = world;
    await db.insertInto('counter').values({ office, code: 'FO-7', label: 'Front Office 7' }).execute();
    await db.insertInto('locker').values({ office, code: '77' }).execute();
    const { ticket, visit } = await serveVisitor({ visitor, staff }, 'FO-7');
    await deposit(staff, visit, '77');

    await stores.untilListed(ticket);
    await stores.restore(backup);
    await stores.untilAgreed(ticket);
    const card = await read(ticket);
    expect(card).toMatchObject({ step: 'serving', custody: { locker: '77' } });
    expect((await staff.move(card, 'return-id', { lockerKey: 'returned' })).status).toBe(200);
  });

  test('and what was done besides visits does not make it look younger', async () => {
    await visitor.takeTicket();
    const { lastAt: before } = await readIncarnation(world.db);
    await until('a sign-in was audited later', async () => {
      await world.client().signIn('supervisor');
      const { rows } = await sql<{ later: boolean }>`
        select max(at) > to_timestamp(${before} / 1000.0) + interval '1 second' as later from audit
      `.execute(world.db);
      return rows[0]?.later;
    });
    expect(Math.abs(((await readIncarnation(world.db)).lastAt ?? 0) - (before ?? 0))).toBeLessThan(500);
  });

  test('nor what was written back: whose workflow did not answer yet is still looked for since the copy', async () => {
    await visitor.takeTicket();
    const backup = await stores.backUp();
    const { lastAt: before } = await readIncarnation(world.db);
    await until('the copy is older', async () => (await readClock(world.db)) > (before ?? 0) + 1_500);
    const { body: later } = await visitor.takeTicket();
    await stores.untilListed(later);
    await stores.restore(backup);
    await stores.untilAgreed(later);
    expect(Math.abs(((await readIncarnation(world.db)).lastAt ?? 0) - (before ?? 0))).toBeLessThan(500);
  });
});

describe('a workflow that could not be written back', () => {
  test('and that the engine has lost since, keeps no other visit from going on', async () => {
    const lost = { visitId: randomUUID(), office: world.office, day: '2026-11-28' };
    await noteFault(world.db, lost, 'ahead');
    const { body: ticket } = await visitor.takeTicket();
    await stores.loseWorkflow(ticket);
    await stores.untilAgreed(ticket);
    await until('it is forgotten', async () => {
      const left = await world.db.selectFrom('unmatched_visit').selectAll().execute();
      return left.length === 0;
    });
  });
});

describe('a database that is older than a request', () => {
  test('does not keep its workflow trying for ever', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const known = await readResumed(world.db, ticket.visitId);
    if (!known) throw new Error('no such visit');
    const { resumed: _resumed, ...input } = { ...known, visitId: randomUUID() };
    const checkIn = { commandId: randomUUID(), validUntil: Date.now() + 60_000 };
    expect(await issueTicket(world.db, { input, checkIn })).toBeNull();
    const { closesAt } = input.terms;
    expect(await recordClosing(world.db, { visitId: input.visitId, closesAt })).toBeUndefined();
  });
});
