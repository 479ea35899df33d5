import { beforeAll, describe, expect, test } from 'vitest';
import { guestBook } from '../../world/client.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { statementsOf, type Statements } from '../../world/postgres/statements.ts';
import { useClient, useWorld } from '../../world/use.ts';

/** Of several tries the cheapest counts: on a busy machine an activity may be tried twice. */
const tries = 3;

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');

const presses = ['ticket', 'call', 'arrival', 'guest book', 'serve', 'undo'] as const;
type Press = (typeof presses)[number];

/** What a visitor's way to the officer asks of the database, press by press. */
async function walk(): Promise<Record<Press, Statements>> {
  let visit: StaffVisit | undefined;
  const move = (name: string, extra: object = {}) =>
    statementsOf(async () => {
      if (!visit) throw new Error('nobody was called');
      const moved = await staff.move(visit, name, extra);
      expect(moved.status).toBe(200);
      visit = moved.body;
    });
  const ticket = await statementsOf(() => visitor.takeTicket());
  const call = await statementsOf(async () => {
    visit = (await staff.call()).body.visit ?? undefined;
  });
  const counts = {
    ticket,
    call,
    arrival: await move('arrive'),
    'guest book': await move('submit-guest-book', { guestBook }),
    serve: await move('serve'),
    undo: await move('undo'),
  };
  await move('cancel');
  return counts;
}

let walks: Record<Press, Statements>[];
beforeAll(async () => {
  walks = [];
  await walk(); // what is kept of the office is read once
  for (let time = 0; time < tries; time += 1) walks.push(await walk());
}, 60_000);

const fewest = (press: Press): Statements => ({
  api: Math.min(...walks.map((counts) => counts[press].api)),
  recording: Math.min(...walks.map((counts) => counts[press].recording)),
});

describe('a press', () => {
  test.each<[Press, Statements]>([
    // the office and what it offers; the claim with the request; the answer
    ['ticket', { api: 3, recording: 1 }],
    // session and office; counter and claim; begin, the locks, the line, the choice, commit; the answer
    ['call', { api: 8, recording: 1 }],
    // session and visit; the claim; the answer
    ['arrival', { api: 3, recording: 1 }],
    ['serve', { api: 3, recording: 1 }],
    ['undo', { api: 3, recording: 1 }],
  ])('asks little of the database: %s', (press, statements) => {
    expect(fewest(press)).toEqual(statements);
  });
});
