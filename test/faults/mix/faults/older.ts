import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { dump } from '../../../../db/backup/dump.ts';
import { toScript } from '../../../../db/backup/format.ts';
import { load } from '../../../../db/backup/load.ts';
import { until } from '../../../world/until.ts';
import { keepDead, patience, untilAnswered, untilReady, type Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

/** What a backup knew is put under an engine that went on; everything is stopped meanwhile, as a person would. */
export const olderDatabase: Fault = {
  number: 19,
  title: 'the database is restored from a backup, under an engine that went on',
  touches: ['database'],
  lasts: { full: 600_000, least: 30_000 },
  mixes: false,
  async happen(ground, { forMs, mark, figure, broken }) {
    const { stack, history, hall } = ground;
    const from = history.now();
    const backup: Buffer[] = [];
    for await (const chunk of toScript(dump(stack.databaseUrl))) backup.push(chunk);
    mark('a backup was made');
    await untilAnswered(ground, 10);
    await pause(forMs);
    await hall.rest();
    const before = await countEvents(ground);
    try {
      await restore(ground, backup);
    } finally {
      hall.open();
    }
    history.restored(from);
    const { events, writtenBack } = await countEvents(ground);
    mark(`${before.events - events} events are missing`);
    await untilReady(ground);
    await untilAnswered(ground, 10);
    const listed = async (): Promise<number> => (await countEvents(ground)).writtenBack - writtenBack;
    const missing = before.events - events;
    await until('what was missing is listed', async () => (await listed()) >= missing, patience);
    figure(
      `19: the backup was ${Math.round((history.now() - from) / 1000)} s old; ${missing} events were written back`,
    );
    if (missing === 0) broken('heals', 'nothing happened between the backup and its restoring');
  },
};

/** Puts the backup in the place of the database while none of our processes runs. */
async function restore(ground: Ground, backup: readonly Buffer[]): Promise<void> {
  const release = [...ground.apis, ...ground.workers].map(({ part }) => keepDead(part()));
  try {
    await load(ground.stack.databaseUrl, inTurn(backup));
    await ground.shiftClock(ground.shiftMs()); // it came with the tables, and would be that of the machine
  } finally {
    for (const letCome of release) letCome();
  }
}

async function* inTurn(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** All events of visits, and the entries of the audit that tell of events which were written back. */
async function countEvents({ stack }: Ground): Promise<{ events: number; writtenBack: number }> {
  const { rows } = await sql<{ events: number; writtenBack: number }>`
    select (select count(*) from visit_event) as events,
      (select count(*) from audit where detail ->> 'writtenBack' = 'true') as "writtenBack"
  `.execute(stack.db);
  return rows[0] ?? { events: 0, writtenBack: 0 };
}
