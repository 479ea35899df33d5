import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metrics, outcomes, waitBuckets } from '../../../domain/metrics.ts';
import { overallScores } from '../../../domain/ratings/rating.ts';
import { allowedLate } from '../../../domain/supervision/late-budget.ts';
import { filledPromQl, readPromQueries, type Query } from '../reading.ts';
import type { PrometheusTarget } from '../dashboard-schema.ts';
import { allSeries, openMetricsByDay } from './back-fill.ts';
import {
  day,
  end,
  escalationOf,
  midnightBefore,
  minute,
  playMonth,
  realOffices,
  staysOf,
  type PlayedVisit,
} from './month.ts';
import { hasPrometheus, startPrometheus, type Answered, type Prometheus } from './prometheus.ts';

const available = await hasPrometheus();
const queries = await readPromQueries();
const visits = playMonth();

let prometheus: Prometheus;

test.runIf(process.env['CI'] !== undefined)('a build server has Prometheus', () => {
  expect(available).toBe(true);
});

/** The range a panel looks at: its own, or the dashboard's default. */
function spanOf({ panel, dashboard }: Query<PrometheusTarget>): { from: number; to: number } {
  if (panel.timeFrom === 'now/d') return { from: midnightBefore(end), to: end };
  const [, amount = '', unit = ''] = /^now-(\d+)([hd])$/.exec(dashboard.time.from) ?? [];
  return { from: end - Number(amount) * (unit === 'd' ? day : 60 * minute), to: end };
}

async function ask(query: Query<PrometheusTarget>, offices: readonly string[]): Promise<Answered[]> {
  const span = spanOf(query);
  const { interval } = query.panel;
  const least = interval ? { '1h': 3600, '1d': 86_400 }[interval] : 15;
  const stepSeconds = Math.max(least, Math.ceil((span.to - span.from) / 1000 / 500));
  const expression = filledPromQl(query.target.expr, { ...span, offices, intervalSeconds: stepSeconds });
  return query.target.instant
    ? prometheus.instant(expression, end)
    : prometheus.range(expression, { ...span, stepSeconds });
}

describe.skipIf(!available)('a month of visits in a real Prometheus', () => {
  beforeAll(async () => {
    prometheus = await startPrometheus({ past: openMetricsByDay(allSeries(visits)) });
  }, 240_000);
  afterAll(() => prometheus?.[Symbol.asyncDispose]());

  test.each(queries.map((query) => [query.name, query] as const))('%s answers', async (_name, query) => {
    const several = query.dashboard.uid === 'kunjung-perbandingan' ? ['6500'] : realOffices;
    const answered = await ask(query, several);
    expect(answered.length).toBeGreaterThan(0);
    for (const { values } of answered) expect(values.length).toBeGreaterThan(0);
    const numbers = answered.flatMap(({ values }) => values);
    expect(numbers.some((value) => Number.isFinite(value))).toBe(true);
    if (query.target.instant) expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  /** What a panel says, by dashboard, title and query. */
  const read = (uid: string, title: string, refId: string, offices: readonly string[]) => {
    const query = queries.find(
      ({ dashboard, panel, target }) =>
        dashboard.uid === uid && panel.title === title && target.refId === refId,
    );
    if (!query) throw new Error(`no query ${refId} in "${title}"`);
    return ask(query, offices);
  };
  const number = async (...asked: Parameters<typeof read>): Promise<number> => {
    const [only, ...rest] = await read(...asked);
    expect(rest).toEqual([]);
    return only?.values[0] ?? NaN;
  };

  const within = (from: number) => (at: number | null) => at !== null && at > from && at <= end;
  const judgedAt = ({ servedAt, endedAt }: PlayedVisit): number => servedAt ?? endedAt;
  const today = midnightBefore(end);

  describe.each([
    ['all offices', realOffices],
    ['one office', ['6571']],
  ])('of %s', (_name, offices) => {
    const ofThese = visits.filter(({ office }) => offices.includes(office));
    const service = (title: string, refId: string) => number('kunjung-layanan', title, refId, offices);

    test.each([
      ['Tepat waktu hari ini', today],
      ['Tepat waktu 28 hari', end - 28 * day],
    ])('%s is what was played', async (title, from) => {
      const counted = ofThese.filter((visit) => within(from)(judgedAt(visit)));
      const met = counted.filter(({ verdict }) => verdict === 'met').length;
      const breached = counted.filter(({ verdict }) => verdict === 'breached').length;
      const n = met + breached;
      expect(n).toBeGreaterThan(0);
      expect(await service(title, 'A')).toBeCloseTo(n, 6);
      expect(await service(title, 'B')).toBeCloseTo(met / n, 9);
      expect(await service(title, 'C')).toBeCloseTo(breached, 6);
      expect(await service(title, 'D')).toBe(allowedLate(n));
    });

    test('outcomes are what was played', async () => {
      const answered = await read('kunjung-layanan', 'Hasil kunjungan', 'A', offices);
      const counts = Object.fromEntries(answered.map(({ labels, values }) => [labels['outcome'], values[0]]));
      const ended = ofThese.filter(({ endedAt }) => within(end - 7 * day)(endedAt));
      for (const outcome of outcomes) {
        const expected = ended.filter((visit) => visit.outcome === outcome).length;
        expect(counts[outcome], outcome).toBeCloseTo(expected, 6);
      }
    });

    test('warnings and escalations are what was played', async () => {
      const answered = await read('kunjung-layanan', 'Peringatan dan eskalasi per hari', 'A', offices);
      const counts = Object.fromEntries(
        answered.map(({ labels, values }) => [labels['event'], values.at(-1)]),
      );
      const escalated = ofThese
        .filter((visit) => within(end - day)(judgedAt(visit)))
        .flatMap((visit) => escalationOf(visit) ?? []);
      expect(counts).toEqual({
        warned: expect.closeTo(escalated.length, 6),
        saved: expect.closeTo(escalated.filter(({ saved }) => saved).length, 6),
        raised: expect.closeTo(escalated.filter(({ raisedAt }) => raisedAt !== null).length, 6),
        acknowledged: expect.closeTo(
          escalated.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
          6,
        ),
      });
    });

    test('ratings are the mean of all, with their number', async () => {
      const given = ofThese.filter(({ score, ratedAt }) => score !== null && within(end - 7 * day)(ratedAt));
      const sum = given.reduce((total, { score }) => total + (score ?? 0), 0);
      expect(given.length).toBeGreaterThan(5);
      expect(await service('Penilaian pengunjung', 'B')).toBeCloseTo(given.length, 6);
      expect(await service('Penilaian pengunjung', 'A')).toBeCloseTo(sum / given.length, 9);
      const answered = await read('kunjung-layanan', 'Penilaian menurut nilai', 'A', offices);
      const counts = Object.fromEntries(answered.map(({ labels, values }) => [labels['score'], values[0]]));
      for (const one of overallScores) {
        const expected = given.filter(({ score }) => score === one).length;
        expect(counts[String(one)], String(one)).toBeCloseTo(expected, 6);
      }
    });

    test('p50 and p90 of the waits lie in the bucket where the true ones are', async () => {
      const waits = ofThese
        .flatMap(({ registeredAt, servedAt }) =>
          registeredAt !== null && servedAt !== null && within(end - 7 * day)(servedAt)
            ? [(servedAt - registeredAt) / 1000]
            : [],
        )
        .toSorted((a, b) => a - b);
      for (const [refId, q] of [
        ['A', 0.5],
        ['B', 0.9],
      ] as const) {
        const exact = waits[Math.ceil(q * waits.length) - 1] ?? NaN;
        const upper = waitBuckets.find((edge) => edge >= exact) ?? Infinity;
        const lower = waitBuckets.findLast((edge) => edge < exact) ?? 0;
        const told = await service('Waktu tunggu pada rentang ini', refId);
        expect(told, `${refId}: ${exact} s`).toBeGreaterThanOrEqual(lower);
        expect(told, `${refId}: ${exact} s`).toBeLessThanOrEqual(upper);
      }
    });

    test('the share called within five minutes is exact', async () => {
      const called = ofThese.filter(({ calledAt }) => within(end - 7 * day)(calledAt));
      const early = called.filter(({ takenAt, calledAt }) => calledAt - takenAt <= 300_000).length;
      expect(await service('Dipanggil dalam 5 menit', 'A')).toBeCloseTo(early / called.length, 9);
    });

    test('who waits and which cards are held now', async () => {
      const stays = ofThese.flatMap(staysOf).filter(({ from, to }) => from <= end && end < to);
      const count = (step: string) => stays.filter((stay) => stay.step === step).length;
      expect(await service('Menunggu sekarang', 'A')).toBe(count('waiting'));
      expect(await service('Menunggu sekarang', 'B')).toBe(count('registered'));
      const oldest = stays.filter(({ step }) => step === 'registered').map(({ from }) => end - from);
      expect(await service('Tunggu terlama sejak buku tamu', 'A')).toBeCloseTo(
        Math.max(0, ...oldest) / 1000,
        3,
      );
      const held = ofThese.filter(({ custody }) => custody && custody.from <= end && end < custody.to);
      expect(await service('Kartu identitas dititipkan', 'A')).toBe(held.length);
    });
  });

  test('one office against the others: on time, mean wait, ratings', async () => {
    const sides = [
      { refId: 'A', ofThese: visits.filter(({ office }) => office === '6571') },
      { refId: 'B', ofThese: visits.filter(({ office }) => office === '6500') }, // never the probe's
    ];
    for (const { refId, ofThese } of sides) {
      const tell = (title: string) => number('kunjung-perbandingan', title, refId, ['6571']);
      const recent = within(end - 28 * day);
      const judged = ofThese.filter(({ verdict }) => verdict === 'met' || verdict === 'breached');
      const counted = judged.filter((visit) => recent(judgedAt(visit)));
      const met = counted.filter(({ verdict }) => verdict === 'met').length;
      expect(await tell('Kunjungan dinilai 28 hari (n)')).toBeCloseTo(counted.length, 6);
      expect(await tell('Tepat waktu 28 hari')).toBeCloseTo(met / counted.length, 9);
      const waited = counted.reduce(
        (sum, { registeredAt, servedAt }) => sum + ((servedAt ?? 0) - (registeredAt ?? 0)) / 1000,
        0,
      );
      expect(await tell('Waktu tunggu layanan, rata-rata')).toBeCloseTo(waited / counted.length, 6);
      const given = ofThese.filter(({ score, ratedAt }) => score !== null && recent(ratedAt));
      const sum = given.reduce((total, { score }) => total + (score ?? 0), 0);
      expect(await tell('Jumlah penilaian (n)')).toBeCloseTo(given.length, 6);
      expect(await tell('Penilaian rata-rata')).toBeCloseTo(sum / given.length, 9);
    }
  });

  test('two api processes do not count twice', async () => {
    const query = `sum by (instance) (increase(${metrics.visits.name}{outcome="done",office="6500"}[1d]))`;
    const apart = await prometheus.instant(query, end);
    expect(apart.length).toBe(2);
    expect(new Set(apart.map(({ values }) => Math.round(values[0] ?? NaN))).size).toBe(1);
  });
});
