import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createBoardRegister } from '../../../api/sockets/board-register.ts';
import type { BoardLine } from '../../../db/boards/board-lines.ts';
import { createDatabase } from '../../../db/connect.ts';

// never reached: nothing is painted here
const { db, pool } = createDatabase({
  url: 'postgres://nobody@127.0.0.1:1/nothing',
  max: 1,
  log: pino({ level: 'silent' }),
});
afterEach(() => pool.end());

test('a board is counted and told of while it is connected and accepted, each line by itself', async () => {
  const told: BoardLine[] = [];
  const boards = createBoardRegister({ db, told: (line) => void told.push(line), painted: () => undefined });
  const [first, second] = [boards.connect('6500', 'lobi'), boards.connect('6500', 'lobi')];
  first.health({ audio: 'on', build: '1' });
  expect(told).toEqual([]);
  expect(boards.connected().get('6500')).toBe(0);

  await first.setAccepted(true);
  await second.setAccepted(true);
  await second.setAccepted(true);
  expect(told).toMatchObject([
    { office: '6500', board: 'lobi', audio: 'on', left: false },
    { audio: null, left: false },
  ]);
  expect(boards.connected().get('6500')).toBe(1);

  await first.setAccepted(false);
  second.health({ audio: 'off', build: '1' });
  expect(told).toHaveLength(2);
  await second.setAccepted(true);
  expect(told.slice(2)).toMatchObject([{ audio: 'off' }]);

  first.leave();
  second.leave();
  await second.setAccepted(true);
  expect(told.slice(3).map(({ line, left }) => ({ line, left }))).toEqual(
    told.slice(0, 2).map(({ line }) => ({ line, left: true })),
  );
  expect(boards.connected().get('6500')).toBe(0);
});
