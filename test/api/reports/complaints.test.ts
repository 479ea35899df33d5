import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { documentNames, formatsOf, isPersonal, type FileFormat } from '../../../domain/reports/documents.ts';
import type { Channel } from '../../../domain/complaints/steps.ts';
import type { ComplaintView, ListedComplaint } from '../../../wire/complaints/complaints.ts';
import type { TestClient } from '../../world/client.ts';
import { fetchFile, readPdf, readWorkbook } from '../../world/reports.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const purpose = encodeURIComponent('Laporan pengaduan bulanan');
const dayMs = 86_400_000;

/** What must be in no file: who complains, how to reach them, and what they wrote. */
const canaries = ['Burung-Kenari-Rahasia', 'kenari.rahasia', '0811-4477-9921', 'PENGAKUAN-7731'];
const person = { name: canaries[0], email: `${canaries[1]}@example.com`, phone: canaries[2] };
const text = `${canaries[3]}: petugas di loket dua meminta uang untuk layanan yang gratis.`;

const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;
const references: string[] = [];

async function file(body: object): Promise<string> {
  const filed = await ('channel' in body
    ? supervisor.post<{ reference: string }>(at('/entered'), body)
    : world.client().post<{ reference: string }>(at(), body));
  expect(filed).toMatchObject({ status: 201 });
  references.push(filed.body.reference);
  return filed.body.reference;
}

async function move(by: TestClient, reference: string, body: object): Promise<void> {
  const list = await by.send<{ complaints: ListedComplaint[] }>(at('?state=all'));
  const id = list.body.complaints.find((one) => one.reference === reference)?.id;
  const { body: before } = await by.send<ComplaintView>(at(`/${id}`));
  const moved = await by.post(at(`/${id}/moves`), { expectedRevision: before.revision, ...body });
  expect(moved.status).toBe(200);
}

const register = (by: TestClient, format: string) => fetchFile(by, `/reports/complaints?format=${format}`);
const rowsOf = (bytes: Buffer): Record<string, string>[] =>
  parse(bytes, { bom: true, delimiter: ';', columns: true });
beforeAll(async () => {
  await file({ text, identity: 'confidential', person });
  const answered = await file({ text, identity: 'named', person });
  await file({ text: `${text} Tanpa nama.`, identity: 'anonymous' });
  for (const channel of ['box', 'lapor'] as const satisfies readonly Channel[]) {
    await file({ channel, text: `${text} ${channel}`, identity: 'confidential', person });
  }
  await move(supervisor, answered, { move: 'verify', kind: 'normative' });
  await move(supervisor, answered, { move: 'follow-up', text: `${canaries[3]} diperiksa.` });
  await move(supervisor, answered, { move: 'answer', text: `${canaries[3]} sudah dijawab.` });
});

describe('the register of complaints', () => {
  test('has what the standard asks of each complaint, in the order they came', async () => {
    const rows = rowsOf((await register(supervisor, 'csv')).bytes);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'nomor',
      'diterima',
      'kanal',
      'jenis',
      'tenggat',
      'dijawab',
      'ditutup',
      'tepat_waktu',
      'tindak_lanjut',
      'dibuka_kembali',
      'tahap',
    ]);
    expect(rows.map(({ nomor }) => nomor)).toEqual(references);
    expect(rows.map(({ kanal }) => kanal)).toEqual(['web', 'web', 'web', 'box', 'lapor']);
    expect(rows.map(({ tepat_waktu }) => tepat_waktu)).toEqual(['owed', 'in-time', 'owed', 'owed', 'owed']);
    expect(rows[1]).toMatchObject({ jenis: 'normative', tahap: 'answered', ditutup: '' });
    expect(rows[1]?.['tenggat']).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const time of ['diterima', 'dijawab', 'tindak_lanjut']) {
      expect(rows[1]?.[time]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    }
  });

  test('says in words, in a workbook and on paper, what it says in codes', async () => {
    const [data] = await readWorkbook('complaints', (await register(supervisor, 'xlsx')).bytes);
    const heads = data?.rows[0] ?? [];
    const column = (title: string) => data?.rows.slice(1).map((row) => row[heads.indexOf(title)]);
    expect(column('Nomor')).toEqual(references);
    expect(column('Kanal')).toEqual([
      'Formulir web',
      'Formulir web',
      'Formulir web',
      'Kotak saran',
      'SP4N-LAPOR!',
    ]);
    expect(column('Tepat waktu')?.[1]).toBe('Tepat waktu');
    const [page = ''] = await readPdf('complaints', (await register(supervisor, 'pdf')).bytes);
    for (const reference of references) expect(page).toContain(reference);
    for (const head of ['REGISTER PENGADUAN', 'Ditutup', 'Tindak lanjut']) expect(page).toContain(head);
    expect(page).toContain(`Jumlah: ${references.length} baris`);
  });
});

/** Everything that stands in a file. */
async function writtenIn(document: string, format: FileFormat, bytes: Buffer): Promise<string> {
  if (format === 'csv') return bytes.toString();
  if (format === 'xlsx') return JSON.stringify(await readWorkbook(`canary-${document}`, bytes));
  return (await readPdf(`canary-${document}`, bytes)).join('');
}

describe('who complained', () => {
  test.each([
    ...documentNames.map((document) => [document, formatsOf(document)[0] ?? 'csv'] as const),
    ...formatsOf('complaints').map((format) => ['complaints', format] as const),
  ])('is not in %s as %s', async (document, format) => {
    const query = isPersonal(document) ? `&purpose=${purpose}` : '';
    const received = await fetchFile(supervisor, `/reports/${document}?format=${format}${query}`);
    expect(received.status).toBe(200);
    const written = await writtenIn(document, format, received.bytes);
    for (const canary of canaries) expect(written).not.toContain(canary);
  });

  test('is in no record of an export, and in no log', async () => {
    const audit = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'report-exported')
      .execute();
    expect(audit.length).toBeGreaterThan(0);
    for (const canary of canaries) {
      expect(JSON.stringify(audit)).not.toContain(canary);
      expect(world.logged()).not.toContain(canary);
    }
  });
});

describe('after the due times', () => {
  test('the register tells what nobody answered, and what was answered too late', async () => {
    const [{ diterima = '' } = {}] = rowsOf((await register(supervisor, 'csv')).bytes);
    const day = diterima.slice(0, 10);
    await world.stopWorker(); // whose alarms are not of this test
    await shiftClock(world.db, 120 * dayMs);
    const later = await world.client().signIn('supervisor');
    const [late = '', inTime, overdue] = references;
    await move(later, late, { move: 'verify', kind: 'information' });
    await move(later, late, { move: 'answer', text: 'Maaf, jawaban kami terlambat.' });
    const answer = await fetchFile(later, `/reports/complaints?from=${day}&to=${day}`);
    const rows = new Map(rowsOf(answer.bytes).map((row) => [row['nomor'], row]));
    expect(rows.get(late)).toMatchObject({ tepat_waktu: 'late', jenis: 'information' });
    expect(rows.get(inTime)).toMatchObject({ tepat_waktu: 'in-time' });
    expect(rows.get(overdue)).toMatchObject({ tepat_waktu: 'overdue', dijawab: '' });
    expect((await fetchFile(later, '/reports/complaints')).bytes.toString().split('\n')).toHaveLength(2);
  });
});

afterAll(() => shiftClock(world.db, 0));
