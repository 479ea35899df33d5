import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLive } from '../../../api/sockets/live.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { createTestDatabase } from '../../world/database.ts';

test('a reading under way is finished before the stop goes on, so that the database may be closed', async () => {
  const warnings: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) });
  const database = await createTestDatabase(log);
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  const happened: string[] = [];
  const live = createLive({ db: database.db, url: database.url, log });
  live
    .watch(database.office, async () => {
      begin(undefined);
      await sql`select pg_sleep(0.5)`.execute(database.db);
      await readOfficeNow(database.db, database.office);
      happened.push('read');
    })
    .refresh();
  await begun;
  await live[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  happened.push('closed');
  expect(happened).toEqual(['read', 'closed']);
  expect(warnings).toEqual([]);
});
