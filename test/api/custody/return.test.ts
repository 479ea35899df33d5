import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { deposit, lockerState, serveVisitor } from '../../world/desk.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');

const make = async (visit: StaffVisit, move: string, extra: object = {}): Promise<StaffVisit> => {
  const { status, body } = await staff.move(visit, move, extra);
  expect(status, move).toBe(200);
  return body;
};

const readHeld = async (): Promise<unknown[]> =>
  (await staff.send<{ held: unknown[] }>(`/api/v1/offices/${world.office}/handovers`)).body.held;

const readLedger = ({ visitId }: StaffVisit) =>
  sql<{ move: string; locker: string | null }>`
    select move, locker from custody_ledger where visit_id = ${visitId} order by revision
  `.execute(world.db);

describe('a card handed to the wrong person', () => {
  test('is taken back: it lies in its locker as before, with its last four and since when', async () => {
    const { ticket, visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '01');
    const inside = await make(held, 'enter');
    const back = await make(inside, 'return-id');
    expect(back).toMatchObject({ custody: null, undo: { move: 'return-id' } });
    expect(back.next).not.toContain('undo');
    expect([await lockerState(staff, '01'), await readHeld()]).toEqual(['free', []]);
    const undone = await make(back, 'undo');
    expect(undone).toMatchObject({ step: 'library', custody: held.custody, undo: null });
    expect(undone.next).toEqual(inside.next);
    expect(await lockerState(staff, '01')).toBe('taken');
    expect(await readHeld()).toEqual([{ label: visit.label, locker: '01', idType: 'ktp' }]);
    expect((await visitor.view(ticket.token)).body.custody).toBe('held');
    const again = await make(undone, 'return-id');
    expect((await readLedger(visit)).rows).toEqual([
      { move: 'deposit', locker: '01' },
      { move: 'return-id', locker: null },
      { move: 'undo', locker: null },
      { move: 'return-id', locker: null },
    ]);
    await make(again, 'leave');
    const rows = await world.db
      .selectFrom('custody')
      .select(['returned_at'])
      .where('visit_id', '=', visit.visitId)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.returned_at).not.toBeNull();
  });

  test('can be taken back once', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const back = await make(await deposit(staff, visit, '02'), 'return-id');
    const undone = await make(back, 'undo');
    const twice = await staff.move(undone, 'undo');
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
    await make(await make(undone, 'return-id'), 'cancel');
  });

  test('stays as it is once the locker was given to somebody else', async () => {
    const one = await serveVisitor({ visitor, staff });
    const back = await make(await deposit(staff, one.visit, '03'), 'return-id');
    const two = await serveVisitor({ visitor, staff });
    const other = await deposit(staff, two.visit, '03');
    const refused = await staff.move(back, 'undo');
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    const gone = await make(other, 'return-id');
    const still = await staff.move(back, 'undo');
    expect(still).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    await make(gone, 'cancel');
    await make(back, 'cancel');
  });

  test('stays as it is once somebody’s bag was moved into the locker and out again', async () => {
    const one = await serveVisitor({ visitor, staff });
    const back = await make(await deposit(staff, one.visit, '04'), 'return-id');
    const two = await serveVisitor({ visitor, staff });
    const into = await make(await deposit(staff, two.visit, '05'), 'change-locker', { locker: '04' });
    const out = await make(into, 'change-locker', { locker: '05' });
    const refused = await staff.move(back, 'undo');
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    await make(await make(out, 'return-id'), 'cancel');
    await make(back, 'cancel');
  });

  test('is taken back though a colleague said meanwhile that the locker is out of order', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const back = await make(await deposit(staff, visit, '06'), 'return-id');
    const path = `/api/v1/offices/${world.office}/lockers/06`;
    const body = { state: 'out-of-order', expected: 'free' };
    expect((await staff.send(path, { method: 'PUT', body })).status).toBe(200);
    const undone = await make(back, 'undo');
    expect(undone.custody?.locker).toBe('06');
    expect(await lockerState(staff, '06')).toBe('taken');
    await make(await make(undone, 'return-id'), 'cancel');
    expect(await lockerState(staff, '06')).toBe('out-of-order');
  });

  test('and a lost key cannot be taken back: it is corrected with words', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const back = await make(await deposit(staff, visit, '07'), 'return-id', { lockerKey: 'lost' });
    expect(back.undo).toBeNull();
    const refused = await staff.move(back, 'undo');
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/move-not-allowed' } });
    expect(await lockerState(staff, '07')).toBe('key-lost');
    await make(back, 'cancel');
  });

  test('lies in its second locker again, though the clock was set back and both deposits bear one time', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    await shiftClock(world.db, -60_000);
    const first = await make(await deposit(staff, visit, '09'), 'return-id');
    const second = await make(await deposit(staff, first, '10'), 'return-id');
    const undone = await make(second, 'undo');
    await shiftClock(world.db, 0);
    expect(undone.custody?.locker).toBe('10');
    expect([await lockerState(staff, '09'), await lockerState(staff, '10')]).toEqual(['free', 'taken']);
    await make(await make(undone, 'return-id'), 'cancel');
  });

  test('at two tablets at once goes back once', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '08');
    const both = await Promise.all([staff.move(held, 'return-id'), staff.move(held, 'return-id')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      type: '/problems/revision-conflict',
    });
    const back = both.find(({ status }) => status === 200)?.body as StaffVisit;
    const undone = await Promise.all([staff.move(back, 'undo'), staff.move(back, 'undo')]);
    expect(undone.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const now = undone.find(({ status }) => status === 200)?.body as StaffVisit;
    expect(now.custody?.locker).toBe('08');
    await make(await make(now, 'return-id'), 'cancel');
  });
});
