import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendarCsv } from '../../../api/offices/calendar-csv.ts';
import { readOfficeFile, writeOfficeFile } from '../../../api/offices/office-file.ts';
import { exportOffice, importOffice, type OfficeFile } from '../../../db/offices/office-import.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { readFirstOffice } from '../../../db/seed/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../world/database.ts';

let database: TestDatabase;
let file: OfficeFile;

beforeAll(async () => {
  database = await createTestDatabase(pino({ level: 'silent' }));
  const first = await readFirstOffice();
  file = {
    ...first,
    code: '6502',
    disabled: false,
    calendar: [{ day: '2026-12-25', kind: 'holiday', name: 'Natal', hours: null, verified: true }],
  };
});
afterAll(() => database[Symbol.asyncDispose]());

const parsed = (text: string): OfficeFile => {
  const read = readOfficeFile(text);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.office;
};

describe('an office as one file', () => {
  test('is created, written and read without a difference', async () => {
    const { db } = database;
    expect(await importOffice(db, parsed(writeOfficeFile(file)))).toEqual({ kind: 'created' });
    const written = await exportOffice(db, '6502');
    expect(parsed(writeOfficeFile(written as OfficeFile))).toEqual(file);
  });

  test('changes an office, with a new policy version only for another policy', async () => {
    const { db } = database;
    const counters = [{ code: 'L-1', label: 'Loket 1' }];
    expect(await importOffice(db, { ...file, counters })).toEqual({ kind: 'changed' });
    expect((await readOfficeNow(db, '6502'))?.policyVersion).toBe(1);
    const policy = { ...file.policy, slaSeconds: 600 };
    await importOffice(db, { ...file, counters, policy });
    expect((await readOfficeNow(db, '6502'))?.policyVersion).toBe(2);
    expect((await exportOffice(db, '6502'))?.counters).toEqual(counters);
  });

  test('that says what holds already changes nothing, not even a version', async () => {
    const { db } = database;
    const versions = () =>
      db.selectFrom('settings_version').select('version').where('scope', '=', '6502').execute();
    const before = await versions();
    const same = parsed(writeOfficeFile((await exportOffice(db, '6502')) as OfficeFile));
    expect(await importOffice(db, same)).toEqual({ kind: 'unchanged' });
    expect(await versions()).toEqual(before);
    expect((await readOfficeNow(db, '6502'))?.policyVersion).toBe(2);
  });

  test('does not move to another zone, nor lose a service', async () => {
    const { db } = database;
    const before = await exportOffice(db, '6502');
    expect(await importOffice(db, { ...file, timeZone: 'Asia/Jakarta' })).toMatchObject({
      kind: 'other-zone',
    });
    const services = [{ code: 'Q', label: 'Lain' }];
    expect(await importOffice(db, { ...file, services })).toEqual({
      kind: 'in-use',
      section: 'services',
      codes: ['P'],
    });
    expect(await exportOffice(db, '6502')).toEqual(before);
  });

  test('with faults is told by line', () => {
    const text = writeOfficeFile(file)
      .replace('timeZone: Asia/Makassar', 'timeZone: Asia/Atlantis')
      .replace('slaWarnSeconds: 240', 'slaWarnSeconds: 999')
      .replace('kind: holiday', 'kind: pesta')
      .replace('slaBasis:', 'warna: merah\n  slaBasis:');
    const lines = text.split('\n');
    const lineOf = (word: string): number => lines.findIndex((line) => line.includes(word)) + 1;
    const read = readOfficeFile(text);
    const wrong = ['Atlantis', 'warna', '999', 'pesta'].map(lineOf);
    expect('faults' in read && read.faults.map(({ line }) => line)).toEqual(wrong.toSorted((a, b) => a - b));
    expect('faults' in read && read.faults).toContainEqual({
      line: lineOf('warna'),
      message: { id: 'Isian ini tidak dikenal.', en: 'This field is not known.' },
    });
  });

  test.each(['', 'code: [', '- 1', '{"code": "6502"}'])('that is none (%j) has faults', (text) => {
    expect('faults' in readOfficeFile(text)).toBe(true);
  });
});

test('the first office’s file can be copied and imported, as the installation page says', async () => {
  const text = await readFile(new URL('../../../db/seed/6500.json', import.meta.url), 'utf8');
  expect(parsed(text)).toMatchObject({ code: '6500', disabled: false, calendar: [] });
});

test('the calendar that comes along is sound', async () => {
  const csv = await readFile(new URL('../../../db/seed/kalender-2026-2027.csv', import.meta.url), 'utf8');
  const { days, faults } = readCalendarCsv(csv);
  expect(faults).toEqual([]);
  expect(days).toHaveLength(26);
});
