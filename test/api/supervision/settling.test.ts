import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { reportDay, settleDayIn } from '../../../db/supervision/days.ts';
import { createTestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { fillMonth } from '../../world/past/month.ts';
import { useResource } from '../../world/use.ts';

const database = useResource(() => createTestDatabase(pino({ level: 'silent' })));
const cipher = createCipher(randomBytes(32));
const seed = Math.floor(Math.random() * 1_000_000);

test(`days of one office that are settled together do not wait for each other in a ring (seed ${seed})`, async () => {
  const { db, office } = database;
  await seedTestOffice(db, { code: office });
  const visits = await fillMonth({ db, cipher }, { office, days: 12, seed });
  const days = [...new Set(visits.map(({ day }) => day))];
  for (const day of days) await reportDay(db, { office, day });
  const settle = (day: string): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = 0`.execute(trx); // however busy the machine: only a ring ends the wait
      return settleDayIn(trx, { office, day });
    });
  const settled = await Promise.allSettled(days.map(settle));
  expect(settled).toEqual(days.map(() => ({ status: 'fulfilled', value: true })));
  const { rows } = await sql`select rollup_violations(${office}) as n`.execute(db);
  expect(rows).toEqual([{ n: 0 }]);
});
