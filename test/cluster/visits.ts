import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { answered } from '../world/answered.ts';
import { TestClient } from '../world/client.ts';
import type { Kunjung } from './kunjung.ts';

/** The supervisor of a first start. */
export async function supervisorOf(
  { base }: Kunjung,
  { office, password }: { office: string; password: string },
): Promise<TestClient> {
  const client = new TestClient({ base, office });
  const { status, headers } = await client.post('/api/v1/session', { username: 'supervisor', password });
  expect(status).toBe(200);
  client.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return client;
}

/** One press of the desk; answers the visit after it. */
export async function make(
  staff: TestClient,
  ticket: Ticket,
  move: string,
  extra: object = {},
): Promise<StaffVisit> {
  const visit = await staff.readVisit(ticket);
  const key = randomUUID();
  const { status, body } = await answered(move, () => staff.move(visit, move, extra, key));
  expect([move, visit.step, status]).toEqual([move, visit.step, 200]);
  return body;
}

/** Takes a visit as far as it goes with these moves; each is one press. */
export async function visitUpTo(staff: TestClient, ...moves: (string | [string, object])[]): Promise<Ticket> {
  const key = randomUUID();
  const { body: ticket } = await answered('a number', () => staff.takeTicket({}, key));
  if (moves.length === 0) return ticket;
  await answered('the call', () => staff.call());
  for (const [name, extra] of moves.map((each) =>
    typeof each === 'string' ? ([each, {}] as const) : each,
  )) {
    if (name === 'call') continue;
    if (name === 'guest-book') await answered('the guest book', () => staff.fillGuestBook(ticket.token));
    else await make(staff, ticket, name, extra);
  }
  return ticket;
}

/** What leads on from each step, the way out. */
export async function finish(staff: TestClient, ticket: Ticket): Promise<StaffVisit> {
  for (;;) {
    const visit = await staff.readVisit(ticket);
    const { step, next } = visit;
    if (step === 'waiting') await answered('the call', () => staff.call());
    else if (step === 'called' || step === 'guest-book')
      await answered('the guest book', () => staff.fillGuestBook(ticket.token));
    else if (step === 'no-show') await make(staff, ticket, 'requeue');
    else if (step === 'registered') await make(staff, ticket, 'serve');
    else if (next.includes('enter')) await make(staff, ticket, 'enter');
    else if (step === 'serving') await make(staff, ticket, 'skip-locker', { reason: 'no-bag' });
    else if (step === 'library') await make(staff, ticket, 'finish');
    else if (next.includes('return-id')) await make(staff, ticket, 'return-id');
    else if (next.includes('leave')) await make(staff, ticket, 'leave');
    else return visit;
  }
}

/** The press that takes a card for a locker. */
export const deposit = (locker: string): [string, object] => [
  'deposit',
  { idType: 'ktp', idLast4: '0003', locker },
];
