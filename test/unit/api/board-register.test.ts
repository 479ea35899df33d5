import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBoardRegister } from '../../../api/sockets/board-register.ts';
import { createDatabase } from '../../../db/connect.ts';

const hour = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a board that is switched off overnight', () => {
  test('is listed as connected again in the morning', async () => {
    const log = pino({ level: 'silent' });
    // never reached: nothing is painted here
    const { db, pool } = createDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', max: 1, log });
    const boards = createBoardRegister({ db, log, painted: () => undefined });
    const evening = boards.connect('6500', 'lobi');
    await evening.setAccepted(true);
    evening.leave();
    vi.setSystemTime(Date.now() + 15 * hour);
    const morning = boards.connect('6500', 'lobi');
    await morning.setAccepted(true);
    expect(boards.list('6500', ['lobi'])).toMatchObject([{ board: 'lobi', connected: true }]);
    expect(boards.connected().get('6500')).toBe(1);
    await pool.end();
  });
});
