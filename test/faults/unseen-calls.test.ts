import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { Board } from '../../wire/boards.ts';
import { answered } from '../world/answered.ts';
import { until } from '../world/until.ts';
import { kill, startStack } from './stack.ts';

const boards = ['lobi', 'tangga', 'ruang-baca', 'kantin', 'parkir'];
const calls = 20;

test('the api dies in the midst of twenty calls: boards that come back late show every one, and no other number', async () => {
  await using stack = await startStack();
  const { office } = stack;
  const visitor = stack.client();
  const staff = await stack.client().signIn('staff');
  const walls = boards.map((board) => hang(`${visitor.base}/board`, { office, board }));
  const allAreBack = () => until('every board', async () => walls.every((wall) => wall.isBack()));
  await allAreBack();
  for (let taken = 0; taken < calls + 2; taken += 1) expect((await visitor.takeTicket()).status).toBe(201);
  const called: string[] = [];
  for (let nth = 0; nth < calls; nth += 1) {
    const key = randomUUID();
    const { body } = await answered('a call', () => staff.call('FO-1', key));
    if (!body.visit) throw new Error('nobody waited');
    const { visit } = body;
    called.push(visit.label);
    if (nth === calls / 2) kill(stack.parts.api);
    const endKey = randomUUID();
    await answered('its end', () => staff.move(visit, 'no-show', {}, endKey));
  }
  for (const wall of walls) wall.comeBack();
  await allAreBack();
  for (const wall of walls) {
    expect(wall.seen()).toEqual(called.toSorted());
    wall.close();
  }
}, 120_000);

/** A board that shows what it is sent; once its line broke it comes back when it is told to. */
function hang(url: string, auth: { office: string; board: string }) {
  const seen = new Set<string>();
  let snapshots = 0;
  const socket = io(url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
  socket.on('disconnect', () => (snapshots = 0));
  socket.on('connect_error', () => setTimeout(() => socket.connect(), 100));
  socket.on('board', ({ calling, recent }: Board) => {
    snapshots += 1;
    for (const { label } of [...calling, ...recent]) seen.add(label);
  });
  return {
    seen: () => [...seen].toSorted(),
    comeBack: () => socket.connect(),
    isBack: () => snapshots > 0,
    close: () => socket.close(),
  };
}
