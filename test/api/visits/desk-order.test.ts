import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { readDesk } from '../../../db/visits/desk.ts';
import { noteFault } from '../../../db/visits/stores/comparisons.ts';
import type { DeskList } from '../../../wire/visits.ts';
import { createTestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { queueWithoutWorker } from '../../world/without-worker.ts';

const cipher = createCipher(randomBytes(32));

const world = useWorld({ priorityRun: 2 });
const staff = useClient(world, 'staff');

/** Who waits, as the desk lists it. */
async function listed(): Promise<string[]> {
  const { body } = await staff.send<DeskList>(staff.inOffice('/visits?state=open'));
  return body.visits.flatMap(({ step, label }) => (step === 'waiting' ? [label] : []));
}

test('who waits stands in the order in which the counters call, with priority and after a return', async () => {
  const visitor = world.client();
  const [old, expecting] = [{ priority: 'elderly' }, { priority: 'pregnant' }];
  for (const wish of [{}, {}, old, {}, expecting, old, {}]) await visitor.takeTicket(wish);
  const { body: first } = await staff.call();
  if (!first.visit) throw new Error('nobody was called');
  await staff.move(first.visit, 'requeue');
  const expected = await listed();
  expect(expected).toHaveLength(7);
  const called: string[] = [];
  while (called.length < 7) {
    expect((await listed())[0]).toBe(expected[called.length]);
    const { body } = await staff.call();
    if (!body.visit) throw new Error('nobody was called');
    called.push(body.visit.label);
    await staff.move(body.visit, 'arrive');
  }
  expect(called).toEqual(expected);
  expect(called).not.toEqual(called.toSorted());
});

test('a number that calls pass over stands behind those that they take', async () => {
  await using own = await createTestDatabase(pino({ level: 'silent' }));
  const { db, office } = own;
  await seedTestOffice(db, { code: office });
  const silent = await queueWithoutWorker({ db, cipher, office });
  const next = await queueWithoutWorker({ db, cipher, office });
  await noteFault(db, silent, 'silent');
  const desk = await readDesk({ db, cipher }, office);
  expect(desk?.visitsFor('staff').map(({ visitId }) => visitId)).toEqual([next.visitId, silent.visitId]);
});
