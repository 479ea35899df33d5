import { sql } from 'kysely';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, test } from 'vitest';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();
const lines: Socket[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

function hang(board: string): void {
  const line = io(`${world.base}/board`, {
    transports: ['websocket'],
    auth: { office: world.office, board },
    forceNew: true,
  });
  lines.push(line);
}

const isCounted = async (): Promise<boolean> =>
  (await world.metrics()).includes(`kunjung_boards_connected{office="${world.office}"} 1\n`);

/** How often it was told that something about a board was not written down. */
const failures = (): number => world.logged().split('board record failed').length - 1;

describe('a board that comes while its name cannot be written down', () => {
  test('is taken for the office’s own within seconds once it can, though nothing changes on it', async () => {
    await world.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`board names ${world.office}`}))`.execute(trx);
      hang('lobi');
      await until('that was told twice', async () => {
        await sql`select`.execute(trx); // a line that asks nothing in its transaction is ended
        return failures() > 1; // its first snapshot has it looked at once more
      });
    });
    await until('it is counted', isCounted);
  });
});
