import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createDatabase, type Database } from '../../db/connect.ts';
import { runningPostgres } from '../../deploy/embedded/postgres.ts';
import { runningTemporal } from '../../deploy/embedded/temporal.ts';
import { endOfDay, instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import { openSteps } from '../../domain/visits/steps.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { TestClient } from '../world/client.ts';
import { daily, seedTestOffice, zoneNearNoon } from '../world/office.ts';
import { run } from '../world/programs/program.ts';
import { until } from '../world/until.ts';
import { shiftClock, violations } from '../world/world.ts';
import { startKunjung, useFolder, type Kunjung } from './kunjung.ts';
import { deposit, finish, make, visitUpTo } from './visits.ts';

/** What docs/stores.md promises. */
const goOnWithinMs = 30_000;
/** Enough for a start and the presses after it. */
const secondsToClosing = 90;
const office = '6501';
const zone = zoneNearNoon();
const closing = '13:00';
const namespace = 'changed-engine';
const log = pino({ level: 'silent' });

let stack: AsyncDisposableStack;
let dataDir: string;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  dataDir = `${await useFolder(stack)}/data`;
});
afterEach(() => stack.disposeAsync());

/** Asks the embedded database of the product that runs. */
async function inDatabase<T>(ask: (db: Database) => Promise<T>): Promise<T> {
  const url = await runningPostgres(dataDir);
  if (url === null) throw new Error('the database does not run');
  const { db, pool } = createDatabase({ url, max: 1, log });
  try {
    return await ask(db);
  } finally {
    await pool.end();
  }
}

const closeIn = (milliseconds: number): Promise<void> =>
  inDatabase((db) =>
    shiftClock(db, instantOf(localDayOf(Date.now(), zone), closing, zone) - milliseconds - Date.now()),
  );

const readOpen = async (staff: TestClient): Promise<StaffVisit[]> =>
  (await staff.send<{ visits: StaffVisit[] }>(staff.inOffice('/visits?state=open'))).body.visits;

async function stop(kunjung: Kunjung): Promise<void> {
  await kunjung[Symbol.asyncDispose]();
  expect(await kunjung.program.ended).toBe(0);
  expect(kunjung.program.out()).not.toMatch(/"level":(50|60)/);
}

/** Waits until every open visit has a workflow in this engine, and it knows what the visit's row knows. */
async function everyVisitGoesOn(
  staff: TestClient,
  { address, namespace: where, env }: { address: string; namespace: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  const startedAt = performance.now();
  const open = await readOpen(staff);
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace: where });
    await until(
      'every open visit has a workflow',
      async () => {
        const running = new Set<string>();
        const query = 'WorkflowType = "visitWorkflow" AND ExecutionStatus = "Running"';
        for await (const { workflowId } of client.workflow.list({ query }))
          running.add(workflowId.split(':')[3] ?? '');
        return open.every(({ visitId }) => running.has(visitId));
      },
      { withinMs: goOnWithinMs },
    );
  } finally {
    await connection.close();
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${open.length} open visits went on ${seconds} s after the start`);
  const check = run(['visits', 'check'], { env });
  expect([await check.ended, check.out()]).toEqual([
    0,
    `${open.length} open visits, 0 of them differ from their workflow.\n`,
  ]);
}

test('visits in every step go on when the engine is exchanged for a cluster, and back', async () => {
  const embedded = { DATA_DIR: dataDir };
  const onCluster = {
    ...embedded,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: namespace,
  };
  const first = stack.use(await startKunjung(embedded));
  await inDatabase((db) =>
    seedTestOffice(db, {
      code: office,
      timeZone: zone,
      policy: {
        slaSeconds: 45,
        slaWarnSeconds: 30,
        undoSeconds: 600,
        noShowSeconds: 600,
        lastTicketMinutesBeforeClose: 0,
        hours: daily(['08:00', closing]),
      },
    }),
  );
  await closeIn(3_600_000);
  const at = ({ base }: Kunjung): Promise<TestClient> =>
    new TestClient({ base, office }).signIn('supervisor');
  let staff = await at(first);
  const rating = await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('01'), 'enter', 'finish');
  const inside = await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('02'), 'enter');
  const holding = await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit('03'));
  const served = await visitUpTo(staff, 'call', 'guest-book', 'serve');
  const late = await visitUpTo(staff, 'call', 'guest-book');
  const arrived = await visitUpTo(staff, 'call', 'arrive');
  const { body: called } = await staff.takeTicket();
  await staff.call('FO-2');
  const { body: waiting } = await staff.takeTicket();
  const left = [rating, inside, holding, served, late, arrived, called, waiting];
  expect(new Set((await readOpen(staff)).map(({ step }) => step))).toEqual(new Set(openSteps));
  await stop(first);

  const second = stack.use(await startKunjung(onCluster));
  expect(await runningTemporal(dataDir)).toBeNull();
  staff = await at(second);
  await everyVisitGoesOn(staff, { address: onCluster.TEMPORAL_ADDRESS, namespace, env: onCluster });
  expect(await make(staff, served, 'undo')).toMatchObject({ step: 'registered' });
  await until(
    'the timer of the promise runs out',
    async () => (await staff.readVisit(late)).sla?.verdict === 'breached',
    {
      withinMs: 60_000,
    },
  );
  const doneThere = [rating, holding, called];
  for (const ticket of doneThere) expect(await finish(staff, ticket)).toMatchObject({ step: 'done' });
  const fresh = await visitUpTo(staff);
  expect(fresh.number).toBe(Math.max(...left.map(({ number }) => number)) + 1);
  await closeIn(secondsToClosing * 1_000);
  await stop(second);

  const third = stack.use(await startKunjung(embedded));
  staff = await at(third);
  const address = await runningTemporal(dataDir);
  if (address === null) throw new Error('the embedded engine does not run');
  await everyVisitGoesOn(staff, { address, namespace: 'default', env: embedded });
  for (const ticket of doneThere) expect((await staff.readVisit(ticket)).step).toBe('done');
  expect(await make(staff, waiting, 'cancel')).toMatchObject({ step: 'cancelled' });
  for (const ticket of [inside, served, arrived])
    expect(await finish(staff, ticket)).toMatchObject({ step: 'done' });
  expect(await finish(staff, late)).toMatchObject({ step: 'done', sla: { verdict: 'breached' } });
  const last = await visitUpTo(staff);
  expect(last.number).toBe(fresh.number + 1);

  await until('the office has closed', async () => (await readOpen(staff)).length === 0, {
    withinMs: secondsToClosing * 1_000,
  });
  for (const ticket of [fresh, last]) expect((await staff.readVisit(ticket)).step).toBe('expired');
  await inDatabase((db) => shiftClock(db, endOfDay(localDayOf(Date.now(), zone), zone) - Date.now()));
  await until(
    'the day is settled',
    () =>
      inDatabase((db) =>
        db.selectFrom('day_close').select('day').where('settled_at', 'is not', null).executeTakeFirst(),
      ),
    { withinMs: 90_000 },
  );
  expect(await inDatabase(violations)).toEqual([]);
  await stop(third);
});
