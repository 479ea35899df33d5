import { describe, expect, test } from 'vitest';
import {
  handoverDesk as handoverDeskSchema,
  incidentList as incidentListSchema,
} from '../../../wire/custody.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { deposit, lockerState, serveVisitor } from '../../world/desk.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

async function goHome(visit: StaffVisit): Promise<void> {
  const back = (await staff.move(visit, 'return-id')).body;
  await staff.move(back, back.step === 'serving' ? 'cancel' : 'leave');
}

describe('a bag in a locker', () => {
  test('moves to another one, and the card with it', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '01');
    const moved = await staff.move(held, 'change-locker', { locker: '02' });
    expect(moved.body.custody).toMatchObject({ locker: '02', idLast4: '0003' });
    expect([await lockerState(staff, '01'), await lockerState(staff, '02')]).toEqual(['free', 'taken']);
    const ledger = await world.db
      .selectFrom('visit_event')
      .select(['move', 'locker'])
      .where('visit_id', '=', visit.visitId)
      .where('locker', 'is not', null)
      .orderBy('revision')
      .execute();
    expect(ledger).toEqual([
      { move: 'deposit', locker: '01' },
      { move: 'change-locker', locker: '02' },
    ]);
    await goHome(moved.body);
  });

  test('does not move to one that is taken, unknown or broken', async () => {
    const [one, two] = [
      await serveVisitor({ visitor, staff }, 'FO-1'),
      await serveVisitor({ visitor, staff }, 'FO-2'),
    ];
    const first = await deposit(staff, one.visit, '03');
    const second = await deposit(staff, two.visit, '04');
    const broken = { state: 'out-of-order', expected: 'free' };
    expect((await staff.put(staff.inOffice('/lockers/05'), broken)).status).toBe(200);
    for (const locker of ['04', '05']) {
      const refused = await staff.move(first, 'change-locker', { locker });
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    }
    expect((await staff.move(first, 'change-locker', { locker: 'XX' })).status).toBe(400);
    await goHome(first);
    await goHome(second);
  });

  test('is not taken away by saying that the locker is free', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '06');
    const refused = await staff.put(staff.inOffice('/lockers/06'), {
      state: 'out-of-order',
      expected: 'free',
    });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    await goHome(held);
  });
});

describe('a lost key', () => {
  test('gives the card back, closes the locker and leaves a line in the report', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '07');
    const back = await staff.move(held, 'return-id', { lockerKey: 'lost' });
    expect(back.body.custody).toBeNull();
    expect(await lockerState(staff, '07')).toBe('key-lost');
    const { body } = await supervisor.send(staff.inOffice('/incidents'));
    expect(incidentListSchema.parse(body).incidents).toMatchObject([
      { kind: 'key-lost', locker: '07', visitId: visit.visitId, note: null },
    ]);
    const again = { state: 'free', expected: 'key-lost' };
    expect((await staff.put(staff.inOffice('/lockers/07'), again, 'key-found-again')).status).toBe(200);
    expect((await staff.put(staff.inOffice('/lockers/07'), again, 'key-found-again')).status).toBe(200);
    const stale = await staff.put(staff.inOffice('/lockers/07'), again);
    expect(stale).toMatchObject({ status: 409, body: { type: '/problems/setting-changed' } });
    await staff.move(back.body, 'cancel');
  });
});

describe('a visitor who is gone while the card lies here', () => {
  test('is noted, and ended by a supervisor with a cause', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '08');
    const note = 'Sudah ditelepon dua kali';
    const noted = await staff.post(`/api/v1/visits/${visit.visitId}/incidents`, {
      kind: 'not-collected',
      note,
    });
    expect(noted.status).toBe(201);
    const early = { reason: note, cause: 'not-collected' };
    expect((await staff.move(held, 'resolve-custody', early)).status).toBe(403);
    const resolved = await supervisor.move(held, 'resolve-custody', early);
    expect(resolved.body).toMatchObject({ custody: null });
    const { body } = await supervisor.send(staff.inOffice('/incidents'));
    const lines = incidentListSchema.parse(body).incidents.filter(({ visitId }) => visitId === visit.visitId);
    expect(lines.map(({ kind, note: words }) => [kind, words])).toEqual([
      ['not-collected', note],
      ['not-collected', null],
    ]);
    await staff.move(resolved.body, 'cancel');
  });
});

describe('a hand-over', () => {
  test('tells what lies there, and counts when both have said so', async () => {
    const { visit } = await serveVisitor({ visitor, staff });
    const held = await deposit(staff, visit, '09');
    const given = await staff.post<{ handovers: { id: string }[] }>(staff.inOffice('/handovers'), {
      to: `supervisor-${world.office}`,
    });
    expect(given.body.handovers[0]).toMatchObject({
      takenAt: null,
      items: [{ locker: '09', idType: 'ktp', label: visit.label }],
    });
    const confirm = staff.inOffice(`/handovers/${given.body.handovers[0]?.id}/confirm`);
    expect((await staff.post(confirm, {})).status).toBe(404);
    const taken = await supervisor.post<{ handovers: { takenAt: string | null }[] }>(confirm, {});
    expect(taken.body.handovers[0]?.takenAt).not.toBeNull();
    expect((await supervisor.post(confirm, {})).status).toBe(404);
    expect(
      handoverDeskSchema.safeParse((await staff.send(staff.inOffice('/handovers'))).body).error,
    ).toBeUndefined();
    await goHome(held);
  });

  test('goes to a colleague, not to oneself or a stranger', async () => {
    for (const to of [`staff-${world.office}`, `admin-${world.office}`, 'nobody']) {
      expect((await staff.post(staff.inOffice('/handovers'), { to })).status).toBe(400);
    }
  });
});

describe('a locker with a bag', () => {
  test('is refused to the next visitor, until it is free again', async () => {
    const card = { idType: 'paspor', idLast4: 'A1b2', locker: '11' };
    const { visit: one } = await serveVisitor({ visitor, staff });
    const { visit: two } = await serveVisitor({ visitor, staff });
    const held = await staff.move(one, 'deposit', card);
    expect(held.body.custody).toMatchObject({ locker: '11', idLast4: 'A1b2' });
    const refused = await staff.move(two, 'deposit', card);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    const { body } = await staff.send<{ lockers: object[] }>(staff.inOffice('/lockers'));
    expect(body.lockers).toContainEqual({ locker: '11', state: 'taken', label: one.label });
    const back = await staff.move(held.body, 'return-id');
    expect((await staff.move(two, 'deposit', card)).status).toBe(200);
    await staff.move(back.body, 'cancel');
    const resolved = await supervisor.move(await supervisor.readVisit(two), 'resolve-custody', {
      reason: 'salah orang',
    });
    expect(resolved.body).toMatchObject({ custody: null, step: 'serving' });
    await staff.move(resolved.body, 'cancel');
  });
});
