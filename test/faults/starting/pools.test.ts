import { sql } from 'kysely';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../../db/connect.ts';
import { TestClient } from '../../world/client.ts';
import { readExposition, type Series } from '../../world/exposition.ts';
import { seedTestOffice } from '../../world/office.ts';
import { startEmbedded, type EmbeddedParts } from '../../world/programs/parts.ts';
import { until } from '../../world/until.ts';

const office = '6501';
const settings = {
  PRESS_CONNECTIONS: '2',
  READING_CONNECTIONS: '1',
  WORKER_CONNECTIONS: '3',
  WORKER_ACTIVITIES: '1',
  WORKER_TASKS: '2',
  WORKER_POLLERS: '3',
  WORKER_CACHE: '4',
};
const numbers = 6;

describe('with settings of its own, the product', () => {
  const stack = new AsyncDisposableStack();
  let embedded: EmbeddedParts;
  let db: Database;

  beforeAll(async () => {
    embedded = stack.use(await startEmbedded('fatal', settings));
    const opened = createDatabase({ name: 'test', url: embedded.databaseUrl, max: 2, log: embedded.log });
    stack.defer(() => opened.pool.end());
    ({ db } = opened);
    await seedTestOffice(db, { code: office });
    stack.use(await embedded.start('activities/worker.ts'));
    stack.use(await embedded.start('api/server.ts'));
  });
  afterAll(() => stack.disposeAsync());

  /** Everybody takes a number at the same moment; answers how many got one. */
  async function takeNumbers(): Promise<number> {
    const client = new TestClient({ base: embedded.base, office });
    const take = () =>
      client.send(`/api/v1/offices/${office}/visits`, { method: 'POST', body: { service: 'P' } });
    const answers = await Promise.all(Array.from({ length: numbers }, take));
    return answers.filter(({ status }) => status === 201).length;
  }

  /** The connections of each pool, by its name. */
  async function connections(): Promise<Record<string, number>> {
    const { rows } = await sql<{ name: string; n: number }>`
      select substr(application_name, 9) as name, count(*) as n from pg_stat_activity
      where application_name like 'kunjung %' group by 1
    `.execute(db);
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  }

  async function workerFigures(): Promise<
    (name: string, labelled?: Readonly<Record<string, string>>) => number
  > {
    const { series } = readExposition(await (await fetch(embedded.metrics.worker)).text());
    const isOfVisits = ({ labels }: Series): boolean => (labels['task_queue'] ?? 'visits') === 'visits';
    return (name, labelled = {}) =>
      series
        .filter((one) => one.name === `temporal_${name}` && isOfVisits(one))
        .filter(({ labels }) => Object.entries(labelled).every(([label, value]) => labels[label] === value))
        .reduce((sum, { value }) => sum + value, 0);
  }

  test('opens no more connections than they allow, and as many when it needs them', async () => {
    const screen = io(`${embedded.base}/board`, {
      transports: ['websocket'],
      auth: { office, board: 'lobi' },
    });
    stack.defer(() => void screen.close());
    await until(
      'the pools to have grown to their size',
      async () => {
        await takeNumbers();
        const now = await connections();
        return now['presses'] === 2 && now['readings'] === 1 && now['worker'] === 3;
      },
      { withinMs: 30_000 },
    );
    await takeNumbers();
    const now = await connections();
    expect(now['presses']).toBeLessThanOrEqual(2);
    expect(now['readings']).toBeLessThanOrEqual(1);
    expect(now['worker']).toBeLessThanOrEqual(3);
  });

  test('carries on, records and asks for as much as they allow', async () => {
    const figure = await workerFigures();
    const slots = (type: string): number =>
      figure('worker_task_slots_available', { worker_type: type }) +
      figure('worker_task_slots_used', { worker_type: type });
    expect(slots('WorkflowWorker')).toBe(2);
    expect(slots('ActivityWorker')).toBe(1);
    const pollers = figure('num_pollers', { poller_type: 'activity_task' });
    expect(pollers).toBeGreaterThan(0);
    expect(pollers).toBeLessThanOrEqual(3);
  });

  test('remembers as many visits as they allow, and carries the others on as well', async () => {
    const remembered = await until(
      'the worker to have forgotten some',
      async () => {
        expect(await takeNumbers()).toBeGreaterThan(0);
        const figure = await workerFigures();
        return figure('sticky_cache_total_forced_eviction_total') > 0 && figure('sticky_cache_size');
      },
      { withinMs: 30_000 },
    );
    expect(remembered).toBeLessThanOrEqual(4);
  });
});
