import { beforeAll, describe, expect, test } from 'vitest';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import { skmElements } from '../../../domain/ratings/rating.ts';
import { wholeMonthsBefore } from '../../../domain/standard/periods.ts';
import type { KeptStandard } from '../../../wire/standard.ts';
import { fillMonth, type PastVisit } from '../../world/past/month.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const seed = Math.floor(Math.random() * 1_000_000);
const dayMs = 86_400_000;
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.';
let visits: readonly PastVisit[] = [];

async function complain(ago: number, moves: readonly object[]): Promise<void> {
  await shiftClock(world.db, -ago * dayMs);
  await supervisor.signIn('supervisor');
  const at = `/api/v1/offices/${world.office}/complaints`;
  const { body } = await world.client().post<{ reference: string }>(at, { text, identity: 'anonymous' });
  const { id } = await world.db
    .selectFrom('complaint')
    .select('id')
    .where('reference', '=', body.reference)
    .executeTakeFirstOrThrow();
  for (const [index, move] of moves.entries())
    expect(
      (await supervisor.post(`${at}/${id}/moves`, { expectedRevision: index + 1, ...move })).status,
    ).toBe(200);
}

beforeAll(async () => {
  visits = await fillMonth(world, { office: world.office, days: 65, seed });
  const verify = { move: 'verify', kind: 'ordinary' };
  await complain(70, [verify, { move: 'answer', text: 'Sudah diperbaiki.' }]);
  await complain(69, [verify]);
  await complain(68, [{ move: 'dismiss', text: 'Bukan pengaduan.' }]);
  await shiftClock(world.db, 0);
}, 120_000);

const read = (etag?: string) =>
  world.client().send<KeptStandard>(`/api/v1/offices/${world.office}/standard`, {
    headers: etag === undefined ? {} : { 'if-none-match': etag },
  });

describe(`the standard that anybody may read (seed ${seed})`, () => {
  test('says what every visit of the last month adds up to, and what complaints did', async () => {
    const now = await readOfficeNow(world.db, world.office);
    const { from, to } = wholeMonthsBefore(now?.opening.day ?? '', 1);
    const judged = visits.filter(
      ({ day, verdict }) => day >= from && day <= to && (verdict === 'met' || verdict === 'breached'),
    );
    const met = judged.filter(({ verdict }) => verdict === 'met').length;
    const waits = judged
      .flatMap(({ slaWait }) => (slaWait === null ? [] : [slaWait]))
      .toSorted((a, b) => a - b);
    const { status, headers, body } = await read();
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(judged.length).toBeGreaterThan(100);
    expect(body.kept).toEqual({
      from,
      to,
      n: judged.length,
      met,
      breached: judged.length - met,
      medianSeconds: waits[Math.ceil(waits.length / 2) - 1],
    });
    expect(body.complaints).toMatchObject({ received: 2, inTime: 1, late: 1, open: 0 });
    expect(body).toMatchObject({ promise: { seconds: 300 }, standard: { sk: '0330001/65/KPG TAHUN 2023' } });
  });

  test('tells an index of the last twelve months from enough respondents on, without a person', async () => {
    const { body: before } = await read();
    expect(before.index).toMatchObject({ minimum: 10 });
    const rows = await countAnswers();
    const isEnough = skmElements.every((element) => (rows.get(element)?.n ?? 0) >= 10);
    expect(before.index.grade !== null).toBe(isEnough);
    const mean = [...rows.values()].reduce((sum, one) => sum + one.total / one.n, 0) / skmElements.length;
    if (rows.size === skmElements.length) expect(before.index.value).toBeCloseTo(25 * mean, 2);
  });

  test('is not sent again while it is the same, and is unknown for no office', async () => {
    const { headers } = await read();
    expect((await read(headers.get('etag') ?? '')).status).toBe(304);
    expect((await world.client().send('/api/v1/offices/0001/standard')).status).toBe(404);
  });

  test('tells a promise that changed at once', async () => {
    const admin = await world.client().signIn('admin');
    const office = `/api/v1/offices/${world.office}`;
    expect((await read()).body.promise.seconds).toBe(300);
    const { body: policy } = await admin.send<Policy & { version: number }>(`${office}/policy`);
    const { version: _version, ...rest } = policy;
    const longer = { ...rest, slaSeconds: 600, slaWarnSeconds: 500 };
    expect((await admin.send(`${office}/policy`, { method: 'PUT', body: longer })).status).toBe(200);
    expect((await read()).body.promise.seconds).toBe(600);
  });

  test('counts again after a while alone, however often it is asked', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => read()));
    const at = new Set(answers.map(({ body }) => body.at));
    expect(at.size).toBeLessThanOrEqual(2); // the ten minutes may end meanwhile
  });
});

/** The answers of the last twelve months by element, straight from the rows. */
async function countAnswers(): Promise<Map<string, { total: number; n: number }>> {
  const now = await readOfficeNow(world.db, world.office);
  const { from, to } = wholeMonthsBefore(now?.opening.day ?? '', 12);
  const ratings = await world.db
    .selectFrom('rating as r')
    .innerJoin('visit as v', 'v.id', 'r.visit_id')
    .select(['r.skm', 'v.day'])
    .execute();
  const rows = new Map<string, { total: number; n: number }>();
  for (const { skm, day } of ratings) {
    if (day < from || day > to) continue;
    for (const [element, score] of Object.entries(skm)) {
      const { total, n } = rows.get(element) ?? { total: 0, n: 0 };
      rows.set(element, { total: total + score, n: n + 1 });
    }
  }
  return rows;
}
