import { randomInt } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { localDayOf, wallClockOf } from '../../../domain/offices/calendar.ts';
import { documentNames, isPersonal, type DocumentName } from '../../../domain/reports/documents.ts';
import { skmElements } from '../../../domain/ratings/rating.ts';
import { openSteps } from '../../../domain/visits/steps.ts';
import { fillComplaints } from '../../world/past/complaints.ts';
import { fillMonth } from '../../world/past/month.ts';
import {
  readRawComplaints,
  readRawVisits,
  type RawComplaint,
  type RawVisit,
} from '../../world/past/raw-events.ts';
import { fetchFile, readPdf, readWorkbook } from '../../world/reports.ts';
import { useClient, useWorld } from '../../world/use.ts';

const seed = randomInt(2 ** 31);
const slaSeconds = 300;
const world = useWorld({ slaSeconds, slaBasis: 'service-start' });
const supervisor = useClient(world, 'supervisor');

let visits: RawVisit[];
let complaints: RawComplaint[];
let period: { from: string; to: string };
let timeZone: string;
let now: number;

beforeAll(async () => {
  console.log(`raw totals: seed ${seed}`);
  const { office, db } = world;
  await world.stopWorker(); // silence and alarms would change complaints meanwhile
  const month = await fillMonth(world, { office, days: 30, seed });
  const days = [...new Set(month.map(({ day }) => day))].toSorted();
  const found = await db
    .selectFrom('office')
    .select('time_zone')
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
  timeZone = found.time_zone;
  now = Date.now();
  await fillComplaints(world, { office, days, until: now, seed, n: 120 });
  // the last day and the first are left out: a report is of its period alone
  period = { from: days[1] ?? '', to: days.at(-2) ?? '' };
  const isInside = (day: string): boolean => day >= period.from && day <= period.to;
  visits = (await readRawVisits(db, { office, slaSeconds })).filter(({ day }) => isInside(day));
  complaints = (await readRawComplaints(db, office)).filter(({ receivedAt }) =>
    isInside(localDayOf(receivedAt, timeZone)),
  );
});

type Row = Readonly<Record<string, string>>;

const path = (document: DocumentName, format: string): string => {
  const purpose = isPersonal(document) ? `&purpose=${encodeURIComponent('Pemeriksaan jumlah')}` : '';
  return `/reports/${document}?from=${period.from}&to=${period.to}&format=${format}${purpose}`;
};
async function csv(document: DocumentName): Promise<Row[]> {
  const { status, bytes } = await fetchFile(supervisor, path(document, 'csv'));
  expect(status).toBe(200);
  return parse(bytes, { bom: true, delimiter: ';', columns: true });
}

/** Decimals as CSV has them; empty where there is nothing. */
const written = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
const clock = (at: number | null): string => (at === null ? '' : wallClockOf(at, timeZone).slice(0, 19));
/** The value that so many share or stay below: an own way to say `percentile_disc`. */
function percentile(values: readonly number[], share: number): number | null {
  const rising = values.toSorted((a, b) => a - b);
  return rising.find((_value, index) => (index + 1) / rising.length >= share) ?? null;
}
const spans = (values: readonly number[]): Row => ({
  n: String(values.length),
  median_detik: written(percentile(values, 0.5)),
  persentil_90_detik: written(percentile(values, 0.9)),
  terlama_detik: values.length === 0 ? '' : written(Math.max(...values)),
});
const judged = (of: readonly RawVisit[]): Row => {
  const countOf = (verdict: string): number => of.filter((visit) => visit.verdict === verdict).length;
  const [met, breached] = [countOf('met'), countOf('breached')];
  const { median_detik = '', persentil_90_detik = '' } = spans(of.flatMap(({ seconds }) => seconds ?? []));
  return {
    nomor_diambil: String(of.length),
    n: String(met + breached),
    tepat_waktu: String(met),
    terlambat: String(breached),
    persen_tepat_waktu:
      met + breached === 0 ? '' : written(Math.round((1_000 * met) / (met + breached)) / 10),
    median_detik,
    persentil_90_detik,
  };
};
const answerOf = ({ answeredAt, endedAt, dueAt }: RawComplaint): string => {
  const due = dueAt ?? Number.NaN;
  if (answeredAt !== null) return answeredAt < due ? 'in-time' : 'late';
  if (endedAt !== null) return 'none';
  return due <= now ? 'overdue' : 'owed';
};

describe('the totals of a generated month, counted again from its events', () => {
  test('are of a month in which everything occurs', () => {
    expect(new Set(visits.map(({ step }) => step))).toEqual(
      new Set(['done', 'no-show', 'cancelled', 'expired']),
    );
    expect(new Set(visits.map(({ verdict }) => verdict)).size).toBeGreaterThanOrEqual(3);
    const answers = complaints.map((one) => (one.answeredAt === null ? answerOf(one) : 'answered'));
    expect(new Set(answers)).toEqual(new Set(['answered', 'none', 'overdue', 'owed']));
  });

  test('the register of visits is their story, line by line', async () => {
    const rows = await csv('visits');
    const told = visits.map((visit): Row => ({
      hari: visit.day,
      nomor: visit.label,
      diambil: clock(visit.takenAt),
      dipanggil: clock(visit.calledAt),
      buku_tamu: clock(visit.registeredAt),
      dilayani: clock(visit.servedAt),
      masuk: clock(visit.enteredAt),
      berakhir: clock(visit.endedAt),
      hasil: visit.step,
      janji: visit.verdict ?? '',
      detik: written(visit.seconds),
    }));
    const inOrder = (of: readonly Row[]): Row[] =>
      of.toSorted((a, b) => `${a['hari']}${a['nomor']}`.localeCompare(`${b['hari']}${b['nomor']}`));
    expect(inOrder(rows)).toEqual(inOrder(told));
  });

  test('days, hours, outcomes, waits and steps', async () => {
    const days = Map.groupBy(visits, ({ day }) => day);
    expect(await csv('days')).toEqual(
      [...days.keys()].toSorted().map((hari) => ({ hari, ...judged(days.get(hari) ?? []) })),
    );
    const hours = Map.groupBy(visits, ({ takenAt }) => Number(clock(takenAt).slice(11, 13)));
    expect(await csv('hours')).toEqual(
      [...hours.keys()]
        .toSorted((a, b) => a - b)
        .map((jam) => ({ jam: String(jam), ...judged(hours.get(jam) ?? []) })),
    );
    const outcomes = Object.fromEntries((await csv('outcomes')).map(({ hasil = '', n }) => [hasil, n]));
    for (const step of ['done', 'no-show', 'cancelled', 'expired']) {
      expect([step, outcomes[step]]).toEqual([
        step,
        String(visits.filter((visit) => visit.step === step).length),
      ]);
    }
    const called = visits.flatMap(({ calledAt, takenAt }) =>
      calledAt === null ? [] : (calledAt - takenAt) / 1000,
    );
    expect(await csv('waits')).toEqual([
      { waktu_tunggu: 'queue', ...spans(called) },
      { waktu_tunggu: 'service', ...spans(visits.flatMap(({ seconds }) => seconds ?? [])) },
    ]);
    const stays = visits.flatMap((visit) =>
      visit.step === 'expired' ? visit.stays.slice(0, -1) : visit.stays,
    );
    expect(await csv('steps')).toEqual(
      openSteps.map((step) => ({
        tahap: step,
        ...spans(stays.filter((stay) => stay.step === step).map(({ seconds }) => seconds)),
      })),
    );
    expect((await csv('breaches')).map(({ nomor, hari }) => `${hari} ${nomor}`).toSorted()).toEqual(
      visits
        .filter(({ verdict }) => verdict === 'breached')
        .map(({ label, day }) => `${day} ${label}`)
        .toSorted(),
    );
  });

  test('ratings, where they were given, and the survey', async () => {
    const inside = new Set(visits.map(({ id }) => id));
    const ratings = (
      await world.db.selectFrom('rating').select(['visit_id', 'overall', 'skm', 'rated_on']).execute()
    ).filter(({ visit_id }) => inside.has(visit_id));
    const countOf = (what: (rating: (typeof ratings)[number]) => boolean): string =>
      String(ratings.filter(what).length);
    expect(await csv('ratings')).toEqual(
      [1, 2, 3, 4, 5].map((score) => ({
        nilai: String(score),
        n: countOf(({ overall }) => overall === score),
      })),
    );
    for (const { asal, n } of await csv('rating-sources')) {
      expect([asal, n]).toEqual([asal, countOf(({ rated_on }) => rated_on === asal)]);
    }
    const means = skmElements.map((element) => {
      const answers = ratings.flatMap(({ skm }) => skm[element] ?? []);
      return {
        n: answers.length,
        mean: answers.reduce((sum: number, each) => sum + each, 0) / answers.length,
      };
    });
    const survey = await csv('skm');
    expect(survey.map(({ n }) => Number(n))).toEqual(means.map(({ n }) => n));
    for (const [index, { nrr = '', nrr_tertimbang = '' }] of survey.entries()) {
      const mean = means[index]?.mean ?? Number.NaN;
      expect(Number(nrr.replace(',', '.'))).toBeCloseTo(mean, 3);
      expect(Number(nrr_tertimbang.replace(',', '.'))).toBeCloseTo(mean / 9, 3);
    }
    const [first] = await csv('skm-sheet');
    const index = (25 / 9) * means.reduce((sum, { mean }) => sum + mean, 0);
    expect(Math.abs(Number(first?.['ikm']?.replace(',', '.')) - index)).toBeLessThan(0.0051);
  });

  test('cards and guest books', async () => {
    const inside = new Set(visits.map(({ id }) => id));
    const cards = (
      await world.db
        .selectFrom('custody')
        .select(['visit_id', 'id_type', 'locker', 'held_at'])
        .orderBy('held_at')
        .orderBy('id')
        .execute()
    ).filter(({ visit_id }) => inside.has(visit_id));
    expect((await csv('custody')).map(({ jenis, loker, sejak }) => `${sejak} ${loker} ${jenis}`)).toEqual(
      cards.map(({ held_at, locker, id_type }) => `${clock(held_at)} ${locker} ${id_type}`),
    );
    const books = (
      await world.db
        .selectFrom('guest_book')
        .select(['visit_id', 'gender', 'purpose', 'institution_category', 'services', 'age_band'])
        .where('current_at', 'is not', null)
        .execute()
    ).filter(({ visit_id }) => inside.has(visit_id));
    expect(await csv('visitors')).toHaveLength(books.length);
    expect(await csv('skd')).toHaveLength(books.length);
    const told = {
      jenis_kelamin: books.map(({ gender }) => gender),
      umur: books.map(({ age_band }) => age_band),
      pemanfaatan: books.map(({ purpose }) => purpose),
      kategori_instansi: books.map(({ institution_category }) => institution_category),
      layanan: books.flatMap(({ services }) => services),
    };
    const counts = await csv('guest-book');
    for (const [field, answers] of Object.entries(told)) {
      for (const { kode, n } of counts.filter(({ isian }) => isian === field)) {
        const given = answers.filter((answer) => String(answer ?? '') === kode).length;
        expect([field, kode, Number(n)]).toEqual([field, kode, given]);
      }
    }
  });

  test('the register of complaints, line by line', async () => {
    const rows = await csv('complaints');
    const told = complaints.map((complaint): Row => ({
      nomor: complaint.reference,
      diterima: clock(complaint.receivedAt),
      kanal: complaint.channel,
      jenis: complaint.kind ?? '',
      tenggat: complaint.dueAt === null ? '' : localDayOf(complaint.dueAt - 1, timeZone),
      dijawab: clock(complaint.answeredAt),
      ditutup: clock(complaint.endedAt),
      tepat_waktu: answerOf(complaint),
      tindak_lanjut: clock(complaint.followedUpAt),
      dibuka_kembali: clock(complaint.reopenedAt),
      tahap: complaint.stage,
    }));
    const inOrder = (of: readonly Row[]): Row[] =>
      of.toSorted((a, b) => (a['nomor'] ?? '').localeCompare(b['nomor'] ?? ''));
    expect(inOrder(rows)).toEqual(inOrder(told));
  });

  test('the page for the head of office', async () => {
    const { bytes } = await fetchFile(supervisor, path('summary', 'pdf'));
    const [page = ''] = await readPdf('raw-summary', bytes);
    const number = new Intl.NumberFormat('id-ID');
    const countOf = (verdict: string): number => visits.filter((visit) => visit.verdict === verdict).length;
    const answers = complaints.map(answerOf);
    const many = (...states: string[]): number => answers.filter((state) => states.includes(state)).length;
    expect(page).toContain(
      `${number.format(countOf('met'))} dari ${number.format(countOf('met') + countOf('breached'))}`,
    );
    expect(page).toMatch(
      new RegExp(`Selesai +${number.format(visits.filter(({ step }) => step === 'done').length)}\\b`),
    );
    expect(page).toContain(`dijawab tepat waktu ${many('in-time')}`);
    expect(page).toMatch(new RegExp(`Dijawab +${many('in-time', 'late')}\\b`));
    expect(page).toMatch(new RegExp(`Lewat tenggat, belum dijawab +${many('overdue')}\\b`));
  });
});

describe('the same figures', () => {
  /** A value of CSV as a workbook has it: days and times by their look, and text in columns of text. */
  const inWorkbook = (format: string, text: string): string | number | null => {
    if (text === '') return null;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00`;
    if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return text.replace(' ', 'T');
    if (format === '@') return text;
    const number = Number(text.replace(',', '.'));
    if (Number.isNaN(number)) return text;
    return format === '0.0%' ? number / 100 : number;
  };

  test.each(documentNames.filter((document) => document !== 'summary'))(
    'stand in the workbook of "%s", cell by cell',
    async (document) => {
      const { bytes: text } = await fetchFile(supervisor, `${path(document, 'csv')}&values=words`);
      const [, ...lines]: string[][] = parse(text, { bom: true, delimiter: ';' });
      const { bytes } = await fetchFile(supervisor, path(document, 'xlsx'));
      const [data] = await readWorkbook(`raw-${document}`, bytes);
      const formats = data?.formats ?? [];
      const told = (value: string | number | null | undefined): string | number | null =>
        typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : (value ?? null);
      expect(data?.rows.slice(1).map((row) => row.map(told))).toEqual(
        lines.map((line) => line.map((cell, index) => told(inWorkbook(formats[index] ?? '', cell)))),
      );
    },
  );

  test.each(['days', 'outcomes', 'ratings', 'guest-book'] as const)(
    'stand on the paper of "%s", line by line',
    async (document) => {
      const rows = await csv(document);
      const { bytes } = await fetchFile(supervisor, path(document, 'pdf'));
      const lines = (await readPdf(`raw-${document}`, bytes)).join('\n').split('\n');
      const figures = rows.map((row) => (document === 'days' ? row['nomor_diambil'] : row['n']));
      const place = document === 'days' ? 1 : -1;
      const number = new Intl.NumberFormat('id-ID');
      const cells = lines.map((line) => line.trim().split(/ {2,}/));
      const printed = cells
        .filter((line) => line.length > 1 && /^[\d.]+$/.test(line.at(place) ?? ''))
        .filter((line) => document !== 'days' || /^\d\d\/\d\d\/\d{4}$/.test(line[0] ?? ''))
        .map((line) => line.at(place));
      expect(printed).toEqual(figures.map((figure) => number.format(Number(figure))));
    },
  );
});
