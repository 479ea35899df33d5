import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../../db/connect.ts';
import { jobs } from '../../../domain/metrics.ts';
import { outside } from '../../../grafana/outside.ts';
import { seedTestOffice } from '../../world/office.ts';
import { startEmbedded } from '../../world/programs/parts.ts';
import { until } from '../../world/until.ts';
import { selectorsOf, type Selector } from '../promql-tree.ts';
import { filledPromQl, readPromQueries } from '../reading.ts';
import { hasPrometheus, startPrometheus, type Prometheus } from './prometheus.ts';

const available = await hasPrometheus();
const offices = ['6501', '6502'];

/** Counters of the Temporal SDK that begin with their first failure, and answers that only failures give. */
const notYet = new Set<string>([
  outside.requestFailures,
  outside.longRequestFailures,
  outside.taskFailures,
  outside.activityFailures,
  outside.localActivityFailures,
  outside.evictions,
]);
const beginsLater = ({ metric, matchers }: Selector): boolean =>
  notYet.has(metric) || matchers['code'] !== undefined;

const textOf = ({ metric, matchers }: Selector): string =>
  `${metric}{${Object.entries(matchers)
    .map(([label, condition]) => `${label}${condition}`)
    .join(',')}}`;

/** Every selector of every query, as one asks for it in one of the offices. */
const asked = new Set(
  (await readPromQueries()).flatMap(({ dashboard, target }) => {
    const chosen = dashboard.uid === 'kunjung-perbandingan' ? offices.slice(0, 1) : offices;
    const filling = { offices: chosen, from: 0, to: 3_600_000, intervalSeconds: 60 };
    const selectors = selectorsOf(filledPromQl(target.expr, filling));
    return selectors.filter((selector) => !beginsLater(selector)).map(textOf);
  }),
);

describe.skipIf(!available)('the pages of the running processes, scraped', () => {
  const stack = new AsyncDisposableStack();
  let prometheus: Prometheus;

  beforeAll(async () => {
    const embedded = stack.use(await startEmbedded('fatal', { SYNTHETIC_VISITS: 'on' }));
    const { db, pool } = createDatabase({ url: embedded.databaseUrl, max: 2, log: embedded.log });
    for (const code of offices) await seedTestOffice(db, { code });
    await pool.end();
    stack.use(await embedded.start('activities/worker.ts'));
    stack.use(await embedded.start('api/server.ts'));
    const { api, worker } = embedded.metrics;
    prometheus = stack.use(await startPrometheus({ pages: { [jobs.api]: api, [jobs.worker]: worker } }));
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  test('hold everything the dashboards ask for', async () => {
    let missing: string[] = [];
    const looked = until(
      'every series to be there',
      async () => {
        const answers = await Promise.all(
          [...asked].map(async (selector) => ({
            selector,
            found: (await prometheus.instant(`count(${selector})`, Date.now())).length > 0,
          })),
        );
        missing = answers.filter(({ found }) => !found).map(({ selector }) => selector);
        return missing.length === 0;
      },
      { withinMs: 90_000 },
    );
    await looked.catch(() => undefined);
    expect(missing).toEqual([]);
  });

  test.each([
    [outside.slotsAvailable, 'worker_type'],
    [outside.slotsAvailable, 'task_queue'],
    [outside.pollers, 'poller_type'],
    [outside.eventLoopLag, 'instance'],
  ])('%s is told apart by %s', async (metric, label) => {
    const apart = await prometheus.instant(`count by (${label}) (${metric})`, Date.now());
    expect(apart.length).toBeGreaterThan(1);
    for (const { labels } of apart) expect(labels[label]).toMatch(/\S/);
  });
});
