import { setTimeout as pause } from 'node:timers/promises';
import { residentMb } from '../../../../bench/measuring/measure.ts';
import { freshnessAfter, goneAfterMs } from '../../../../domain/boards/freshness.ts';
import { currentWithinMs, untilCurrent, type Fault } from '../fault.ts';

const flapEveryMs = 2_000;
/** More than this is no noise of the garbage collection. */
const mostGrownMb = 150;

/** A board loses its line, and hides what it no longer knows. */
export const boardOff: Fault = {
  number: 10,
  title: 'a board is off',
  touches: ['board'],
  lasts: { full: 600_000, least: goneAfterMs + 10_000 },
  mixes: true,
  async happen(ground, { forMs, alone, mark, figure, broken }) {
    const [{ board } = { board: ground.stack.board }] = ground.boards;
    board.leave();
    mark('a board has lost its line');
    await pause(forMs);
    if (freshnessAfter(board.silentMs()) !== 'gone') broken('I7', 'a board that is off still shows calls');
    board.come();
    mark('the board has its line again');
    const tookMs = await untilCurrent(ground, board);
    if (alone) figure(`10: the board was current ${tookMs} ms after it had its line again`);
    if (alone && tookMs > currentWithinMs) broken('I7', `a board was behind for ${tookMs} ms`);
  },
};

/** A board comes and goes. */
export const boardFlaps: Fault = {
  number: 11,
  title: 'a board comes and goes every two seconds',
  touches: ['board'],
  lasts: { full: 60_000, least: 20_000 },
  mixes: true,
  async happen(ground, { forMs, alone, mark, figure, broken }) {
    const [{ board } = { board: ground.stack.board }] = ground.boards;
    const [api] = ground.apis;
    const measured = async (): Promise<number> => (alone ? residentMb(api?.part().pid()) : 0); // in a mix it may be another process
    const before = await measured();
    const endsAt = performance.now() + forMs;
    while (performance.now() < endsAt) {
      board.leave();
      await pause(flapEveryMs);
      board.come();
      await pause(flapEveryMs);
    }
    mark('the board stays');
    await untilCurrent(ground, board);
    const grownMb = (await measured()) - before;
    if (alone) figure(`11: the api grew by ${Math.round(grownMb)} MB`);
    if (alone && grownMb > mostGrownMb) broken('answers', `the api grew by ${Math.round(grownMb)} MB`);
  },
};
