import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { createReportMaker } from '../../../api/reports/report-maker.ts';
import { documentNames, fileFormats, formatsOf, isPersonal } from '../../../domain/reports/documents.ts';
import { wallClockOf } from '../../../domain/offices/calendar.ts';
import { stepWords } from '../../../domain/staff/words.ts';
import { outcomeWords } from '../../../domain/supervision/report-words.ts';
import { withinDeadline } from '../../../process/deadline.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { SkmElement } from '../../../domain/ratings/rating.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import { fillMonth, type PastVisit } from '../../world/past/month.ts';
import { fetchFile, readPdf, readWorkbook } from '../../world/reports.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const seed = randomInt(2 ** 31);
const days = 30;
const purpose = 'Laporan bulanan ke kepala kantor';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const staff = useClient(world, 'staff');

let month: PastVisit[];
/** Queries of the month. */
let period: string;
let timeZone: string;

beforeAll(async () => {
  console.log(`reports: seed ${seed}`);
  month = await fillMonth(world, { office: world.office, days, seed });
  period = `from=${month[0]?.day}&to=${month.at(-1)?.day}`;
  const office = await world.db
    .updateTable('office')
    .set({ name: 'BPS Provinsi Kalimantan Utara' })
    .where('code', '=', world.office)
    .returning('time_zone')
    .executeTakeFirstOrThrow();
  timeZone = office.time_zone;
});

const file = (document: string, query = '') =>
  fetchFile(supervisor, `/reports/${document}?${[period, query].filter((part) => part !== '').join('&')}`);
const csv = async (document: string, query = ''): Promise<Record<string, string>[]> =>
  parse((await file(document, query)).bytes, { bom: true, delimiter: ';', columns: true });
const count = (what: (visit: PastVisit) => boolean): number => month.filter(what).length;
const isJudged = ({ verdict }: PastVisit): boolean => verdict === 'met' || verdict === 'breached';
/** The value that occurred at this share, as `percentile_disc` finds it. */
const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN;
const decimal = (text: string | undefined): number => Number(text?.replace(',', '.'));

const exportsRecorded = () =>
  world.db
    .selectFrom('audit')
    .select(['detail', 'staff_id'])
    .where('action', '=', 'report-exported')
    .orderBy('id')
    .execute();

describe('the files of a generated month', () => {
  test('the register of visits has every visit, and its columns add up to what happened', async () => {
    const rows = await csv('visits');
    expect(rows).toHaveLength(month.length);
    expect(rows.map(({ hari }) => hari)).toEqual(rows.map(({ hari }) => hari).toSorted());
    for (const outcome of ['done', 'no-show', 'cancelled', 'expired'] as const) {
      expect(rows.filter(({ hasil }) => hasil === outcome)).toHaveLength(
        count((visit) => visit.outcome === outcome),
      );
    }
    const told = rows.map(({ detik }) => detik).filter((seconds) => seconds !== '');
    const waits = month.flatMap((visit) =>
      isJudged(visit) && visit.slaWait !== null ? [visit.slaWait] : [],
    );
    expect(told.map(decimal).toSorted((a, b) => a - b)).toEqual(waits.toSorted((a, b) => a - b));
    expect(rows.map(({ diambil }) => diambil).toSorted()).toEqual(
      month.map(({ takenAt }) => wallClockOf(takenAt, timeZone)).toSorted(),
    );
  });

  test('days and hours are those of the visits', async () => {
    const byDay = Map.groupBy(month, ({ day }) => day);
    const rows = await csv('days');
    expect(rows.map(({ hari }) => hari)).toEqual([...byDay.keys()].toSorted());
    for (const row of rows) {
      const visits = byDay.get(row['hari'] ?? '') ?? [];
      const judged = visits.filter(isJudged);
      const met = judged.filter(({ verdict }) => verdict === 'met').length;
      const waits = judged.flatMap(({ slaWait }) => (slaWait === null ? [] : [slaWait]));
      expect(row).toMatchObject({
        nomor_diambil: String(visits.length),
        n: String(judged.length),
        tepat_waktu: String(met),
        terlambat: String(judged.length - met),
      });
      expect(decimal(row['persen_tepat_waktu'])).toBeCloseTo((100 * met) / judged.length, 0);
      expect(decimal(row['median_detik'])).toBe(percentile(waits, 0.5));
      expect(decimal(row['persentil_90_detik'])).toBe(percentile(waits, 0.9));
    }
    const byHour = Map.groupBy(month, ({ takenAt }) => Number(wallClockOf(takenAt, timeZone).slice(11, 13)));
    expect(
      (await csv('hours')).map(({ jam, nomor_diambil }) => [Number(jam), Number(nomor_diambil)]),
    ).toEqual(
      [...byHour].map(([hour, visits]) => [hour, visits.length]).toSorted(([a = 0], [b = 0]) => a - b),
    );
  });

  test('outcomes, waits and ratings are those of the visits', async () => {
    const outcomes = Object.fromEntries(
      (await csv('outcomes')).map(({ hasil = '', n }) => [hasil, Number(n)]),
    );
    expect(outcomes).toEqual({
      done: count(({ outcome }) => outcome === 'done'),
      'no-show': count(({ outcome }) => outcome === 'no-show'),
      cancelled: count(({ outcome }) => outcome === 'cancelled'),
      expired: count(({ outcome }) => outcome === 'expired'),
      open: 0,
      'on-paper': 0,
    });
    const waits = month.flatMap(({ queueWait }) => (queueWait === null ? [] : [queueWait]));
    const queue = (await csv('waits')).find(({ waktu_tunggu }) => waktu_tunggu === 'queue');
    expect(decimal(queue?.['n'])).toBe(waits.length);
    expect(decimal(queue?.['median_detik'])).toBe(percentile(waits, 0.5));
    expect(decimal(queue?.['terlama_detik'])).toBe(Math.max(...waits));
    expect((await csv('ratings')).map(({ nilai, n }) => [Number(nilai), Number(n)])).toEqual(
      [1, 2, 3, 4, 5].map((score) => [score, count(({ overall }) => overall === score)]),
    );
    expect(await csv('breaches')).toHaveLength(count(({ verdict }) => verdict === 'breached'));
  });

  test('the survey’s means are those of the answers', async () => {
    for (const { unsur = '', n, nrr } of await csv('skm')) {
      const answers = month.flatMap(({ skm }) => skm[unsur as SkmElement] ?? []);
      const sum = answers.reduce((total: number, answer) => total + answer, 0);
      expect(Number(n)).toBe(answers.length);
      expect(decimal(nrr)).toBeCloseTo(sum / answers.length, 3);
    }
  });

  test.each(documentNames.filter((document) => document !== 'summary'))(
    'the document "%s" says the same as CSV, as a workbook and on paper',
    async (document) => {
      const query = isPersonal(document) ? `purpose=${encodeURIComponent(purpose)}` : '';
      const rows = await csv(document, query);
      const book = await file(document, `${query}&format=xlsx`.replace(/^&/, ''));
      expect(book.headers.get('content-type')).toContain('spreadsheetml');
      const [data, about] = await readWorkbook(document, book.bytes);
      expect(data).toMatchObject({ name: 'Data', frozen: 'A2', formulas: 0 });
      expect(data?.rows).toHaveLength(rows.length + 1);
      expect(about?.rows.flat()).toContain('BPS Provinsi Kalimantan Utara');
      expect(about?.rows.flat()).toContain(String(rows.length));

      const paper = await file(document, `${query}&format=pdf`.replace(/^&/, ''));
      const pages = await readPdf(document, paper.bytes);
      expect(pages[0]).toContain('BADAN PUSAT STATISTIK');
      expect(pages[0]).toContain('PROVINSI KALIMANTAN UTARA');
      expect(pages[0]).toContain('Periode');
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(`Halaman ${index + 1} dari ${pages.length}`);
        expect(page).toMatch(/Dibuat .* pukul \d\d\.\d\d \S+ oleh supervisor/i);
      }
      if (isPersonal(document)) expect(pages[0]).toContain(purpose);
    },
  );

  test('every page of a document for an invented period says so', async () => {
    const sample = { office: world.office, from_day: '2020-01-01', to_day: '2099-12-31', seed };
    await world.db.insertInto('demo_data').values(sample).execute();
    try {
      for (const document of ['visits', 'skm-sheet'] as const) {
        const pages = await readPdf(document, (await file(document, 'format=pdf')).bytes);
        for (const page of pages)
          expect([document, page]).toEqual([document, expect.stringContaining('CONTOH:')]);
      }
    } finally {
      await world.db.deleteFrom('demo_data').execute();
    }
  });

  test('what was looked for in vain has its own days, whichever are asked for, and its head row once', async () => {
    const { bytes } = await fetchFile(
      supervisor,
      '/reports/empty-queries?from=2020-01-01&to=2020-01-31&format=pdf',
    );
    const [page = ''] = await readPdf('empty-queries-none', bytes);
    expect(page).toContain('Tidak ada data');
    expect(page.match(/Dicari/g)).toHaveLength(1);
    expect(page).not.toContain('2020');
  });

  test('a workbook has days, times and numbers that can be counted with', async () => {
    const [data] = await readWorkbook('visits', (await file('visits', 'format=xlsx')).bytes);
    const heads = data?.rows[0] ?? [];
    const of = (title: string) => heads.indexOf(title);
    expect(data?.formats[of('Hari')]).toBe('dd/mm/yyyy');
    expect(data?.formats[of('Diambil')]).toBe('dd/mm/yyyy hh:mm:ss');
    const rows = data?.rows.slice(1) ?? [];
    expect(rows.map((row) => row[of('Diambil')]).toSorted()).toEqual(
      month.map(({ takenAt }) => wallClockOf(takenAt, timeZone).replace(' ', 'T')).toSorted(),
    );
    const waits = rows.map((row) => row[of('Lama (detik)')]).filter((value) => value !== null);
    expect(waits.every((value) => typeof value === 'number')).toBe(true);
    expect(waits).toHaveLength(count(isJudged) - count((visit) => isJudged(visit) && visit.slaWait === null));
    expect(new Set(rows.map((row) => row[of('Hasil')]))).toEqual(
      new Set(month.map(({ outcome }) => stepWords.id[outcome])),
    );
  });

  test('the printed register has every number, page by page', async () => {
    const pages = await readPdf('visits', (await file('visits', 'format=pdf')).bytes);
    const numbers = pages.flatMap((page) => page.match(/\bP-\d{3,}\b/g) ?? []);
    expect(numbers).toHaveLength(month.length);
    expect(pages.join('')).toContain(`Jumlah: ${new Intl.NumberFormat('id-ID').format(month.length)} baris`);
    for (const page of pages) expect(page).toContain('Dipanggil'); // the head row is repeated
  });

  test('the summary is one page with the figures of the month', async () => {
    const answer = await file('summary', 'format=pdf');
    const pages = await readPdf('summary', answer.bytes);
    expect(pages).toHaveLength(1);
    const met = count(({ verdict }) => verdict === 'met');
    const n = count(isJudged);
    const number = new Intl.NumberFormat('id-ID');
    expect(pages[0]).toContain(number.format(month.length));
    expect(pages[0]).toContain(`${number.format(met)} dari ${number.format(n)}`);
    expect(pages[0]).toContain(`n = ${number.format(count(({ overall }) => overall !== null))}`);
    expect(pages[0]).toContain(outcomeWords.id['on-paper']);
    expect((await file('summary', 'format=csv')).status).toBe(400);
  });

  test('the summary of more than two months has every one of them, also those without visits', async () => {
    const to = month.at(-1)?.day ?? '';
    const first = new Date(`${to.slice(0, 7)}-01`);
    const months = [5, 4, 3, 2, 1, 0].map((before) => {
      const of = new Date(first);
      of.setUTCMonth(of.getUTCMonth() - before);
      return of;
    });
    const from = months[0]?.toISOString().slice(0, 10);
    const { bytes } = await fetchFile(supervisor, `/reports/summary?from=${from}&to=${to}&format=pdf`);
    const [page = ''] = await readPdf('summary-months', bytes);
    const name = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', month: 'short', year: '2-digit' });
    expect(page).toMatch(new RegExp(months.map((of) => name.format(of)).join(' +')));
  });
});

describe('what visitors write', () => {
  const evil = ['=HYPERLINK("http://x.test";"klik")', '+62811', '-1+1', '@SUM(A1)', '"Nama; ""Aneh"""'];

  beforeAll(async () => {
    for (const [index, name] of evil.entries()) {
      const { body: ticket } = await world.client().takeTicket();
      await staff.call(`FO-${1 + (index % 2)}`);
      await world.client().fillGuestBook(ticket.token, {
        name,
        institution: `=1+${index}`,
        gender: index % 2 === 0 ? 'P' : null,
        services: [1, 32],
        dataNeeded: '=cmd|calc',
      });
      const { body: visit } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
      await staff.move(visit, 'serve');
    }
  });

  const today = (document: string, query: string) =>
    fetchFile(supervisor, `/reports/${document}?purpose=${encodeURIComponent(purpose)}&${query}`);

  test('is never evaluated by a spreadsheet', async () => {
    const text = (await today('visitors', 'format=csv')).bytes.toString();
    const rows = parse(text, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'visitor_id',
      'member_id',
      'member_name',
      'institution',
      'room_code',
      'checkin_date',
    ]);
    expect(rows.map(({ member_name }) => member_name)).toEqual(
      evil.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name)),
    );
    for (const { institution = '' } of rows) expect(institution.startsWith("'=")).toBe(true);
    for (const document of ['visitors', 'skd'] as const) {
      const [data] = await readWorkbook(`evil-${document}`, (await today(document, 'format=xlsx')).bytes);
      expect(data?.formulas).toBe(0);
      expect(data?.rows).toHaveLength(evil.length + 1);
    }
    const [book] = await readWorkbook('evil', (await today('visitors', 'format=xlsx')).bytes);
    expect(book?.rows.slice(1).map((row) => row[2])).toEqual(evil);
    const pages = await readPdf('evil', (await today('visitors', 'format=pdf')).bytes);
    for (const name of evil) expect(pages.join('')).toContain(name);
  });

  test('is counted by the codes of the survey’s file', async () => {
    const skd = parse((await today('skd', 'format=csv')).bytes, {
      bom: true,
      delimiter: ';',
      columns: true,
    }) as Record<string, string>[];
    const counts = parse((await fetchFile(supervisor, '/reports/guest-book')).bytes, {
      bom: true,
      delimiter: ';',
      columns: true,
    }) as Record<string, string>[];
    for (const { isian = '', kode = '', n } of counts) {
      const given = skd.filter((row) =>
        isian === 'layanan' ? (Number(row['layanan']) & Number(kode)) !== 0 : row[isian] === kode,
      );
      expect([isian, kode, Number(n)]).toEqual([isian, kode, given.length]);
    }
    expect(counts.filter(({ isian }) => isian === 'jenis_kelamin').map(({ n }) => Number(n))).toEqual([
      0, 3, 2,
    ]);
  });

  test('stays out of the audit, which has document, days, rows and the digest of the file', async () => {
    const received = await today('visitors', 'format=xlsx');
    const recorded = (await exportsRecorded()).at(-1);
    expect(recorded?.detail).toMatchObject({
      report: 'visitors',
      format: 'xlsx',
      purpose,
      rows: evil.length,
      bytes: received.bytes.length,
      sha256: received.sha256,
    });
    expect(JSON.stringify(await exportsRecorded())).not.toMatch(/HYPERLINK|Aneh/);
    expect(world.logged()).not.toMatch(/HYPERLINK|Aneh|Laporan\+bulanan|Laporan%20bulanan/);
  });
});

describe('cards and keys', () => {
  test('a lost key gives a line of the register, and a record to be signed', async () => {
    const { body: ticket } = await world.client().takeTicket();
    await staff.call('FO-2');
    await world.client().fillGuestBook(ticket.token);
    let { body: visit } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    visit = (await staff.move(visit, 'serve')).body;
    visit = (await staff.move(visit, 'deposit', { idType: 'sim', idLast4: '9876', locker: '09' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    await staff.post(`/api/v1/visits/${ticket.visitId}/incidents`, {
      kind: 'key-lost',
      note: 'Kunci jatuh di halaman parkir, <b>dicari</b> bersama satpam.',
    });
    await staff.move(visit, 'return-id', { lockerKey: 'lost' });

    const rows = parse((await fetchFile(supervisor, '/reports/custody')).bytes, {
      bom: true,
      delimiter: ';',
      columns: true,
    }) as Record<string, string>[];
    expect(rows).toMatchObject([{ nomor: ticket.label, jenis: 'sim', loker: '09', keadaan: 'returned' }]);
    const incidents = parse((await fetchFile(supervisor, '/reports/incidents')).bytes, {
      bom: true,
      delimiter: ';',
      columns: true,
    }) as Record<string, string>[];
    expect(incidents).toHaveLength(2); // what the officer reported, and what the move added
    expect(new Set(incidents.map(({ kejadian, nomor }) => `${kejadian} ${nomor}`))).toEqual(
      new Set([`key-lost ${ticket.label}`]),
    );

    const list = await world.db
      .selectFrom('incident')
      .select('id')
      .where('office', '=', world.office)
      .where('note', 'is not', null)
      .execute();
    const path = `/incidents/${list[0]?.id}/record`;
    expect((await fetchFile(supervisor, path)).status).toBe(400);
    const record = await fetchFile(supervisor, `${path}?purpose=${encodeURIComponent(purpose)}`);
    const [page = ''] = await readPdf('record', record.bytes);
    expect(page).toContain('BERITA ACARA');
    expect(page).toContain('Kunci hilang');
    expect(page).toContain(ticket.label);
    expect(page).toContain('<b>dicari</b>');
    expect(page).not.toContain('9876');
    expect((await exportsRecorded()).at(-1)?.detail).toMatchObject({
      report: 'incident-record',
      incident: list[0]?.id,
      sha256: record.sha256,
    });
    const unknown = `/incidents/${randomUUID()}/record?purpose=${encodeURIComponent(purpose)}`;
    expect((await fetchFile(supervisor, unknown)).status).toBe(404);
    expect((await fetchFile(staff, `${path}?purpose=${encodeURIComponent(purpose)}`)).status).toBe(403);
  });

  test('a record names the card of then, and keeps the lines of what was written, however many', async () => {
    const { body: ticket } = await world.client().takeTicket();
    await staff.call('FO-2');
    await world.client().fillGuestBook(ticket.token);
    let { body: visit } = await staff.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
    visit = (await staff.move(visit, 'serve')).body;
    visit = (await staff.move(visit, 'deposit', { idType: 'sim', idLast4: '9876', locker: '07' })).body;
    const lines = Array.from({ length: 60 }, (_none, index) => `ke-${index + 1}`);
    const { body: incident } = await staff.post<{ id: string }>(
      `/api/v1/visits/${ticket.visitId}/incidents`,
      { kind: 'key-lost', note: lines.join('\n') },
    );
    visit = (await staff.move(visit, 'return-id', { lockerKey: 'returned' })).body;
    await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: '1234', locker: '07' });

    const path = `/incidents/${incident.id}/record?purpose=${encodeURIComponent(purpose)}`;
    const pages = await readPdf('long-record', (await fetchFile(supervisor, path)).bytes);
    expect(pages[0]).toMatch(/Kartu identitas +SIM$/m);
    expect(pages.length).toBeGreaterThan(1);
    expect(
      pages
        .join('')
        .match(/^ *ke-\d+$/gm)
        ?.map((line) => line.trim()),
    ).toEqual(lines);
    expect(pages.at(-1)).toContain('Mengetahui, Kepala');
  });
});

/** Whether a process makes a file: it keeps its lock on what it read first until it is through. */
async function isBeingMade(): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_locks
    where relation = 'demo_data'::regclass
      and database = (select oid from pg_database where datname = current_database())
  `.execute(world.db);
  return rows.length > 0;
}

/** What this process started and still runs. */
const childrenOfThis = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

describe('the door of the documents', () => {
  const asked = (query: string, document = 'visits') =>
    supervisor.send<Problem>(supervisor.inOffice(`/reports/${document}${query}`));

  test.each([
    ['visits', '?from=2016-01-01&to=2025-12-31', 'satu tahun'],
    ['visitors', '?from=2025-01-01&to=2026-12-31&purpose=laporan+tahunan', 'satu tahun'],
    ['visits', '?from=2026-03-02&to=2026-03-01', 'Tanggal akhir'],
    ['visits', '?from=2026-02-30', 'Tanggal awal'],
    ['visits', '?format=docx', 'Bentuk berkas'],
    ['visitors', '', 'data pribadi'],
    ['skd', '', 'data pribadi'],
    ['visitors', '?purpose=x', 'Keperluan'],
    ['summary', '?format=xlsx', 'PDF'],
    ['visits', '?bulan=3', ''],
  ])('refuses %s%s in words', async (document, query, word) => {
    const { status, body } = await asked(query, document);
    expect(status).toBe(400);
    expect(body.errors?.map(({ message }) => message).join(' ')).toContain(word);
  });

  test('totals may be of ten years, a register of a leap year', async () => {
    expect((await asked('?from=2016-01-01&to=2025-12-31', 'days')).status).toBe(200);
    expect((await asked('?from=2024-01-01&to=2024-12-31')).status).toBe(200);
    expect((await asked('?from=2024-01-01&to=2025-01-01')).status).toBe(400);
  });

  test('is shut to officers, admins, strangers and other offices, and knows no other document', async () => {
    const path = supervisor.inOffice('/reports/visits');
    for (const role of ['staff', 'admin'] as const) {
      const other = await world.client().signIn(role);
      expect((await other.send(path)).status).toBe(403);
    }
    expect((await world.client().send(path)).status).toBe(401);
    expect((await supervisor.send('/api/v1/offices/9998/reports/visits')).status).toBe(403);
    expect((await asked('', 'guests')).status).toBe(404);
  });

  test('makes a few files in turn, says when to come again to more, and makes the next one then', async () => {
    const answers = await Promise.all(
      fileFormats.flatMap((format) => [1, 2, 3].map(() => file('visits', `format=${format}`))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(6);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await file('visits')).status).toBe(200);
  });

  test('a file whose time is over before it is made is told of as unfinished', async () => {
    // it never comes as far as to its key
    const maker = createReportMaker({ url: world.databaseUrl, keyFile: '/dev/null', logLevel: 'fatal' });
    const asked = {
      office: world.office,
      by: 'Rina',
      purpose: null,
      document: 'days',
      format: 'pdf',
    } as const;
    const { day: to = '' } = month.at(-1) ?? {};
    const make = (nobodyWaits: AbortSignal) =>
      maker.make({ ...asked, values: 'words', from: to, to }, nobodyWaits);
    const late = withinDeadline(2_010, () => make(new AbortController().signal));
    await expect(late).rejects.toMatchObject({ problem: 'report-unfinished' });
    await expect(make(AbortSignal.abort())).rejects.toMatchObject({ problem: 'report-unfinished' });
  });

  test('whoever goes away while a file is made leaves nothing behind, and the place is free again', async () => {
    const before = await exportsRecorded();
    for (let time = 0; time < 2; time += 1) {
      const gone = new AbortController();
      const fetched = fetch(`${world.base}${supervisor.inOffice('/reports/visits')}?${period}&format=pdf`, {
        headers: { cookie: supervisor.cookie },
        signal: gone.signal,
      });
      const left = expect(fetched).rejects.toThrow();
      await until('a process makes it', isBeingMade);
      gone.abort();
      await left;
      await until('the process is gone', async () => !(await isBeingMade()));
    }
    expect((await file('visits', 'format=pdf')).status).toBe(200);
    expect(await exportsRecorded()).toHaveLength(before.length + 1);
  });

  test('a process that breaks takes its own file with it and nothing else', async () => {
    const broken = file('visits', 'format=pdf');
    await until('its process, as V8 ends one', async () => {
      const pid = childrenOfThis().find((child) => commandOf(child).includes('report-process'));
      return pid !== undefined && process.kill(pid, 'SIGTRAP');
    });
    const { status, bytes } = await broken;
    expect(status).toBe(503);
    expect(bytes.toString()).toContain('report-unfinished');
    expect((await file('visits', 'format=pdf')).status).toBe(200);
  });

  test('offers every document in the formats it has', () => {
    for (const document of documentNames) expect(formatsOf(document)).toContain('pdf');
  });
});
