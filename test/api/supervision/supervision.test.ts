import { randomInt } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  supervision as schema,
  sla as slaSchema,
  type Supervision,
} from '../../../wire/supervision/supervision.ts';
import { waitBuckets, metrics, outcomes } from '../../../domain/metrics.ts';
import { reportNames } from '../../../domain/supervision/report-names.ts';
import { overallScores, skmElements } from '../../../domain/ratings/rating.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { readExposition, type Series } from '../../world/exposition.ts';
import { fillMonth, type PastVisit } from '../../world/past/month.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const seed = randomInt(2 ** 31);
const days = 30;

let month: PastVisit[];

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
beforeAll(async () => {
  console.log(`supervision: seed ${seed}`);
  month = await fillMonth(world, { office: world.office, days, seed });
  await until(
    'every day is settled',
    async () => {
      const { length } = await world.db
        .selectFrom('day_close')
        .select('day')
        .where('settled_at', 'is not', null)
        .execute();
      return length === days;
    },
    { withinMs: 100_000 },
  );
});

const path = (rest: string): string => `/api/v1/offices/${world.office}${rest}`;
const wholeMonth = (): string => `?from=${month[0]?.day}&to=${month.at(-1)?.day}`;
const read = async (rest = wholeMonth()): Promise<Supervision> =>
  (await supervisor.send<Supervision>(path(`/supervision${rest}`))).body;
const count = (what: (visit: PastVisit) => boolean): number => month.filter(what).length;
const numbers = (of: (visit: PastVisit) => number | null): number[] =>
  month.map(of).filter((value) => value !== null);
/** The value that occurred at this share, as `percentile_disc` finds it. */
const percentile = (values: readonly number[], share: number): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];

describe('a generated month', () => {
  test('is told alike by page, SLA endpoint, /metrics and the visits themselves', async () => {
    const supervision = schema.parse(await read());
    const { body: sla } = await supervisor.send(path(`/sla${wholeMonth()}`));
    expect(supervision.sla).toEqual(slaSchema.parse(sla));

    const met = count(({ verdict }) => verdict === 'met');
    const breached = count(({ verdict }) => verdict === 'breached');
    const judgedWaits = numbers(({ verdict, slaWait }) =>
      verdict === 'met' || verdict === 'breached' ? slaWait : null,
    );
    expect(supervision.sla).toMatchObject({
      n: met + breached,
      met,
      breached,
      running: 0,
      seconds: {
        p50: percentile(judgedWaits, 0.5),
        p90: percentile(judgedWaits, 0.9),
        max: Math.max(...judgedWaits),
      },
    });
    const due = supervision.sla.breaches.map(({ dueAt }) => dueAt);
    expect(due).toHaveLength(breached);
    expect(due).toEqual(due.toSorted().toReversed());

    const { series } = readExposition(await world.metrics());
    const valueOf = (name: string, labels: Record<string, string> = {}): number | undefined =>
      series.find(
        (one: Series) =>
          one.name === name &&
          one.labels['office'] === world.office &&
          Object.entries(labels).every(([label, value]) => one.labels[label] === value),
      )?.value;
    const { slaVisits, visits, slaWait, queueWait, ratings } = metrics;
    expect(valueOf(slaVisits.name, { verdict: 'met' })).toBe(met);
    expect(valueOf(slaVisits.name, { verdict: 'breached' })).toBe(breached);
    expect(valueOf(slaVisits.name, { verdict: 'excluded' })).toBe(
      Object.values(supervision.sla.excluded).reduce((sum, n) => sum + n, 0),
    );
    for (const outcome of outcomes) {
      expect(valueOf(visits.name, { outcome })).toBe(count((visit) => visit.outcome === outcome));
      expect(supervision.outcomes[outcome]).toBe(count((visit) => visit.outcome === outcome));
    }
    for (const edge of waitBuckets) {
      const labels = { le: String(edge) };
      expect(valueOf(`${slaWait.name}_bucket`, labels)).toBe(
        judgedWaits.filter((wait) => wait <= edge).length,
      );
      expect(valueOf(`${queueWait.name}_bucket`, labels)).toBe(
        numbers((visit) => visit.queueWait).filter((wait) => wait <= edge).length,
      );
    }
    expect(valueOf(`${slaWait.name}_count`)).toBe(judgedWaits.length);
    expect(supervision.waits.service.n).toBe(judgedWaits.length);
    for (const score of overallScores) {
      const given = count(({ overall }) => overall === score);
      expect(valueOf(ratings.name, { score: String(score) })).toBe(given);
      expect(supervision.ratings.counts[score]).toBe(given);
    }
  });

  test('adds up by days and by hours', async () => {
    const { days: byDay, hours, sla } = await read();
    const total = (of: readonly { taken: number; met: number; breached: number }[]) => ({
      taken: of.reduce((sum, { taken }) => sum + taken, 0),
      met: of.reduce((sum, { met }) => sum + met, 0),
      breached: of.reduce((sum, { breached }) => sum + breached, 0),
    });
    const expected = { taken: month.length, met: sla.met, breached: sla.breached };
    expect(byDay).toHaveLength(days);
    expect(total(byDay)).toEqual(expected);
    expect(total(hours)).toEqual(expected);
    expect(hours.map(({ hour }) => hour)).toEqual([8, 9, 10, 11, 12, 13, 14]);
  });

  test('has step durations that equal the histogram’s counts', async () => {
    const { steps } = await read();
    const { series } = readExposition(await world.metrics());
    for (const { step, n } of steps) {
      const found = series.find(
        ({ name, labels }) => name === `${metrics.stepDuration.name}_count` && labels['step'] === step,
      );
      expect([step, found?.value]).toEqual([step, n]);
    }
  });

  test('gives an SKM of all answers', async () => {
    const { ratings } = await read();
    expect(ratings.skm.elements.map(({ element, n, sum }) => [element, n, sum])).toEqual(
      skmElements.map((element) => {
        const scores = numbers(({ skm }) => skm[element] ?? null);
        return [element, scores.length, scores.reduce((total, score) => total + score, 0)];
      }),
    );
    expect(ratings.skm.index).toBeGreaterThan(25);
    expect(ratings.skm.grade).not.toBeNull();
  });

  test.each(reportNames)('has the report "%s" as a file that a spreadsheet opens', async (report) => {
    const answer = await supervisor.send<string>(path(`/supervision/${report}${wholeMonth()}`));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('content-disposition')).toMatch(
      new RegExp(`kunjung-${world.office}-[a-z-]+-${month[0]?.day}`),
    );
    const rows = parse(answer.body, { delimiter: ';', bom: true });
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(answer.body).not.toMatch(/\d\.\d/); // decimal comma
  });

  test('has codes in a file for programs, and words in the language of the heads in one for people', async () => {
    const rowsOf = async (report: string, values: string) => {
      const { body } = await supervisor.send<string>(path(`/supervision/${report}${wholeMonth()}${values}`));
      return parse<Record<string, string>>(body, { delimiter: ';', bom: true, columns: true });
    };
    const of = (rows: Record<string, string>[], head: string) => rows.map((row) => row[head]);
    for (const values of ['', '&values=codes']) {
      expect(of(await rowsOf('outcomes', values), 'hasil')).toEqual(
        expect.arrayContaining(['done', 'no-show', 'on-paper']),
      );
    }
    const [outcomes, waits, elements] = await Promise.all(
      ['outcomes', 'waits', 'skm'].map((report) => rowsOf(report, '&values=words')),
    );
    expect(of(outcomes ?? [], 'hasil')).toEqual(
      expect.arrayContaining(['Selesai', 'Tidak hadir', 'Dicatat dari kertas']),
    );
    expect(of(waits ?? [], 'waktu_tunggu')).toEqual([
      'Nomor diambil sampai dipanggil',
      'Buku tamu sampai dilayani',
    ]);
    expect(of(elements ?? [], 'unsur')[1]).toBe('Sistem, Mekanisme, dan Prosedur');
    const refused = await supervisor.send(path(`/supervision/outcomes${wholeMonth()}&values=both`));
    expect(refused.status).toBe(400);
  });
});

describe('today', () => {
  test('shows who waits, whose clock runs and which card is held', async () => {
    const staff = await world.client().signIn('staff');
    const { body: ticket } = await world.client().takeTicket();
    const { body: waiting } = await world.client().takeTicket();
    await staff.call('FO-1');
    await world.client().fillGuestBook(ticket.token);
    const before = schema.parse(await read(''));
    expect(before.now).toMatchObject({ open: true, waiting: 1, slaSeconds: 300, inLibrary: 0, held: [] });
    expect(before.now.unserved).toMatchObject([{ visitId: ticket.visitId, label: ticket.label }]);
    expect(before).toMatchObject({ from: ticket.day, to: ticket.day, sla: { n: 0, running: 1 } });

    let { body: visit } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    visit = (await staff.move(visit, 'serve')).body;
    visit = (await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '07' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    const after = await read('');
    expect(after.now).toMatchObject({
      unserved: [],
      inLibrary: 1,
      held: [{ locker: '07', afterClose: false }],
    });
    expect(after).toMatchObject({ sla: { n: 1, met: 1, running: 0 }, outcomes: { open: 2 } });

    await staff.move(visit, 'return-id');
    await world.client().send(`/api/v1/visits/${waiting.token}/cancel`, { method: 'POST' });
  });

  test('names the visits whose verdict a correction would change, the latest first, and keeps the first', async () => {
    const staff = await world.client().signIn('staff');
    const corrected: object[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      const { body: ticket } = await world.client().takeTicket();
      await staff.call('FO-2');
      await world.client().fillGuestBook(ticket.token);
      const { body: seen } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
      await staff.move(seen, 'serve');
      const times = await read('');
      for (const [field, ago] of [
        ['taken', 500_000],
        ['called', 450_000],
        ['registered', 400_000],
      ] as const) {
        const at = new Date(Date.parse(times.at) - ago).toISOString();
        const made = await supervisor.send(`/api/v1/visits/${ticket.visitId}/corrections`, {
          method: 'POST',
          body: { field, at, reason: 'jam tablet salah' },
        });
        expect(made.status).toBe(201);
      }
      const { visitId, label } = ticket;
      corrected.unshift({ visitId, label, verdict: 'met', corrected: 'breached' });
    }
    const { corrected: told, sla } = await read('');
    expect(told).toMatchObject(corrected);
    expect(sla.breached).toBe(0);
  });
});

describe('the door of supervision', () => {
  test('is shut to officers, admins and other offices', async () => {
    for (const role of ['staff', 'admin'] as const) {
      const other = await world.client().signIn(role);
      expect((await other.send(path('/supervision'))).status).toBe(403);
      expect((await other.send(path('/supervision/days'))).status).toBe(403);
    }
    expect((await world.client().send(path('/supervision'))).status).toBe(401);
    expect((await supervisor.send('/api/v1/offices/9998/supervision')).status).toBe(403);
  });

  test.each([
    ['?from=2026-02-30', 400],
    ['?from=2026-03-02&to=2026-03-01', 400],
    ['?bulan=3', 400],
  ])('refuses the period %s', async (query, status) => {
    expect((await supervisor.send(path(`/supervision${query}`))).status).toBe(status);
  });

  test('knows its reports by name only, and every export is recorded', async () => {
    expect((await supervisor.send(path('/supervision/guest-books'))).status).toBe(404);
    await supervisor.send(path('/supervision/breaches'));
    const exports = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'report-exported')
      .orderBy('id')
      .execute();
    expect(exports.at(-1)).toMatchObject({ detail: { report: 'breaches' } });
  });
});
