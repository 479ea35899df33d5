import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { until } from '../../../world/until.ts';
import { patience, untilAnswered, untilDatabase, untilReady, untilRefused, type Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

const prevented = ({ disks }: Ground): string | null => (typeof disks === 'string' ? disks : null);

/** The disk on which everything is kept has no room, until somebody makes some. */
export const diskFull: Fault = {
  number: 15,
  title: 'the disk of the database and the engine is full',
  touches: ['database', 'engine'],
  lasts: { full: 40_000, least: 15_000 },
  mixes: true,
  prevented,
  async happen(ground, { forMs, alone, mark, figure }) {
    const { disks } = ground;
    if (typeof disks === 'string') return;
    mark('the disk fills');
    try {
      await disks.data.fill();
      await untilRefused(ground);
      mark('it is full');
      await pause(forMs);
    } finally {
      await disks.data.free();
    }
    mark('there is room again');
    const roomAt = performance.now();
    await untilReady(ground);
    await untilAnswered(ground, 10);
    if (alone)
      figure(
        `15: 10 presses were answered ${Math.round(performance.now() - roomAt)} ms after there was room`,
      );
  },
};

/** The disk of the log of changes has no room: PostgreSQL gives up, and comes back when there is some. */
export const walFull: Fault = {
  number: 16,
  title: "the disk of the database's log of changes is full",
  touches: ['database'],
  lasts: { full: 40_000, least: 15_000 },
  mixes: true,
  prevented,
  async happen(ground, { forMs, alone, mark, figure }) {
    const { disks, stack } = ground;
    if (typeof disks === 'string') return;
    const panics = async (): Promise<number> =>
      (await readFile(`${stack.dataDir}/postgres.log`, 'utf8')).split('PANIC:').length;
    const before = await panics();
    mark('the disk of the log fills');
    try {
      await disks.wal.fill();
      await until(
        'the database gives up',
        async () => {
          // what was laid out before the disk was full is used up; PostgreSQL goes on to the next file only when one was written to
          await sql`select pg_switch_wal()`.execute(stack.db).catch(() => undefined);
          return (await panics()) > before;
        },
        patience,
      );
      mark('PostgreSQL gave up');
      await untilRefused(ground);
      await pause(forMs);
    } finally {
      await disks.wal.free();
    }
    mark('there is room again');
    const roomAt = performance.now();
    await untilDatabase(ground);
    const backAt = performance.now();
    await untilReady(ground);
    await untilAnswered(ground, 10);
    if (alone) {
      const [back, all] = [backAt, performance.now()].map((at) => Math.round(at - roomAt));
      figure(
        `16: the database was back ${back} ms after there was room, 10 presses were answered after ${all} ms`,
      );
    }
  },
};
