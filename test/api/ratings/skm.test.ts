import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../../domain/demo/random.ts';
import { skmElements, type SkmElement } from '../../../domain/ratings/rating.ts';
import { skmReport, type SkmReport } from '../../../wire/ratings.ts';
import { fillMonth } from '../../world/past/month.ts';
import { useClient, useWorld } from '../../world/use.ts';

const seed = randomInt(2 ** 31);
const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

/** A visit with what was answered, as the test knows it. */
interface Answered {
  readonly day: string;
  readonly skm: Partial<Record<SkmElement, number>>;
  readonly book: {
    readonly gender: string | null;
    readonly age_band: number | null;
    readonly education: number | null;
    readonly occupation: number | null;
  } | null;
}

let answered: Answered[] = [];

beforeAll(async () => {
  console.log(`skm: seed ${seed}`);
  const { db, office } = world;
  await fillMonth(world, { office, days: 20, seed });
  const random = seeded(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const ratings = await db
    .selectFrom('rating')
    .innerJoin('visit', 'visit.id', 'rating.visit_id')
    .select(['visit_id', 'skm', 'day'])
    .orderBy('visit.day')
    .orderBy('visit.number')
    .execute();
  for (const { visit_id, skm, day } of ratings) {
    const left = Object.fromEntries(Object.entries(skm).filter(() => random() < 0.7));
    const kept = random() < 0.2 ? {} : left;
    await db
      .updateTable('rating')
      .set({ skm: JSON.stringify(kept) })
      .where('visit_id', '=', visit_id)
      .execute();
    const book =
      random() < 0.1
        ? null
        : {
            gender: one(['L', 'P', null]),
            age_band: one([1, 2, 3, 4, 5, 6, 7, null]),
            education: one([1, 2, 3, 4, 5, null]),
            occupation: one([1, 2, 3, 4, 5, 6, 7, null]),
          };
    const current = db.updateTable('guest_book').where('visit_id', '=', visit_id);
    // one that was replaced counts for nothing
    await (book ? current.set(book) : current.set({ current_at: null, gender: 'L' })).execute();
    answered.push({ day, skm: kept, book });
  }
});

const read = async (query = ''): Promise<SkmReport> => {
  const { status, body } = await supervisor.send<SkmReport>(supervisor.inOffice(`/skm${query}`));
  expect(status).toBe(200);
  return skmReport.parse(body);
};

/** The index by the plain rule, in hundredths: 25/9 of the sum of the means, over one common denominator. */
function indexOf(sums: readonly { sum: number; n: number }[]): number {
  const common = sums.reduce((product, { n }) => product * BigInt(n), 1n);
  const total = sums.reduce((sum, each) => sum + (BigInt(each.sum) * common) / BigInt(each.n), 0n);
  const doubled = (2n * 2_500n * total) / (9n * common);
  return Number((doubled + 1n) / 2n) / 100;
}

const sumsOf = (of: readonly Answered[]) =>
  skmElements.map((element) => {
    const scores = of.flatMap(({ skm }) => skm[element] ?? []);
    return { element, n: scores.length, sum: scores.reduce((sum, score) => sum + score, 0) };
  });

const tally = (codes: readonly (string | number | null)[]) => {
  const counts = new Map<string | number | null, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
};

describe('the survey of a period', () => {
  test.each([
    ['the whole', 0, 20],
    ['a few days', 3, 9],
    ['one day', 5, 6],
  ])('is recomputed from its answers: %s', async (_name, from, to) => {
    const days = [...new Set(answered.map(({ day }) => day))].slice(from, to);
    const of = answered.filter(({ day }) => days.includes(day));
    const report = await read(`?from=${days[0]}&to=${days.at(-1)}`);
    const sums = sumsOf(of);
    expect(report.elements.map(({ element, n, sum }) => ({ element, n, sum }))).toEqual(sums);
    const fewest = Math.min(...sums.map(({ n }) => n));
    expect(report.n).toBe(fewest);
    expect(report.index).toBe(fewest === 0 ? null : indexOf(sums));
    expect(report.grade === null).toBe(fewest < 10);

    const who = of.filter(({ skm }) => Object.keys(skm).length > 0);
    expect(report.respondents).toBe(who.length);
    const groups = [
      [report.by.gender, who.map(({ book }) => book?.gender ?? null)],
      [report.by.ageBand, who.map(({ book }) => book?.age_band ?? null)],
      [report.by.education, who.map(({ book }) => book?.education ?? null)],
      [report.by.occupation, who.map(({ book }) => book?.occupation ?? null)],
    ] as const;
    for (const [told, codes] of groups) {
      const counts = tally(codes);
      for (const { code, n } of told) expect([code, n]).toEqual([code, counts.get(code) ?? 0]);
      expect(told.reduce((sum, { n }) => sum + n, 0)).toBe(who.length);
    }
  });

  test('agrees with what /pengawas shows', async () => {
    const days = answered.map(({ day }) => day);
    const query = `?from=${days[0]}&to=${days.at(-1)}`;
    const { body } = await supervisor.send<{ ratings: { skm: object } }>(
      supervisor.inOffice(`/supervision${query}`),
    );
    const { elements, n, respondents, index, grade } = await read(query);
    expect(respondents).toBeGreaterThan(n);
    expect(body.ratings.skm).toEqual({ elements, n, respondents, index, grade });
  });

  test('is empty where nobody answered, and refuses days the wrong way round', async () => {
    const nothing = await read('?from=2020-01-01&to=2021-12-31');
    expect(nothing).toMatchObject({ n: 0, respondents: 0, index: null, grade: null, priorities: [] });
    const reversed = supervisor.inOffice('/skm?from=2026-02-02&to=2026-02-01');
    expect((await supervisor.send(reversed)).status).toBe(400);
    const staff = await world.client().signIn('staff');
    expect((await staff.send(staff.inOffice('/skm'))).status).toBe(403);
    expect((await world.client().send(supervisor.inOffice('/skm'))).status).toBe(401);
    expect((await supervisor.send('/api/v1/offices/6599/skm')).status).toBe(403);
  });

  test('gives a grade from as many answers on as the office decided', async () => {
    const days = answered.map(({ day }) => day);
    const query = `?from=${days[0]}&to=${days.at(-1)}`;
    const before = await read(query);
    expect(before.minimum).toBe(10);
    const { body } = await admin.send<{ version: number }>(admin.inOffice('/settings'));
    const survey = { minimumRespondents: before.n + 1, skd: null };
    const changed = await admin.put(admin.inOffice('/settings'), { expectedVersion: body.version, survey });
    expect(changed.status).toBe(200);
    const after = await read(query);
    expect(after).toMatchObject({ minimum: before.n + 1, index: before.index, grade: null, priorities: [] });
    const audit = await world.db
      .selectFrom('audit')
      .select(sql<string>`detail->'after'->>'minimumRespondents'`.as('minimum'))
      .where('action', '=', 'settings-survey')
      .execute();
    expect(audit).toEqual([{ minimum: String(before.n + 1) }]);
  });
});

describe('the yearly survey of data needs', () => {
  const change = async (skd: object | null): Promise<number> => {
    const { body } = await admin.send<{ version: number }>(admin.inOffice('/settings'));
    const settings = { expectedVersion: body.version, survey: { minimumRespondents: 10, skd } };
    return (await admin.put(admin.inOffice('/settings'), settings)).status;
  };
  const shown = async (): Promise<string | null> =>
    (await world.client().send<{ skdUrl: string | null }>(`/api/v1/offices/${world.office}`)).body.skdUrl;
  const url = 'https://s.bps.go.id/skd2026_6500';

  test('is linked on its days alone', async () => {
    expect(await shown()).toBeNull();
    expect(await change({ url, from: '2000-01-01', to: '2999-12-31' })).toBe(200);
    expect(await shown()).toBe(url);
    expect(await change({ url, from: '2000-01-01', to: '2001-12-31' })).toBe(200);
    expect(await shown()).toBeNull();
    expect(await change(null)).toBe(200);
  });

  test.each([
    { url: 'javascript:alert(1)', from: '2026-01-01', to: '2026-12-31' },
    { url, from: '2026-12-31', to: '2026-01-01' },
    { url, from: '2026-02-30', to: '2026-12-31' },
    { url: '', from: '', to: '' },
  ])('is refused with %o', async (skd) => {
    expect(await change(skd)).toBe(400);
  });
});
