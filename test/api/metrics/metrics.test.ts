import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../../db/connect.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { metrics, type Metric } from '../../../domain/metrics.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';
import { TestClient } from '../../world/client.ts';
import { hasProm, promtoolComplaints, readExposition, type Series } from '../../world/exposition.ts';
import { seedTestOffice } from '../../world/office.ts';
import { startEmbedded, type EmbeddedParts } from '../../world/programs/parts.ts';
import { until } from '../../world/until.ts';
import { shiftClock } from '../../world/world.ts';

const office = '6501';
const perOfficeBudget = 170;
const processBudget = 1_500;

const stack = new AsyncDisposableStack();
let embedded: EmbeddedParts;
let db: Database;

const read = async (process: 'api' | 'worker') => {
  const text = await (await fetch(embedded.metrics[process])).text();
  return { text, ...readExposition(text) };
};
const valueOf = (series: readonly Series[], { name }: Metric, labels: Record<string, string> = {}) =>
  series.find(
    (one) =>
      one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
  )?.value;

beforeAll(async () => {
  embedded = stack.use(await startEmbedded('fatal', { SYNTHETIC_VISITS: 'on' }));
  const opened = createDatabase({ url: embedded.databaseUrl, max: 2, log: embedded.log, patienceMs: 60_000 });
  stack.defer(() => opened.pool.end());
  ({ db } = opened);
  await seedTestOffice(db, { code: office });
  stack.use(await embedded.start('activities/worker.ts'));
  stack.use(await embedded.start('api/server.ts'));
  await until('a synthetic visit went through', async () => {
    const { series } = await read('api');
    return valueOf(series, metrics.synthetic, { result: 'ok' }) === 1;
  });
  await until('the rules were looked at', async () => {
    const { series } = await read('api');
    return valueOf(series, metrics.invariantViolations) !== undefined;
  });
});
afterAll(() => stack.disposeAsync());

const ours = /^(kunjung_|http_request_)/;
const baseOf = (name: string): string => name.replace(/_(bucket|sum|count)$/, '');

describe('the pages of both processes', () => {
  test('hold every metric of the table with its type, and none of ours besides', async () => {
    const [api, worker] = [await read('api'), await read('worker')];
    for (const metric of Object.values<Metric>(metrics)) {
      const page = metric.source === 'worker' ? worker : api;
      expect([metric.name, page.types.get(metric.name)]).toEqual([metric.name, metric.type]);
    }
    const known = new Set(Object.values<Metric>(metrics).map(({ name }) => name));
    const found = [...api.series, ...worker.series].map(({ name }) => name).filter((name) => ours.test(name));
    expect(found.filter((name) => !known.has(name) && !known.has(baseOf(name)))).toEqual([]);
  });

  test('label every series as the table says', async () => {
    const found = [...(await read('api')).series, ...(await read('worker')).series];
    for (const metric of Object.values<Metric>(metrics)) {
      const own = found.filter(({ name }) => name === metric.name || baseOf(name) === metric.name);
      for (const { name, labels } of own) {
        const expected = name.endsWith('_bucket') ? [...metric.labelNames, 'le'] : metric.labelNames;
        expect(Object.keys(labels).toSorted(), name).toEqual([...expected].toSorted());
      }
    }
  });

  test('keep to their budgets of series', async () => {
    const [api, worker] = [await read('api'), await read('worker')];
    const ofOffice = api.series.filter(({ labels }) => labels['office'] === office);
    const ofProcesses = [...api.series, ...worker.series].filter(({ labels }) => !labels['office']);
    expect(ofOffice.length).toBeGreaterThan(100);
    expect(ofOffice.length).toBeLessThanOrEqual(perOfficeBudget);
    expect(ofProcesses.length).toBeLessThanOrEqual(processBudget);
  });

  test.runIf(hasProm('promtool'))('satisfy promtool', async () => {
    expect(promtoolComplaints((await read('api')).text)).toBe('');
    expect(promtoolComplaints((await read('worker')).text)).toBe('');
  });

  test('start every business series at 0', async () => {
    const { series } = await read('api');
    const counters = series.filter(
      ({ name, labels }) => labels['office'] === office && /_total$|_count$|_bucket$/.test(name),
    );
    expect(counters.length).toBeGreaterThan(100);
    expect(counters.filter(({ value }) => value !== 0)).toEqual([]);
  });
});

describe('a synthetic visit', () => {
  test('goes through the whole service and is in no figure of people', async () => {
    const [first] = await db
      .selectFrom('visit')
      .selectAll()
      .where('office', '=', syntheticOffice)
      .orderBy('number')
      .execute(); // another comes each minute
    expect(first).toMatchObject({ step: 'done', number: 1, verdict: 'met' });
    const { series } = await read('api');
    expect(series.filter(({ labels }) => labels['office'] === syntheticOffice)).toEqual([]);
    expect(series.find(({ name }) => name === `${metrics.callToBoard.name}_count`)?.value).toBe(0);
    const { body } = await new TestClient({ base: embedded.base, office }).send<{
      offices: { code: string }[];
    }>('/api/v1/offices');
    expect(body.offices.map(({ code }) => code)).toEqual([office]);
  });

  test('takes its number as a paired device of its own, which goes with it', async () => {
    const stranger = await new TestClient({ base: embedded.base, office: syntheticOffice }).takeTicket();
    expect(stranger.status).toBe(401);
    const devices = await db.selectFrom('device').selectAll().where('office', '=', syntheticOffice).execute();
    expect(devices).toEqual([]);
  });

  test('is made by an account that nobody can sign in to', async () => {
    const { username } = await db
      .selectFrom('staff')
      .select('username')
      .where('office', '=', syntheticOffice)
      .executeTakeFirstOrThrow();
    const { status } = await new TestClient({ base: embedded.base, office }).send('/api/v1/session', {
      method: 'POST',
      body: { username, password: 'kunjungan-sintetis' },
    });
    expect(status).toBe(401);
  });
});

describe('a synthetic visit of earlier days', () => {
  test('is cleared away with all that belongs to it, and nothing else can be', async () => {
    await shiftClock(db, 4 * 86_400_000);
    await removeExpired(db);
    await shiftClock(db, 0);
    for (const table of ['visit', 'visit_event', 'audit'] as const) {
      const { n } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('office', '=', syntheticOffice)
        .executeTakeFirstOrThrow();
      expect([table, n]).toEqual([table, 0]);
    }
    const people = db.deleteFrom('audit').where('office', '=', office).execute();
    await expect(people).rejects.toThrow('append-only');
  });
});

describe('without a database', () => {
  test('the last business figures stay, and the page says how old they are', async () => {
    const before = await read('api');
    const readAt = valueOf(before.series, metrics.storeLastSuccess) ?? Number.NaN;
    await embedded.postgres[Symbol.asyncDispose]();
    const after = await until('the failure is told', async () => {
      const page = await read('api');
      return valueOf(page.series, metrics.storeUp) === 0 && page;
    });
    expect(valueOf(after.series, metrics.slaLimit, { office })).toBe(300);
    expect(valueOf(after.series, metrics.partUp, { part: 'database' })).toBe(0);
    expect(valueOf(after.series, metrics.storeLastSuccess)).toBeGreaterThanOrEqual(readAt);
  });
});
