import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { each } from '../../activities/visits/visit-comparison.ts';
import { visitOf, workflowIdOf, type VisitKey } from '../../domain/visits/messages.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { knownVisit } from '../../workflows/messages.ts';
import { answered } from '../world/answered.ts';
import type { TestClient } from '../world/client.ts';
import { deposit, emptyHall, registerVisitor, serveVisitor } from '../world/desk.ts';
import { until } from '../world/until.ts';
import { useResource } from '../world/use.ts';
import { violations } from '../world/world.ts';
import { copyEngine, loseEngine } from './engine-files.ts';
import { startStack } from './stack.ts';

/** The design promises half a minute after an engine was lost; a machine that does other things gets twice that. */
const recoversWithinMs = 60_000;
const openVisits = 100;

const stack = useResource(() =>
  startStack({ policy: { slaSeconds: 300, slaWarnSeconds: 240, noShowSeconds: 600 } }),
);
let visitor: TestClient;
let staff: TestClient;

beforeAll(async () => {
  visitor = stack.client();
  staff = await stack.client().signIn('staff');
  await answered('the first number', () => visitor.takeTicket()).then(({ body }) =>
    visitor.send(`/api/v1/visits/${body.token}/cancel`, { method: 'POST' }),
  );
});

/** A press may be refused while the engine comes back. */
afterEach(() =>
  until('everybody has gone home', async () => emptyHall(staff).then(() => true), { withinMs: 100_000 }),
);

const read = (ticket: { visitId: string }): Promise<StaffVisit> => staff.readVisit(ticket);

const openNow = async (): Promise<string[]> => {
  const { body } = await staff.send<{ visits: StaffVisit[] }>(staff.inOffice('/visits?state=open'));
  return body.visits.map(({ visitId }) => visitId);
};

/** Takes a number whatever is away meanwhile. */
async function takeAnyhow(): Promise<Ticket> {
  const key = randomUUID();
  return (await answered('a number', () => visitor.takeTicket({}, key))).body;
}

/** Makes a move whatever is away meanwhile, as the tablet does; answers the status. */
async function moveAnyhow(ticket: Ticket, move: string, extra: object = {}): Promise<number> {
  const visit = await read(ticket);
  const key = randomUUID();
  return (await answered(move, () => staff.move(visit, move, extra, key))).status;
}

async function askEngine<T>(question: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    return await question(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** For how many hours the engine keeps what has ended. */
const hoursKept = (): Promise<number> =>
  askEngine(async ({ workflowService }) => {
    const { config } = await workflowService.describeNamespace({ namespace: 'default' });
    return Number(config?.workflowExecutionRetentionTtl?.seconds) / 3_600;
  });

/** The visits that have a running workflow. */
const runningVisits = (): Promise<Set<string>> =>
  askEngine(async (client) => {
    const running = new Set<string>();
    const query = 'WorkflowType = "visitWorkflow" AND ExecutionStatus = "Running"';
    for await (const { workflowId } of client.workflow.list({ query }))
      running.add(visitOf(workflowId).visitId);
    return running;
  });

/** How many moves a visit's workflow knows. */
const movesKnown = (visit: Omit<VisitKey, 'office'>): Promise<number | undefined> =>
  askEngine(async (client) => {
    const handle = client.workflow.getHandle(workflowIdOf({ ...visit, office: stack.office }));
    return (await handle.query(knownVisit)).record?.moves.length;
  });

/** A hall with a card in a locker, somebody to be served, somebody called, and a queue. */
async function fill(): Promise<{ inside: Ticket; waitsForService: Ticket; called: Ticket }> {
  const { ticket: inside, visit } = await serveVisitor({ visitor, staff });
  await staff.move(await deposit(staff, visit, '01'), 'enter');
  const { ticket: waitsForService } = await registerVisitor({ visitor, staff });
  const { body: called } = await visitor.takeTicket();
  await staff.call('FO-2');
  return { inside, waitsForService, called };
}

describe('the whole file of the engine is gone, with a full hall', () => {
  test('and every visit goes on within half a minute, with nobody doing anything', async () => {
    const { inside, waitsForService, called } = await fill();
    const queue = await each(Array.from({ length: openVisits - 3 }), () => takeAnyhow());
    const lastNumber = Math.max(...queue.map(({ number }) => number));
    const open = await openNow();
    expect(open.length).toBe(openVisits);

    await loseEngine(stack);
    const lostAt = performance.now();
    await until(
      'every open visit has a workflow',
      async () => {
        const running = await runningVisits().catch(() => new Set<string>());
        return open.every((visitId) => running.has(visitId));
      },
      { withinMs: recoversWithinMs },
    );
    console.log(`${open.length} visits went on after ${((performance.now() - lostAt) / 1000).toFixed(1)} s`);

    expect(await hoursKept()).toBe(72);
    const next = await takeAnyhow();
    expect(next.number).toBe(lastNumber + 1);
    expect((await staff.move(await read(inside), 'return-id', { lockerKey: 'returned' })).status).toBe(200);
    expect((await staff.move(await read(waitsForService), 'serve')).body.step).toBe('serving');
    expect((await staff.move(await read(called), 'arrive')).body.step).toBe('guest-book');
    expect((await staff.call('FO-2')).body.visit?.visitId).not.toBeUndefined();
    expect(await violations(stack.db)).toEqual([]);
  }, 240_000);
});

describe('a power cut takes the last moves from the engine', () => {
  test('and they are not lost, nor does anybody stand in the way', async () => {
    const { inside, waitsForService, called } = await fill();
    const putBack = await copyEngine(stack);
    const head = await takeAnyhow();
    for (const [ticket, move] of [
      [called, 'arrive'],
      [waitsForService, 'serve'],
      [inside, 'finish'],
    ] as const) {
      expect(await moveAnyhow(ticket, move)).toBe(200);
    }
    expect((await staff.move(await deposit(staff, await read(waitsForService), '02'), 'enter')).status).toBe(
      200,
    );

    await loseEngine(stack, putBack);
    const lockerKey = 'returned';
    expect(await moveAnyhow(waitsForService, 'return-id', { lockerKey })).toBe(200);
    expect(await moveAnyhow(inside, 'return-id', { lockerKey })).toBe(200);
    expect(await moveAnyhow(called, 'requeue')).toBe(200);
    for (const counter of ['FO-1', 'FO-2']) {
      const { body } = await answered('a call', () => staff.call(counter));
      expect(body.visit).not.toBeNull();
    }
    await until('everybody has a workflow again', async () => {
      const running = await runningVisits();
      return running.has(head.visitId) && (await openNow()).every((visitId) => running.has(visitId));
    });
    expect(await violations(stack.db)).toEqual([]);
  });
});

describe('the engine stops between two looks, and comes back without its last second', () => {
  test('and a visit that is behind goes on from its row within half a minute', async () => {
    const { waitsForService: behind } = await fill();
    await each(Array.from({ length: openVisits }), () => takeAnyhow());
    const putBack = await copyEngine(stack);
    expect(await moveAnyhow(behind, 'serve')).toBe(200);
    const { revision } = await read(behind);
    const lookedAt = async () =>
      (await stack.db.selectFrom('comparison').select('checked_at').executeTakeFirstOrThrow()).checked_at;
    const before = await lookedAt();
    await until('a look is over', async () => (await lookedAt()) > before);
    await loseEngine(stack, putBack);
    await until(
      'its workflow knows what its row knows',
      async () => 1 + ((await movesKnown(behind)) ?? 0) === revision,
      { withinMs: recoversWithinMs },
    );
    expect(await violations(stack.db)).toEqual([]);
  });
});
