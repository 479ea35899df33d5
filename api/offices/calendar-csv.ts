import { parse } from 'csv-parse/sync';
import type { CalendarDay, DayKind } from '../../domain/offices/calendar.ts';
import type { Bilingual } from '../../domain/language.ts';
import { faultsOf, wordsOf } from '../http/faults.ts';
import { calendarDay, nationalCalendarBody } from '../../wire/offices/settings.ts';

/** A fault in one line, counted from 1. */
export interface LineFault {
  readonly line: number;
  readonly message: Bilingual;
}

/** The columns of the file: `tanggal;jenis;nama;jam`, the hours only for days with special hours. */
const columns = ['tanggal', 'jenis', 'nama', 'jam'] as const;

const wrongColumns: Bilingual = {
  id: `Baris pertama berkas belum benar. Tulis nama kolomnya: ${columns.join(';')}.`,
  en: `The file’s first line is not right. Write the names of its columns: ${columns.join(';')}.`,
};
const notCsv: Bilingual = {
  id: 'Baris ini tidak dapat dibaca. Periksa tanda kutipnya, misalnya setiap " punya pasangan.',
  en: 'This line cannot be read. Check its quotation marks, such as that each " has its match.',
};
const dateAgain = (line: number): Bilingual => ({
  id: `Tanggal ini sudah tertulis di baris ${line}. Hapus salah satunya.`,
  en: `This date stands in line ${line} already. Remove one of the two.`,
});

/** The kinds as an office writes them, and as the interface does. */
const kinds: Readonly<Record<string, DayKind>> = {
  'libur nasional': 'holiday',
  'cuti bersama': 'collective-leave',
  'penutupan kantor': 'closure',
  'jam khusus': 'hours',
  holiday: 'holiday',
  'collective-leave': 'collective-leave',
  closure: 'closure',
  hours: 'hours',
};

/**
 * Reads a calendar from CSV (`;` or `,`, UTF-8, BOM allowed, dates `YYYY-MM-DD` or `DD/MM/YYYY`, hours
 * `08:00-12:00 13:00-15:00`). Reports every faulty line; a file with faults gives no days.
 */
export function readCalendarCsv(csv: string): { days: CalendarDay[]; faults: LineFault[] } {
  const faults: LineFault[] = [];
  const days: CalendarDay[] = [];
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(csv, {
      bom: true,
      delimiter: [';', ','],
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch (error) {
    return { days: [], faults: [{ line: lineOf(error), message: notCsv }] };
  }
  const [header, ...body] = rows;
  if (!header || header.record.map((name) => name.toLowerCase()).join(';') !== columns.join(';')) {
    return { days: [], faults: [{ line: 1, message: wrongColumns }] };
  }
  const seen = new Map<string, number>();
  for (const { record, info } of body) {
    const line = info.lines;
    const [day = '', kind = '', name = '', hours = ''] = record;
    const entry = {
      day: toIsoDay(day),
      kind: kinds[kind.toLowerCase()] ?? kind,
      name,
      hours: hours === '' ? null : hours.split(/\s+/).map((span) => span.replaceAll('.', ':').split('-')),
      verified: true,
    };
    const result = calendarDay.safeParse(entry);
    if (!result.success) {
      const found = faultsOf(result.error, entry, wordsOf(nationalCalendarBody));
      faults.push(...found.map(({ message }) => ({ line, message })));
      continue;
    }
    const before = seen.get(result.data.day);
    if (before !== undefined) faults.push({ line, message: dateAgain(before) });
    seen.set(result.data.day, line);
    days.push(result.data);
  }
  return faults.length > 0 ? { days: [], faults } : { days, faults };
}

function toIsoDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

function lineOf(error: unknown): number {
  const { lines } = error as { lines?: unknown };
  return typeof lines === 'number' ? lines : 1;
}
