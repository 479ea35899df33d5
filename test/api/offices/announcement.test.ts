import { describe, expect, test } from 'vitest';
import type { Board } from '../../../wire/boards.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

describe('an announcement', () => {
  const board = async (): Promise<Board> => (await visitor.send<Board>(staff.inOffice('/board'))).body;
  const words = { id: 'AC sedang diperbaiki', en: 'The air conditioning is being repaired' };
  const nothing = { message: null, closing: null };

  test('stands on the board until it is taken back', async () => {
    expect((await staff.put(staff.inOffice('/announcement'), nothing)).status).toBe(403);
    await supervisor.put(staff.inOffice('/announcement'), { message: words, closing: null });
    expect((await board()).message).toEqual(words);
    await supervisor.put(staff.inOffice('/announcement'), nothing);
    expect((await board()).message).toBeNull();
  });

  test('of a closing out of turn stops numbers, while who waits is still called', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const before = await board();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await supervisor.put(staff.inOffice('/announcement'), {
      message: null,
      closing: { reason: words, until },
    });
    const closed = await board();
    expect(closed).toMatchObject({ open: false, closedBecause: 'notice', message: words, opensAt: until });
    expect(closed.epoch).not.toBe(before.epoch);
    expect(await visitor.takeTicket()).toMatchObject({
      status: 409,
      body: { type: '/problems/office-closed', opensAt: until },
    });
    const called = (await staff.call()).body.visit as StaffVisit;
    expect(called.visitId).toBe(ticket.visitId);
    await staff.move(called, 'cancel');
    await supervisor.put(staff.inOffice('/announcement'), nothing);
    expect((await visitor.takeTicket({}, 'open-again')).status).toBe(201);
    await staff.move((await staff.call()).body.visit as StaffVisit, 'cancel');
  });
});
