import { randomInt } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Board } from '../../wire/boards.ts';
import { answered } from '../world/answered.ts';
import { seeded } from '../../domain/demo/random.ts';
import { until } from '../world/until.ts';
import { violations } from '../world/world.ts';
import { createCrowd, nothingYet } from './crowd.ts';
import { kill, startStack, type Stack } from './stack.ts';

const seed = randomInt(2 ** 31);
const random = seeded(seed);
const acknowledged = nothingYet();

let stack: Stack;
let crowds: ReturnType<typeof createCrowd>[];

beforeAll(async () => {
  console.log(`faults: seed ${seed}`);
  stack = await startStack();
  crowds = await Promise.all(
    ['staff', 'supervisor', 'staff', 'supervisor'].map(async (role) =>
      createCrowd({
        visitor: stack.client(),
        staff: await stack.client().signIn(role as 'staff'),
        random,
        acknowledged,
      }),
    ),
  );
});
afterAll(() => stack[Symbol.asyncDispose]());
afterEach(() => expectSound());

const busy = (times: number): Promise<void[]> => Promise.all(crowds.map((crowd) => crowd.work(times)));

/** Whatever happened: nothing acknowledged is lost, nothing is there twice, the wall tells the truth. */
async function expectSound(): Promise<void> {
  const visits = await stack.db.selectFrom('visit').select(['id', 'number']).execute();
  const known = [...acknowledged.tickets.values()].map(({ visitId, number }) => ({ id: visitId, number }));
  const byNumber = (a: { number: number }, b: { number: number }): number => a.number - b.number;
  expect(visits.toSorted(byNumber), `seed ${seed}`).toEqual(known.toSorted(byNumber));

  const events = await stack.db.selectFrom('visit_event').select(['visit_id', 'revision', 'move']).execute();
  const recorded = new Set(events.map(({ visit_id, revision, move }) => `${visit_id} ${revision} ${move}`));
  const lost = acknowledged.moves.filter(
    ({ visitId, revision, move }) => !recorded.has(`${visitId} ${revision} ${move}`),
  );
  expect(lost, `seed ${seed}`).toEqual([]);
  expect(await violations(stack.db), `seed ${seed}`).toEqual([]);

  const contentOf = ({ at: _at, recent: _passing, ...content }: Board): object => content;
  await until('the board equals the database', async () => {
    const path = `/api/v1/offices/${stack.office}/board`;
    const { body } = await stack.client().send<Board>(path);
    const shown = stack.board.shown();
    return shown !== null && JSON.stringify(contentOf(shown)) === JSON.stringify(contentOf(body));
  });
}

/** A part that dies again and again comes back later each time, and much later on a busy machine. */
const patient = { timeout: 240_000 };

describe('the worker is killed', () => {
  test('between the commit of a ticket and its report', async () => {
    const crowd = crowds[0];
    stack.workerProxy.atNextCommit(() => kill(stack.worker()));
    await crowd?.take();
  });

  test('between the commit of a move and its report, five times', patient, async () => {
    for (let times = 0; times < 5; times += 1) {
      await busy(2);
      stack.workerProxy.atNextCommit(() => kill(stack.worker()));
      await busy(2);
    }
  });
});

describe('the api is killed', () => {
  test('between the commit and its answer, three times', patient, async () => {
    for (let times = 0; times < 3; times += 1) {
      const listener = new Client({ connectionString: stack.databaseUrl });
      await listener.connect();
      listener.once('notification', () => kill(stack.parts.api));
      await listener.query('listen kunjung');
      await crowds[times]?.take();
      await listener.end();
    }
  });
});

describe('a server is killed under load', () => {
  test('Temporal', patient, async () => {
    const work = busy(8);
    await crowds[0]?.take();
    kill(stack.parts.temporal);
    await work;
  });

  test('PostgreSQL, three times', patient, async () => {
    for (let times = 0; times < 3; times += 1) {
      const work = busy(5);
      await crowds[0]?.take();
      kill(stack.parts.postgres);
      await work;
    }
  });
});

describe('a line is cut', () => {
  test('the listener’s, and the board is current again', async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' or query = 'show transaction_read_only'`.execute(
      stack.db,
    );
    await busy(2);
  });

  test('the board’s, and it shows the present when it is back', async () => {
    stack.board.leave();
    await busy(4);
    stack.board.come();
  });
});

describe('all workers are away', () => {
  test('while taps go on: each is answered in time, and no ghost comes back with them', async () => {
    await stack.stopWorker();
    const keys = ['ghost-tap-1', 'ghost-tap-2', 'ghost-tap-3'];
    const taps = await Promise.all(keys.map((key) => stack.client().takeTicket({}, key)));
    expect(taps.map(({ status }) => status)).toEqual([503, 503, 503]);
    await until('the taps are too old', async () => {
      const { rows } = await sql<{ old: boolean }>`
        select clock() > max(at) + interval '6 seconds' as old from command where key like 'ghost-tap-%'
      `.execute(stack.db);
      return rows[0]?.old;
    });
    await stack.startWorker();
    await busy(2);
    const known = [...acknowledged.tickets.keys()];
    const ghosts = await stack.db.selectFrom('visit').select('id').where('id', 'not in', known).execute();
    expect(ghosts).toEqual([]);
    const again = await answered('the first tap', () => stack.client().takeTicket({}, keys[0]));
    expect(again.status).toBe(201);
    acknowledged.tickets.set(again.body.visitId, again.body);
  });
});

describe('everyone presses at once', () => {
  test('twenty times the same tap is one ticket', async () => {
    const taps = await Promise.all(
      Array.from({ length: 20 }, () => answered('a tap', () => stack.client().takeTicket({}, 'double-tap'))),
    );
    expect(new Set(taps.map(({ status, body }) => `${status} ${body.visitId} ${body.number}`)).size).toBe(1);
    const first = taps[0];
    if (first) acknowledged.tickets.set(first.body.visitId, first.body);
  });

  test('two desks get two visitors, or one of them nobody', async () => {
    const [one, two] = [crowds[0], crowds[1]];
    for (let times = 0; times < 10; times += 1) {
      await one?.take();
      await freeCounters();
      const called = (await Promise.all([one?.call('FO-1'), two?.call('FO-2')])).map(
        (visit) => visit?.visitId,
      );
      const visitors = called.filter((visitId) => visitId !== undefined);
      expect(visitors.length).toBeGreaterThan(0);
      expect(new Set(visitors).size).toBe(visitors.length);
    }
  });

  test('two officers take the same step once', async () => {
    const staff = await stack.client().signIn('staff');
    const supervisor = await stack.client().signIn('supervisor');
    await crowds[0]?.take();
    await freeCounters();
    const visit = await crowds[0]?.call('FO-1');
    if (!visit) throw new Error('nobody was called');
    const answers = await Promise.all([staff, supervisor].map((client) => client.move(visit, 'arrive')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    acknowledged.moves.push({ visitId: visit.visitId, revision: visit.revision + 1, move: 'arrive' });
  });
});

/** Ends what rings, so that both counters may call. */
async function freeCounters(): Promise<void> {
  const staff = await stack.client().signIn('staff');
  const ringing = await stack.db
    .selectFrom('visit')
    .select(['id as visitId', 'revision'])
    .where('step', '=', 'called')
    .execute();
  for (const visit of ringing) {
    const { status } = await answered('a no-show', () => staff.move(visit, 'no-show'));
    expect([200, 409]).toContain(status); // its time may be over in this moment
  }
}
