import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../db/connect.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { TestClient } from '../world/client.ts';
import { createEmptyDatabase } from '../world/database.ts';
import { violations } from '../world/world.ts';
import { startKunjung, useFolder, type Kunjung } from './kunjung.ts';
import { checkOutPrevious, makeNext } from './previous.ts';
import { deposit, finish, supervisorOf, visitUpTo } from './visits.ts';

const office = '6500';
const password = 'a password for both';
const log = pino({ level: 'silent' });

let stack: AsyncDisposableStack;
let folder: string;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await useFolder(stack);
});
afterEach(() => stack.disposeAsync());

/** Talks to several products in turn. */
class TurningClient extends TestClient {
  constructor(products: readonly Kunjung[]) {
    let turn = 0;
    super({
      office,
      get base() {
        turn += 1;
        return products[turn % products.length]?.base ?? '';
      },
    });
  }
}

/** A visit left in each step. */
const leaveVisits = async (staff: TestClient, lockers: readonly [string, string]): Promise<Ticket[]> => [
  await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit(lockers[0]), 'enter'),
  await visitUpTo(staff, 'call', 'guest-book', 'serve', deposit(lockers[1])),
  await visitUpTo(staff, 'call', 'guest-book', 'serve', 'undo'),
  await visitUpTo(staff, 'call', 'guest-book'),
  await visitUpTo(staff, 'call', 'no-show'),
];

/** How often a worker met a history that its code does not make. */
async function mismatches({ workerMetrics }: Kunjung): Promise<number> {
  const counts = (await workerMetrics()).matchAll(
    /^temporal_workflow_task_execution_failed_total\{.*failure_reason="NonDeterminismError".*\} (\d+)/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Two releases on one database and one engine, and visits that either began. */
interface Pair {
  readonly older: Kunjung;
  readonly newer: Kunjung;
  /** A supervisor who presses at both in turn. */
  readonly both: TestClient;
  readonly visits: readonly Ticket[];
  readonly databaseUrl: string;
}

async function startPair(
  namespace: string,
  trees: { older: string | undefined; newer: string | undefined },
): Promise<Pair> {
  const database = stack.use(await createEmptyDatabase());
  await writeFile(`${folder}/key`, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const env = (machine: string): NodeJS.ProcessEnv => ({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: namespace,
    DATA_DIR: `${folder}/${machine}`,
    KEY_FILE: `${folder}/key`,
    DEMO_PASSWORD: password,
  });
  const older = stack.use(await startKunjung({ ...env('older'), KUNJUNG_SKIP_SETUP: '' }, trees.older));
  const before = await leaveVisits(await supervisorOf(older, { office, password }), ['01', '02']);
  const newer = stack.use(await startKunjung(env('newer'), trees.newer));
  const both = new TurningClient([older, newer]);
  both.cookie = (await supervisorOf(newer, { office, password })).cookie;
  const beside = await leaveVisits(both, ['03', '04']);
  return { older, newer, both, visits: [...before, ...beside], databaseUrl: database.url };
}

/** Finishes the visits of both releases by presses of one supervisor. */
async function finishAll({ visits, databaseUrl }: Pair, staff: TestClient): Promise<void> {
  const startedAt = performance.now();
  for (const ticket of visits) expect(await finish(staff, ticket)).toMatchObject({ step: 'done' });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${visits.length} visits were finished in ${seconds} s`);
  const numbers = visits.map(({ number }) => number).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from(visits, (_, index) => index + 1));
  const { db, pool } = createDatabase({ url: databaseUrl, max: 1, log });
  stack.defer(() => pool.end());
  expect(await violations(db)).toEqual([]);
}

describe('two releases side by side, as while machines are upgraded one by one', () => {
  test('finish what either began', { timeout: 600_000 }, async () => {
    const { commit, tree } = checkOutPrevious();
    console.log(`side by side: with ${commit} (PREVIOUS names another)`);
    const pair = await startPair('beside-previous', { older: tree, newer: undefined });
    await finishAll(pair, pair.both);
    expect(await Promise.all([pair.older, pair.newer].map(mismatches))).toEqual([0, 0]);
  });

  test('lose nothing when the newer one is taken back', { timeout: 600_000 }, async () => {
    const newer = await makeNext(folder);
    const pair = await startPair('beside-next', { older: undefined, newer });
    await pair.newer[Symbol.asyncDispose]();
    await finishAll(pair, await supervisorOf(pair.older, { office, password }));
    expect(await mismatches(pair.older)).toBeGreaterThan(0); // or nothing was taken back
  });
});
