import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ticket } from '../../wire/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { answered } from '../world/answered.ts';
import { TestClient } from '../world/client.ts';
import { startKunjung, useFolder } from './kunjung.ts';
import { checkOutPrevious } from './previous.ts';

const office = '6500';
const password = 'a password for upgrades';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

async function supervisorOf(base: string): Promise<TestClient> {
  const client = new TestClient({ base, office });
  const { status, headers } = await client.post('/api/v1/session', { username: 'supervisor', password });
  expect(status).toBe(200);
  client.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return client;
}

async function make(
  staff: TestClient,
  ticket: Ticket,
  move: string,
  extra: object = {},
): Promise<StaffVisit> {
  const visit = await staff.readVisit(ticket);
  const { status, body } = await answered(move, () => staff.move(visit, move, extra));
  expect([move, visit.step, status]).toEqual([move, visit.step, 200]);
  return body;
}

/** Takes a visit as far as it goes with these moves; each is one press. */
async function visitUpTo(staff: TestClient, ...moves: (string | [string, object])[]): Promise<Ticket> {
  const { body: ticket } = await answered('a number', () => staff.takeTicket());
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
async function finish(staff: TestClient, ticket: Ticket): Promise<StaffVisit> {
  for (;;) {
    const visit = await staff.readVisit(ticket);
    const { step, next } = visit;
    if (step === 'waiting') await answered('the call', () => staff.call());
    else if (step === 'called') await answered('the guest book', () => staff.fillGuestBook(ticket.token));
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

const deposit = (locker: string): [string, object] => ['deposit', { idType: 'ktp', idLast4: '0003', locker }];

describe('visits of the release before', () => {
  test('are finished by this one, from whatever step they were left in', { timeout: 600_000 }, async () => {
    const { commit, tree } = checkOutPrevious();
    console.log(`upgrade: from ${commit} (PREVIOUS names another)`);
    const env = { DATA_DIR: `${await useFolder(stack)}/data`, DEMO_PASSWORD: password };
    const before = await startKunjung({ ...env, KUNJUNG_SKIP_SETUP: '' }, tree);
    const staff = await supervisorOf(before.base);
    const left = [
      await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('01'), 'enter'),
      await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('02')),
      await visitUpTo(staff, 'call', 'guest-book', 'serve', 'undo'),
      await visitUpTo(staff, 'call', 'guest-book'),
      await visitUpTo(staff, 'call'),
      await visitUpTo(staff),
    ];
    await before[Symbol.asyncDispose]();
    expect(await before.program.ended).toBe(0);

    const after = stack.use(await startKunjung(env));
    const next = await supervisorOf(after.base);
    for (const ticket of left) expect(await finish(next, ticket)).toMatchObject({ step: 'done' });
    const { body } = await answered('a number', () => next.takeTicket());
    expect(body.number).toBe(left.length + 1);
  });
});
