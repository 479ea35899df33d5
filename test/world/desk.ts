import { expect } from 'vitest';
import type { LockerView } from '../../wire/custody.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { TestClient } from './client.ts';
import type { World } from './world.ts';

/** Takes a number, calls it and lets its guest book be filled. */
export async function registerVisitor(
  { visitor, staff }: { visitor: TestClient; staff: TestClient },
  counter = 'FO-1',
): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const { status: taken, body: ticket } = await visitor.takeTicket();
  expect(taken).toBe(201);
  const { status: called, body } = await staff.call(counter);
  expect([called, body.visit?.visitId]).toEqual([200, ticket.visitId]);
  expect((await visitor.fillGuestBook(ticket.token)).status).toBe(200);
  return { ticket, visit: await staff.readVisit(ticket) };
}

/** A visitor in front of the officer, up to `serving`. */
export async function serveVisitor(
  by: { visitor: TestClient; staff: TestClient },
  counter = 'FO-1',
): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const { ticket, visit } = await registerVisitor(by, counter);
  const { status, body } = await by.staff.move(visit, 'serve');
  expect(status).toBe(200);
  return { ticket, visit: body };
}

/** Puts the visitor's bag in a locker, against a card. */
export async function deposit(staff: TestClient, visit: StaffVisit, locker: string): Promise<StaffVisit> {
  const { status, body } = await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: '0003', locker });
  expect(status).toBe(200);
  return body;
}

/** A visitor at FO-2 who is being served, with the card in a locker. */
export async function holdCard(world: World, locker: string): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const staff = await world.client().signIn('staff');
  const { ticket, visit } = await serveVisitor({ visitor: world.client(), staff }, 'FO-2');
  return { ticket, visit: await deposit(staff, visit, locker) };
}

/** What the tile of a locker shows. */
export async function lockerState(staff: TestClient, locker: string): Promise<string | undefined> {
  const { body } = await staff.send<{ lockers: LockerView[] }>(staff.inOffice('/lockers'));
  return body.lockers.find((tile) => tile.locker === locker)?.state;
}

/** Sends everybody home, with their cards. */
export async function emptyHall(staff: TestClient): Promise<void> {
  const { body } = await staff.send<{ visits: StaffVisit[] }>(staff.inOffice('/visits?state=open'));
  for (const visit of body.visits) {
    if (visit.next.includes('return-id')) {
      const { status } = await staff.move(visit, 'return-id', { lockerKey: 'returned' });
      expect(status).toBe(200);
    }
    const { next, ...now } = await staff.readVisit(visit);
    const last = (['cancel', 'leave'] as const).find((move) => next.includes(move));
    // the others have ended, and can be taken back
    if (last) expect((await staff.move(now, last)).status).toBe(200);
  }
}
