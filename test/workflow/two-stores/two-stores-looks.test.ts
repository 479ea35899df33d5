import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createVisitEvents } from '../../../activities/events.ts';
import { watchEngineLine } from '../../../activities/visits/engine-line.ts';
import { createVisitComparison, type VisitComparison } from '../../../activities/visits/visit-comparison.ts';
import { createVisitReconciler, visitLease } from '../../../activities/visits/visit-reconciler.ts';
import { createLease, type Lease } from '../../../db/processes/lease.ts';
import {
  markCompared,
  noteFault,
  readCompared,
  readIncarnation,
  readNoted,
} from '../../../db/visits/stores/comparisons.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import { searchAttributeNames } from '../../../process/search-attributes.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { knownVisit } from '../../../workflows/messages.ts';
import { answered } from '../../world/answered.ts';
import { emptyHall, serveVisitor } from '../../world/desk.ts';
import { createEngineFront } from '../../world/outside/engine-front.ts';
import { storesOf } from '../../world/stores.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const log = pino({ level: 'silent' });
const world = useWorld({ undoSeconds: 60, noShowSeconds: 600 });
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const stores = storesOf(world);

/** Looks are taken by these tests alone: the worker of the world finds that another looks. */
beforeEach(async () => {
  const lease = {
    job: visitLease.job,
    holder: randomUUID(),
    until: new Date(Date.now() + 3_600_000),
  };
  await world.db
    .insertInto('lease')
    .values(lease)
    .onConflict((conflict) => conflict.column('job').doUpdateSet(lease))
    .execute();
});

afterEach(async () => {
  await world.db.deleteFrom('unmatched_visit').execute();
  await emptyHall(staff);
});

const comparisonOf = (client = new Client({ connection: world.connection })): VisitComparison =>
  createVisitComparison({
    db: world.db,
    client,
    taskQueue: world.taskQueue,
    searchAttributes: async () => new Set(searchAttributeNames),
  });

/** One of several workers' reconcilers, whose looks the test takes. */
function reconciler({
  comparison = comparisonOf(),
  lease = createLease(world.db, { job: randomUUID(), seconds: 60 }),
  lineBreaks = () => 0,
}: { comparison?: VisitComparison; lease?: Lease; lineBreaks?: () => number } = {}) {
  const events = createVisitEvents({ registry: new Registry(), log });
  return createVisitReconciler({ db: world.db, comparison, lease, lineBreaks, events });
}

async function queue(count: number): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (let number = 0; number < count; number += 1) {
    const key = randomUUID();
    tickets.push((await answered('a number', () => visitor.takeTicket({}, key))).body);
  }
  return tickets;
}

/** Visits that moved a moment ago are left alone by a look. */
const untilQuiet = (): Promise<true> =>
  until('nobody has moved for a while', async () =>
    (await readCompared(world.db)).every(({ quietMs }) => quietMs > 2_000),
  );

const notes = async (): Promise<string[]> =>
  (await readNoted(world.db)).map(({ visit, fault }) => `${visit.visitId} ${fault}`);

describe('a worker that stalls while it mends', () => {
  test('stops as soon as another has its lease, and the other puts the rest right', async () => {
    const tickets = await queue(24);
    await untilQuiet();
    for (const ticket of tickets) await stores.loseWorkflow(ticket);
    const job = randomUUID();
    const comparison = comparisonOf();
    const other = createLease(world.db, { job, seconds: 60 });
    let stalled: Promise<boolean> | undefined;
    let mended = 0;
    const first = reconciler({
      lease: createLease(world.db, { job, seconds: 1 }),
      comparison: {
        ...comparison,
        async mend(difference) {
          await (stalled ??= until('another has the lease', () => other.take()));
          await comparison.mend(difference);
          mended += 1;
        },
      },
    });
    await first.look();
    expect(mended).toBeGreaterThan(0);
    expect(mended).toBeLessThan(tickets.length);
    await reconciler({ comparison, lease: other }).look();
    await stores.untilAgreed(...tickets);
    expect(await notes()).toEqual([]);
  });
});

describe('a look that lists the workflows', () => {
  test('keeps its lease meanwhile, however long the list is', async () => {
    await queue(1);
    const comparison = comparisonOf();
    const lease = createLease(world.db, { job: randomUUID(), seconds: 60 });
    let isListing = false;
    let kept = 0;
    const worker = reconciler({
      lease: {
        ...lease,
        keep() {
          if (isListing) kept += 1;
          return lease.keep();
        },
      },
      comparison: {
        ...comparison,
        async listRunning(...meanwhile) {
          isListing = true;
          const running = await comparison.listRunning(...meanwhile);
          isListing = false;
          return running;
        },
      },
    });
    await until('there is something to list', async () => (await comparison.countRunning()) > 0);
    await worker.look();
    expect(kept).toBeGreaterThan(0);
  });
});

describe('a start of the database that another worker compared', () => {
  test('leaves the next one as many tries as this', async () => {
    const [silent] = await queue(1);
    if (!silent) throw new Error('no ticket');
    await world.stopWorker(); // it would compare as well
    const { name } = await readIncarnation(world.db);
    const unasked = [{ ...silent, office: world.office }];
    const worker = reconciler({
      comparison: { ...comparisonOf(), ahead: async () => ({ differences: [], unasked }) },
    });
    const restart = (): Promise<unknown> => world.db.deleteFrom('comparison').execute();
    await restart();
    await expect(worker.compareStart()).rejects.toThrow('not every workflow answered');
    await expect(worker.compareStart()).rejects.toThrow('not every workflow answered');
    await markCompared(world.db, name);
    await worker.compareStart();
    await restart();
    await expect(worker.compareStart()).rejects.toThrow('not every workflow answered');
    await markCompared(world.db, name);
    await world.startWorker();
  });
});

describe('a database that was compared before the engine listed its newest visit', () => {
  test('gets that visit back as soon as it is listed, with its number', async () => {
    const backup = await stores.backUp();
    const [visit] = await queue(1);
    if (!visit) throw new Error('no ticket');
    await stores.untilListed(visit);
    await world.stopWorker(); // it would compare with a list that is complete by now
    await stores.restore(backup);
    const { name } = await readIncarnation(world.db);
    await markCompared(world.db, name);
    await world.startWorker();

    const worker = reconciler();
    await until('a look has found it', async () => {
      await worker.look();
      return (await readCompared(world.db)).some((row) => row.visit.visitId === visit.visitId);
    });
    await stores.untilAgreed(visit);
    expect(await staff.readVisit(visit)).toMatchObject({ step: 'waiting', label: visit.label });
    expect((await queue(1))[0]?.number).toBe(visit.number + 1);
    expect(await notes()).toEqual([]);
  });

  test('and asks no visit that is just being given its number', async () => {
    const asked: string[] = [];
    const [visit] = await queue(1);
    if (!visit) throw new Error('no ticket');
    const comparison = comparisonOf();
    const key = { visitId: randomUUID(), office: world.office, day: visit.day };
    const lists = [[key], [{ ...key, visitId: randomUUID() }], []].map((keys) => keys.map(workflowIdOf));
    const worker = reconciler({
      comparison: {
        ...comparison,
        listRunning: async (...meanwhile) =>
          new Set([...(await comparison.listRunning(...meanwhile)), ...(lists.shift() ?? [])]),
        async stillAhead(visits) {
          asked.push(...visits.map(({ visitId }) => visitId));
          return comparison.stillAhead(visits);
        },
      },
    });
    for (const _look of [1, 2, 3]) await worker.look();
    expect(lists).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('two workers that look at the same time', () => {
  test('do not forget what the other has noted', async () => {
    await queue(2);
    await untilQuiet();
    const noted = { visitId: randomUUID(), office: world.office, day: '2026-11-28' };
    const comparison = comparisonOf();
    await reconciler({
      comparison: {
        ...comparison,
        async survey(...asked) {
          await noteFault(world.db, noted, 'silent');
          return comparison.survey(...asked);
        },
      },
    }).look();
    expect(await notes()).toEqual([`${noted.visitId} silent`]);
  });
});

describe('the line to the engine broke between two looks', () => {
  test('is noticed at once', async () => {
    const front = await createEngineFront(inject('temporalAddress'));
    await using line = watchEngineLine({ options: { address: front.address }, namespace: 'default', log });
    await until('the question is open', async () => front.takeCalls().includes('PollActivityTaskQueue'));
    expect(line.breaks()).toBe(0);
    await front[Symbol.asyncDispose]();
    await until('the break is noticed', async () => line.breaks() > 0);
  });

  test('and the next look asks everybody, so that a visit that is behind goes on from its row', async () => {
    const { ticket } = await serveVisitor({ visitor, staff });
    await queue(25); // more than two looks of a slow round ask
    await untilQuiet();
    let breaks = 0;
    const worker = reconciler({ lineBreaks: () => breaks });
    await worker.look(); // the fast round of the start
    await stores.loseMove(ticket);
    await stores.untilListed(ticket); // a look asks about who is not on the list
    await worker.look();
    const { revision } = await staff.readVisit(ticket);
    const behind = async (): Promise<boolean> => (await knownRevision(ticket)) < revision;
    expect(await behind()).toBe(true);
    breaks += 1;
    await worker.look();
    expect(await behind()).toBe(false);
  });
});

async function knownRevision(ticket: Ticket): Promise<number> {
  const known = await stores.known(ticket);
  return 1 + (known?.record?.moves.length ?? 0);
}

describe('a visit that has stood still since it was asked', () => {
  test('is asked again when its workflow is another one', async () => {
    await using front = await createEngineFront(inject('temporalAddress'));
    const connection = await Connection.connect({ address: front.address });
    const [moved] = await queue(2);
    if (!moved) throw new Error('no ticket');
    const comparison = comparisonOf(new Client({ connection }));
    const open = await readCompared(world.db);
    const questions = async (): Promise<number> => {
      front.takeCalls();
      expect(await comparison.survey(open)).toEqual({ differences: [], unasked: [] });
      return front.takeCalls().filter((method) => method === 'QueryWorkflow').length;
    };
    try {
      expect(await questions()).toBe(2);
      expect(await questions()).toBe(0);
      await stores.loseMove(moved);
      expect(await questions()).toBe(1);
    } finally {
      await connection.close();
    }
  });
});

describe('no worker answers for the workflows', () => {
  test('and no visit is called missing or silent for it; one that was noted stays so until it answers', async () => {
    const [waiting, noted] = await queue(2);
    if (!waiting || !noted) throw new Error('no tickets');
    await untilQuiet();
    await noteFault(world.db, { ...noted, office: world.office }, 'ahead');
    await world.stopWorker();
    const handle = new Client({ connection: world.connection }).workflow.getHandle(
      workflowIdOf({ ...waiting, office: world.office }),
    );
    await until(
      'the engine says that nobody polls',
      () =>
        handle.query(knownVisit).then(
          () => false,
          (error: unknown) => /no poller/i.test(String(error instanceof Error && error.cause)),
        ),
      { withinMs: 120_000 },
    );
    const worker = reconciler();
    await expect(worker.look()).rejects.toThrow('no workflow answered');
    expect(await notes()).toEqual([`${noted.visitId} ahead`]);

    await world.startWorker();
    await until('it is forgotten', async () => {
      await worker.look();
      return (await notes()).length === 0;
    });
  }, 240_000);
});
