import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../../../api/reports/csv-writer.ts';
import type { FileColumn, Origin, SheetWriter } from '../../../../api/reports/sheet.ts';
import { writeXlsx } from '../../../../api/reports/xlsx-writer.ts';

/** What spreadsheets take for a formula, or for the beginning of one. */
const formulas = [
  '=1+1',
  '=HYPERLINK("http://x.test")',
  '+62811',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
];
/** What breaks cells, rows or markup. */
const breaking = [
  'a;b',
  '"',
  'a\nb',
  '<c t="str"><f>1+1</f></c>',
  ']]>',
  '&amp;',
  'a\u0000b',
  'a\u0008b',
  '\uD800',
  '\uFFFE',
  '😀',
  'بيان',
  '表',
];

const origin: Origin = {
  office: { name: '=kantor', unit: '+unit', contact: '' },
  timeZone: 'Asia/Makassar',
  from: '2026-11-01',
  to: '2026-11-30',
  madeAt: Date.UTC(2026, 10, 30),
  madeBy: '@petugas',
  isSample: false,
  values: 'words',
  purpose: '=keperluan()',
};
/** Every kind of column that can hold a text from outside: texts, and codes that have no word. */
const columns: readonly FileColumn[] = [
  { kind: 'text', head: 'teks', title: 'Teks' },
  { kind: 'word', head: 'kode', title: 'Kode', words: {} },
];
const texts = [...formulas, ...breaking];

async function written(write: SheetWriter): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const rows = [texts.map((text) => [text, text])];
  await write({ title: '=judul', columns, rows, notes: ['=catatan'], isRegister: true }, origin, {
    write: (bytes) => parts.push(bytes),
  });
  return Buffer.concat(parts);
}

/** Whether XML may hold every sign of a text. */
const isWellFormed = (text: string): boolean =>
  /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(text);

describe('texts that somebody wrote', () => {
  test('begin no cell of a CSV file as a formula does, and stay what they are otherwise', async () => {
    const rows: string[][] = parse(Buffer.from(await written(writeCsv)), {
      bom: true,
      delimiter: ';',
      from: 2,
    });
    expect(rows).toHaveLength(texts.length);
    for (const [index, cells] of rows.entries()) {
      const text = texts[index] ?? '';
      for (const cell of cells) {
        expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
        const whole = Buffer.from(text).toString(); // half a sign is none
        expect(cell).toBe(formulas.includes(text) ? `'${whole}` : whole);
      }
    }
  });

  test('are texts of a workbook, whose markup nobody breaks', async () => {
    const files = unzipSync(await written(writeXlsx));
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      const markup = strFromU8(files[name] ?? new Uint8Array());
      expect(markup).not.toMatch(/<f[ >]/);
      expect(isWellFormed(markup)).toBe(true);
      for (const [, attributes = ''] of markup.matchAll(/<c ([^>/]*)>/g))
        expect(attributes).toContain('t="inlineStr"');
    }
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<row /g)).toHaveLength(texts.length + 1);
    expect(sheet).toContain('&#60;f&#62;1+1&#60;/f&#62;');
    expect(sheet).toContain('😀');
  });
});
