import { Zip, ZipDeflate } from 'fflate';
import { localDayOf } from '../../domain/offices/calendar.ts';
import type { Cell } from '../../wire/supervision/report-tables.ts';
import { escaped } from '../harvest/xml.ts';
import { periodText, madeText } from './file-words.ts';
import {
  instantIn,
  wordIn,
  type FileColumn,
  type FileKind,
  type Origin,
  type Sheet,
  type SheetWriter,
} from './sheet.ts';
import { WallClock } from './wall-clock.ts';

/** What a cell may look like: its place in the list of formats below. */
const looks = [
  'plain',
  'head',
  'text',
  'day',
  'time',
  'count',
  'seconds',
  'share',
  'score',
  'index',
] as const;
type Look = (typeof looks)[number];

/** The look and the width in characters of a column. */
const shapes: Readonly<Record<FileKind, { look: Look; width: number }>> = {
  text: { look: 'text', width: 24 },
  word: { look: 'text', width: 30 },
  day: { look: 'day', width: 12 },
  time: { look: 'time', width: 20 },
  moment: { look: 'time', width: 20 },
  count: { look: 'count', width: 12 },
  seconds: { look: 'seconds', width: 14 },
  share: { look: 'share', width: 14 },
  score: { look: 'score', width: 14 },
  index: { look: 'index', width: 12 },
};

const formats: Readonly<Partial<Record<Look, string>>> = {
  day: 'dd/mm/yyyy',
  time: 'dd/mm/yyyy hh:mm:ss',
  count: '#,##0',
  seconds: '#,##0',
  share: '0.0%',
  score: '0.0000',
  index: '0.00',
};

const fastest = 1;

/**
 * A table as a workbook: real numbers, days and times, no formulas, a head row that stays, and a second sheet that tells
 * what it is. Written piece by piece, whose rows are never in memory together.
 */
export const writeXlsx: SheetWriter = async (sheet, origin, sink) => {
  let fault: Error | null = null;
  const zip = new Zip((error, bytes) => {
    fault ??= error;
    sink.write(bytes);
  });
  const encoder = new TextEncoder();
  const begin = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: fastest });
    zip.add(file);
    return file;
  };
  for (const [name, text] of parts) begin(name).push(encoder.encode(text), true);
  const data = begin('xl/worksheets/sheet1.xml');
  data.push(encoder.encode(sheetStart(sheet.columns)));
  const clock = new WallClock(origin.timeZone);
  let count = 0;
  for await (const rows of sheet.rows) {
    const lines = rows.map((cells, index) =>
      rowXml(sheet.columns, cells, { number: count + index + 2, clock }),
    );
    data.push(encoder.encode(lines.join('')));
    count += rows.length;
  }
  data.push(encoder.encode(sheetEnd(sheet.columns.length, count + 1)), true);
  begin('xl/worksheets/sheet2.xml').push(encoder.encode(aboutXml(sheet, origin, count)), true);
  zip.end();
  if (fault) throw fault;
  return count;
};

function sheetStart(columns: readonly FileColumn[]): string {
  const widths = columns.map(({ kind, title }, index) => {
    const width = Math.max(shapes[kind].width, title.length + 4);
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const heads = columns.map((column) => textXml(headOf(column), 'head'));
  return `${start}<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${heads.join('')}</row>`;
}

function sheetEnd(columns: number, lastRow: number): string {
  return `</sheetData><autoFilter ref="A1:${letterOf(columns)}${lastRow}"/></worksheet>`;
}

/** The name of a column, from 1. */
function letterOf(number: number): string {
  return String.fromCodePoint(64 + number);
}

/** A column's title; spans of time are numbers, whose unit is told. */
function headOf({ kind, title }: FileColumn): string {
  return kind === 'seconds' ? `${title} (detik)` : title;
}

function rowXml(
  columns: readonly FileColumn[],
  cells: readonly Cell[],
  { number, clock }: { number: number; clock: WallClock },
): string {
  const inside = cells.map((cell, index) => {
    const column = columns[index];
    return cell === null || column === undefined ? '<c/>' : cellXml(column, cell, clock);
  });
  return `<row r="${number}">${inside.join('')}</row>`;
}

function cellXml(column: FileColumn, cell: string | number, clock: WallClock): string {
  const { look } = shapes[column.kind];
  if (column.words !== undefined) return textXml(wordIn(column, cell), 'text');
  if (look === 'text') return textXml(String(cell), look);
  if (look === 'day') return numberXml(serialOf(Date.parse(String(cell))), look);
  if (look === 'time') return numberXml(serialOf(clock.localMs(instantIn(cell))), look);
  return numberXml(Number(cell), look);
}

const dayMs = 86_400_000;
/** The day from which spreadsheets count. */
const firstDay = Date.UTC(1899, 11, 30);

/** Parts of a day that are finer than a second say nothing. */
const finest = 1e9;

/** A local time as spreadsheets count it: days, and parts of a day. */
function serialOf(localMs: number): number {
  return Math.round(((localMs - firstDay) / dayMs) * finest) / finest;
}

const numberXml = (value: number, look: Look): string => `<c s="${looks.indexOf(look)}"><v>${value}</v></c>`;

const textXml = (text: string, look: Look): string =>
  `<c s="${looks.indexOf(look)}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** What the file is, for whoever finds it later. */
function aboutXml({ title, notes }: Sheet, origin: Origin, rows: number): string {
  const { office, purpose } = origin;
  const facts: readonly (readonly [string, string])[] = [
    ['Dokumen', title],
    ['Kantor', office.name],
    ['Unit', office.unit],
    ['Periode', periodText(origin)],
    ['Jumlah baris', String(rows)],
    ['Dibuat', madeText(origin)],
    ['Jam', `Waktu kantor (${origin.timeZone}), tanggal ${localDayOf(origin.madeAt, origin.timeZone)}`],
    ...(origin.isSample ? [['Contoh', 'Sebagian hari ini direka, bukan data pelayanan'] as const] : []),
    ...(purpose === null ? [] : [['Keperluan', purpose] as const]),
    ...notes.map((note) => ['Catatan', note] as const),
  ];
  const lines = facts.map(
    ([name, text], index) => `<row r="${index + 1}">${textXml(name, 'head')}${textXml(text, 'text')}</row>`,
  );
  return `${start}<cols><col min="1" max="1" width="16" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const start = `${declared}<worksheet xmlns="${main}">`;

/** Formats of one's own are numbered from here. */
const firstFormat = 164;

function stylesXml(): string {
  const own = Object.entries(formats);
  const list = own.map(
    ([, code], index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${code}"/>`,
  );
  const cells = looks.map((look) => {
    const format = own.findIndex(([name]) => name === look);
    if (look === 'head')
      return '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>';
    const numbered = format === -1 ? (look === 'text' ? 49 : 0) : firstFormat + format;
    return `<xf numFmtId="${numbered}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  });
  return `${declared}<styleSheet xmlns="${main}"><numFmts count="${list.length}">${list.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FF003D82"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF4FF"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`;
}

/** The parts of a workbook beside its sheets. */
const parts: readonly (readonly [name: string, text: string])[] = [
  [
    '[Content_Types].xml',
    `${declared}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${kinds}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${declared}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${declared}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Keterangan" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${declared}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', stylesXml()],
];
