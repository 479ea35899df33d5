import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { freshnessAfter } from '../../../../domain/boards/freshness.ts';
import { kill } from '../../stack.ts';
import {
  currentWithinMs,
  keepDead,
  untilAnswered,
  untilCurrent,
  untilDatabase,
  untilReady,
  untilRefused,
  untilRestarted,
  type Fault,
} from '../fault.ts';

const kills = 5;
/** What is promised, counted from when the database answers again. */
const recoversWithinMs = 5_000;

/** The database loses its processes, five times. */
export const databaseKilled: Fault = {
  number: 5,
  title: 'PostgreSQL is killed, five times',
  touches: ['database'],
  lasts: { full: 60_000, least: 60_000 },
  mixes: true,
  async happen(ground, { alone, mark, figure, broken }) {
    const { postgres } = ground.stack.parts;
    const pids = (): (number | undefined)[] =>
      [...ground.apis, ...ground.workers].map(({ part }) => part().pid());
    const before = pids();
    for (let time = 0; time < kills; time += 1) {
      const former = postgres.pid();
      kill(postgres);
      mark('PostgreSQL killed');
      await untilRestarted(postgres, former);
      await untilDatabase(ground);
      const backAt = performance.now();
      await untilReady(ground);
      const tookMs = Math.round(performance.now() - backAt);
      mark(`ready ${tookMs} ms after the database was back`);
      if (alone) figure(`5: ready ${tookMs} ms after the database was back`);
      if (alone && tookMs > recoversWithinMs) broken('answers', `nothing was given out for ${tookMs} ms`);
      await untilAnswered(ground, 10);
    }
    const hasDied = pids().some((pid, index) => pid !== before[index]);
    if (alone && hasDied) broken('answers', 'a process of ours died with the database');
  },
};

/** The engine is away; boards go on. */
export const engineAway: Fault = {
  number: 4,
  title: 'Temporal is killed and stays away',
  touches: ['engine'],
  lasts: { full: 120_000, least: 30_000 },
  mixes: true,
  async happen(ground, { forMs, alone, mark, broken }) {
    const letCome = keepDead(ground.stack.parts.temporal);
    mark('Temporal killed');
    try {
      await untilRefused(ground);
      await pause(forMs);
      const silent = ground.boards.filter(({ board }) => freshnessAfter(board.silentMs()) !== 'fresh');
      if (alone && silent.length > 0) broken('I7', 'a board fell silent with the engine');
    } finally {
      letCome();
    }
    mark('Temporal may come back');
    await untilReady(ground);
  },
};

/** The line on which an api hears of changes is cut; no process is restarted for it. */
export const listenerCut: Fault = {
  number: 6,
  title: 'the connections that listen for changes are ended',
  touches: ['database'],
  lasts: { full: 10_000, least: 10_000 },
  mixes: true,
  async happen(ground, { alone, mark, figure, broken }) {
    const { rows } = await sql<{ ended: boolean }>`
      select pg_terminate_backend(pid) as ended from pg_stat_activity
      where query ilike 'listen%' or query = 'show transaction_read_only'
    `.execute(ground.stack.db);
    mark(`${rows.length} connections ended`);
    if (alone && rows.length < ground.apis.length) broken('heals', 'no connection listened');
    await untilAnswered(ground, 10);
    for (const { board } of ground.boards) {
      const tookMs = await untilCurrent(ground, board);
      if (alone) figure(`6: a board was current ${tookMs} ms after the presses`);
      if (alone && tookMs > currentWithinMs) broken('I7', `a board was behind for ${tookMs} ms`);
    }
  },
};
