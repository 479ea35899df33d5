import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAfter, endOfDay, instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { createDatabase } from '../../db/connect.ts';
import { TestClient } from '../world/client.ts';
import { daily, seedTestOffice } from '../world/office.ts';
import { startEmbedded } from '../world/programs/parts.ts';
import { seeded } from '../../domain/demo/random.ts';
import { until } from '../world/until.ts';
import { shiftClock } from '../world/world.ts';
import { expectSettled } from './accounts.ts';
import { playDay } from './service-day.ts';

/** Five service days of two real minutes each on real processes; the database's clock jumps in between. */
const serviceDays = 5;
const visitsADay = 60;
const slaSeconds = 3;
const noShowSeconds = 4;
const opens = '09:00';
const closes = '09:02';
const office = '6501';
const zone = 'Asia/Makassar';

const seed = Number(process.env['WEEK_SEED'] ?? randomInt(2 ** 31));
const stack = new AsyncDisposableStack();

beforeAll(() => console.log(`week: seed ${seed} (WEEK_SEED plays it again)`));
afterAll(() => stack.disposeAsync());

test('a week of visits ends with nothing lost and every sum right', { timeout: 1_200_000 }, async () => {
  const { base, databaseUrl, log, start } = stack.use(await startEmbedded('error'));
  const { db, pool } = createDatabase({ url: databaseUrl, max: 4, log });
  stack.defer(() => pool.end());
  const policy = {
    hours: daily([opens, closes]),
    slaSeconds,
    slaWarnSeconds: 2,
    noShowSeconds,
    undoSeconds: 2,
  };
  await seedTestOffice(db, {
    code: office,
    timeZone: zone,
    policy: { ...policy, lastTicketMinutesBeforeClose: 0 },
  });
  stack.use(await start('activities/worker.ts'));
  stack.use(await start('api/server.ts'));

  const client = (): TestClient => new TestClient({ base, office });
  const random = seeded(seed);
  const acknowledged: Ticket[] = [];
  const drawn = new Map<string, number>();
  let day = dayAfter(localDayOf(Date.now(), zone));
  const lengthMs = instantOf(day, closes, zone) - instantOf(day, opens, zone);
  for (let count = 0; count < serviceDays; count += 1, day = dayAfter(day)) {
    await shiftClock(db, instantOf(day, opens, zone) - Date.now() + 500);
    await playDay({
      visitor: client(),
      officers: [await client().signIn('staff'), await client().signIn('supervisor')],
      supervisor: await client().signIn('supervisor'),
      random,
      visits: visitsADay,
      lengthMs,
      slaMs: slaSeconds * 1000,
      noShowMs: noShowSeconds * 1000,
      acknowledged,
      drawn,
    });
    console.log(`week: ${day}, ${acknowledged.length} numbers so far`);
  }
  // a last morning for the cards that stayed overnight
  await shiftClock(db, instantOf(day, '08:00', zone) - Date.now());
  await returnCards(await client().signIn('supervisor'));
  await shiftClock(db, endOfDay(day, zone) - Date.now());
  await until(
    'every day is settled',
    async () => {
      const rows = await db.selectFrom('day_close').select('settled_at').execute();
      return rows.length === serviceDays && rows.every(({ settled_at }) => settled_at !== null);
    },
    { withinMs: 240_000 },
  );
  await expectSettled(db, { office, acknowledged, note: `seed ${seed}` });
  console.log(`week: ${acknowledged.length} visits; drawn ${JSON.stringify(Object.fromEntries(drawn))}`);
  expect(acknowledged.length).toBeGreaterThan((serviceDays * visitsADay) / 2);
});

/** Every card that still lies at the desk goes back to its owner. */
async function returnCards(supervisor: TestClient): Promise<void> {
  const { body } = await supervisor.send<{
    visits: { visitId: string; revision: number; custody: object | null }[];
  }>(`/api/v1/offices/${office}/visits`);
  for (const visit of body.visits.filter(({ custody }) => custody !== null)) {
    const { status } = await supervisor.move(visit, 'return-id');
    expect(status).toBe(200);
  }
}
