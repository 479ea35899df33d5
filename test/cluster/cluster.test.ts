import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { instantOf, localDayOf } from '../../domain/offices/calendar.ts';
import { readSearchAttributes } from '../../process/search-attributes.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { answered } from '../world/answered.ts';
import { TestClient, type Answer } from '../world/client.ts';
import { createTestDatabase, type TestDatabase } from '../world/database.ts';
import { daily, seedTestOffice, zoneNearNoon } from '../world/office.ts';
import { run } from '../world/programs/program.ts';
import { until } from '../world/until.ts';
import { shiftClock, violations } from '../world/world.ts';
import { startKunjung, useFolder } from './kunjung.ts';
import { make } from './visits.ts';

const log = pino({ level: 'silent' });
const address = inject('temporalAddress');
const guarded = inject('guarded');
const zone = zoneNearNoon();
const closing = '13:00';

let operator: Connection;
let stack: AsyncDisposableStack;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  operator = await Connection.connect({ address });
});
afterAll(() => operator.close());
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  database = stack.use(await createTestDatabase(log));
  folder = await useFolder(stack);
  await writeFile(`${folder}/key`, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
});
afterEach(() => stack.disposeAsync());

const environment = (namespace: string, machine = 'a'): NodeJS.ProcessEnv => ({
  DATABASE_URL: database.url,
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  DATA_DIR: `${folder}/${machine}`,
  KEY_FILE: `${folder}/key`,
});

const guardedEnvironment = (): NodeJS.ProcessEnv => ({
  ...environment('guarded'),
  TEMPORAL_ADDRESS: guarded.address,
  TEMPORAL_API_KEY: guarded.key,
  TEMPORAL_TLS: 'false',
});

async function createNamespace(namespace: string, hours: number): Promise<void> {
  await operator.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: hours * 3_600 } as never,
  });
}

const seed = () =>
  seedTestOffice(database.db, {
    code: database.office,
    timeZone: zone,
    policy: {
      slaSeconds: 2,
      slaWarnSeconds: 1,
      undoSeconds: 5,
      lastTicketMinutesBeforeClose: 0,
      hours: daily(['08:00', closing]),
    },
  });

const clientOf = (base: string): TestClient => new TestClient({ base, office: database.office });

/** Lets the office close in so many milliseconds. */
const closeIn = (milliseconds: number): Promise<void> =>
  shiftClock(database.db, instantOf(localDayOf(Date.now(), zone), closing, zone) - milliseconds - Date.now());

/** One tap, repeated with its key until it is answered. */
function takeNumber(visitor: TestClient): Promise<Answer<Ticket>> {
  const key = randomUUID();
  return answered('a number', () => visitor.takeTicket({}, key));
}

/** Takes a number and fills its guest book. */
async function registered(visitor: TestClient, staff: TestClient): Promise<Ticket> {
  const { body: ticket } = await takeNumber(visitor);
  await answered('the call', () => staff.call());
  await answered('the guest book', () => visitor.fillGuestBook(ticket.token));
  return ticket;
}

/** Waits until a promise is broken, as the engine's timer found. */
const broken = ({ visitId }: Ticket): Promise<unknown> =>
  until('the breach is noticed', () =>
    database.db
      .selectFrom('visit_notice')
      .select('kind')
      .where('visit_id', '=', visitId)
      .where('kind', '=', 'breach')
      .executeTakeFirst(),
  );

describe('a cluster that has never heard of Kunjung', () => {
  test('is made ready, and carries whole visits: a breach, an undo, a card, the closing', async () => {
    const env = environment('whole');
    const provision = run(['provision'], { env });
    expect([await provision.ended, provision.err()]).toEqual([0, '']);
    expect(provision.out()).toContain('Database and engine are ready for visits.');
    expect((await readSearchAttributes(operator, 'whole')).size).toBe(3);

    await seed();
    const secondsLeft = 60;
    await closeIn(secondsLeft * 1_000);
    const { base } = stack.use(await startKunjung(env));
    const visitor = clientOf(base);
    const staff = await clientOf(base).signIn('supervisor');
    const late = await registered(visitor, staff);
    await broken(late);
    await make(staff, late, 'serve');
    await make(staff, late, 'undo');
    await make(staff, late, 'serve');
    await make(staff, late, 'skip-locker', { reason: 'no-bag' });
    await make(staff, late, 'enter');
    await make(staff, late, 'finish');
    expect(await make(staff, late, 'leave')).toMatchObject({ step: 'done', sla: { verdict: 'breached' } });

    const holding = await registered(visitor, staff);
    await make(staff, holding, 'serve');
    await make(staff, holding, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '03' });
    const { body: waiting } = await takeNumber(visitor);
    await until('the office has closed', async () => (await staff.readVisit(waiting)).step === 'expired', {
      withinMs: secondsLeft * 1_000,
    });
    expect(await staff.readVisit(holding)).toMatchObject({ next: ['return-id', 'resolve-custody'] });
    expect(await make(staff, holding, 'return-id')).toMatchObject({ step: 'expired' });
    expect(await violations(database.db)).toEqual([]);
  });

  test('is shared by two launchers, whose numbers are unique and without a gap', async () => {
    const [first, second] = await Promise.all(
      ['a', 'b'].map((machine) => startKunjung(environment('shared', machine))),
    );
    if (!first || !second) throw new Error('two were started');
    stack.use(first);
    stack.use(second);
    const firstStarts = [first, second].filter(({ program }) => program.out().includes('First start.'));
    expect(firstStarts).toHaveLength(1);

    await seed();
    await closeIn(3_600_000);
    const kiosks = [first, second, first, second].map(({ base }) => clientOf(base));
    const taken = await Promise.all(
      kiosks.map(async (kiosk) => {
        const numbers: number[] = [];
        for (let count = 0; count < 10; count += 1) {
          numbers.push((await takeNumber(kiosk)).body.number);
        }
        return numbers;
      }),
    );
    const numbers = taken.flat().toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const desks = [
      await clientOf(first.base).signIn('supervisor'),
      await clientOf(second.base).signIn('supervisor'),
    ];
    const calls = await Promise.all(
      desks.map((desk, index) => answered('a call', () => desk.call(`FO-${index + 1}`))),
    );
    expect(new Set(calls.map(({ body }) => body.visit?.visitId)).size).toBe(2);
    expect(await violations(database.db)).toEqual([]);
  });

  test('is told when it forgets visits too early, and works', async () => {
    await createNamespace('forgetful', 24);
    const program = run(['provision'], { env: environment('forgetful') });
    expect(await program.ended).toBe(0);
    expect(program.err()).toMatch(
      /for 24 hours.*\n {2}temporal operator namespace update -n forgetful --retention 72h/,
    );
  });
});

describe('a cluster where we may change nothing', () => {
  test('ends the start with what an operator runs; then it works without search attributes, and says so', async () => {
    const env = guardedEnvironment();
    const refused = run(['start'], { env });
    expect(await refused.ended).toBe(2);
    expect(refused.err()).toMatch(
      /no namespace guarded, and does not let us create it .*\n {2}temporal operator namespace create -n guarded --retention 72h/,
    );
    expect(refused.err()).not.toMatch(/\n\s+at /);

    await createNamespace('guarded', 72); // and nothing else
    const started = stack.use(await startKunjung(env));
    const told = started.program.err().match(/temporal operator search-attribute create .*/g);
    expect(told).toHaveLength(1);
    expect((await fetch(`${started.base}/readyz`)).status).toBe(200);

    await seed();
    await closeIn(3_600_000);
    const visitor = clientOf(started.base);
    const staff = await clientOf(started.base).signIn('supervisor');
    const { status } = await visitor.takeTicket();
    expect(status).toBe(201);
    const called = await answered('the call', () => staff.call());
    await make(staff, called.body.visit as never, 'no-show');
    const late = await registered(visitor, staff);
    await broken(late);
    expect(await make(staff, late, 'serve')).toMatchObject({ step: 'serving', sla: { verdict: 'breached' } });
    expect(await violations(database.db)).toEqual([]);
  });

  test('ends the start when it does not accept the key', async () => {
    const program = run(['start'], { env: { ...guardedEnvironment(), TEMPORAL_API_KEY: 'wrong' } });
    expect(await program.ended).toBe(2);
    expect(program.err()).toMatch(/^TEMPORAL_API_KEY.*does not accept who we are/m);
  });
});
