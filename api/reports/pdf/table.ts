import { localDayOf } from '../../../domain/offices/calendar.ts';
import type { Cell } from '../../../wire/supervision/report-tables.ts';
import { createCellText, dayText, numberText, periodText } from '../file-words.ts';
import { isFigure, type FileColumn, type Origin, type SheetWriter } from '../sheet.ts';
import { drawHeading, drawLetterhead, drawSignature, signatureHeight } from './letterhead.ts';
import { dark, hair, ink, margin, muted, Paper, tint } from './paper.ts';

const size = 8;
const leading = 10.5;
const padding = { x: 4, y: 2.2 };
/** From so many columns on the paper is turned. */
const wideFrom = 9;
/** No column is narrower than this, in points. */
const narrowest = 26;

/** A printed column: where it is and how wide. */
interface Placed extends FileColumn {
  readonly x: number;
  readonly width: number;
}

/** A table as pages with a letterhead: the head row is repeated, long texts are broken inside their cell, rows never. */
export const writePdf: SheetWriter = async (sheet, origin, sink) => {
  const { title, isRegister, notes } = sheet;
  const numbered: FileColumn = { kind: 'count', head: 'no', title: 'No' };
  const columns = isRegister ? [numbered, ...sheet.columns] : sheet.columns;
  const paper = new Paper(sink, { title, origin, isWide: columns.length >= wideFrom });
  const cellText = createCellText(origin);
  paper.newPage();
  let y = drawHeading(paper, drawLetterhead(paper, origin), { title, origin });
  y = drawNotes(paper, y, [...notes, ...purposeNotes(origin)]);

  let placed: readonly Placed[] | null = null;
  let above: readonly string[] | null = null;
  let count = 0;
  const nextPage = (table: readonly Placed[]): void => {
    paper.newPage();
    paper.text(`${title} · ${periodText(origin)}`, { x: margin, y: margin, size: 8, colour: muted });
    paper.text(origin.office.name, {
      x: paper.width - margin,
      y: margin,
      size: 8,
      colour: muted,
      align: 'end',
    });
    y = drawHeads(paper, table, margin + 10);
  };
  for await (const rows of sheet.rows) {
    const lines = rows.map((cells, index) => {
      const all: readonly Cell[] = isRegister ? [count + index + 1, ...cells] : cells;
      return all.map((cell, place) => {
        const column = columns[place];
        return column === undefined ? '' : inOneLine(cellText(column, cell));
      });
    });
    if (placed === null) {
      placed = placeColumns(paper, columns, lines);
      y = drawHeads(paper, placed, y);
    }
    for (const texts of lines) {
      const row = rowOf(paper, placed, texts);
      const isFirst = y + row.height > paper.bottom;
      if (isFirst) nextPage(placed);
      drawRow(paper, { ...row, above: isFirst ? null : above }, y);
      y += row.height;
      above = texts;
    }
    count += rows.length;
  }
  if (placed === null) {
    placed = placeColumns(paper, columns, []);
    y = drawHeads(paper, placed, y);
  }
  if (count === 0) {
    y += 16;
    paper.text('Tidak ada data pada periode ini.', {
      x: paper.width / 2,
      y,
      size: 9,
      colour: muted,
      align: 'middle',
    });
    y += 8;
  }
  if (isRegister) y = drawEnd(paper, { y, count, origin, nextPage: () => nextPage(placed) });
  await paper.end();
  return count;
};

/** A row is never broken, so it must not become as long as somebody pressed Enter. */
const inOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

function purposeNotes({ purpose }: Origin): string[] {
  if (purpose === null) return [];
  return [`Memuat data pribadi. Dipakai hanya untuk: ${purpose}`];
}

function drawNotes(paper: Paper, start: number, notes: readonly string[]): number {
  let y = start;
  for (const note of notes) {
    for (const line of paper.wrap(note, { width: paper.inner, size: 8 })) {
      paper.text(line, { x: margin, y, size: 8, colour: muted });
      y += 11;
    }
  }
  return notes.length === 0 ? y - 6 : y;
}

/** The end of a register: how long it is, and who stands for it. */
function drawEnd(
  paper: Paper,
  { y, count, origin, nextPage }: { y: number; count: number; origin: Origin; nextPage: () => void },
): number {
  const place = y + 16;
  paper.text(`Jumlah: ${numberText(count)} baris`, { x: margin, y: place, size: 9, weight: 600 });
  let signed = place + 18;
  if (signed + signatureHeight > paper.bottom) {
    nextPage();
    signed = margin + 54;
  }
  const day = dayText(localDayOf(origin.madeAt, origin.timeZone));
  drawSignature(paper, signed, { name: origin.office.name, day });
  return signed + signatureHeight;
}

/** What a column needs in points: for its values in one line each, and for their longest words. */
interface Need {
  readonly whole: number;
  readonly least: number;
  readonly isText: boolean;
}

/** Gives every column its place on the paper, by its title and its first values. */
function placeColumns(
  paper: Paper,
  columns: readonly FileColumn[],
  lines: readonly (readonly string[])[],
): Placed[] {
  const { letters } = paper;
  const widest = (texts: readonly string[], weight: 400 | 600): number =>
    texts.reduce((most, text) => Math.max(most, letters.widthOf(text, size, weight)), 0);
  const needs = columns.map(({ kind, title }, index): Need => {
    const values = lines.map((texts) => texts[index] ?? '');
    const head = widest(title.split(' '), 600);
    const longestWord = widest(
      values.flatMap((text) => text.split(' ')),
      400,
    );
    const room = (width: number): number => Math.max(narrowest, Math.ceil(width) + 2 * padding.x);
    return {
      whole: room(Math.max(head, widest(values, 400))),
      least: room(Math.max(head, longestWord)),
      isText: kind === 'text' || kind === 'word',
    };
  });
  const widths = widthsOf(needs, paper.inner);
  let x = margin;
  return columns.map((column, index) => {
    const width = widths[index] ?? narrowest;
    const placed = { ...column, x, width };
    x += width;
    return placed;
  });
}

/** Widths that fill the paper. Where there is too little, texts are broken between words first, then times, then words. */
function widthsOf(needs: readonly Need[], inner: number): number[] {
  let widths = needs.map(({ whole }) => whole);
  for (const areTexts of [true, false]) {
    const missing = sumOf(widths) - inner;
    const spare = needs.map(({ whole, least, isText }) => (isText === areTexts ? whole - least : 0));
    const share = Math.min(1, missing / sumOf(spare));
    if (missing > 0) widths = widths.map((width, index) => width - (spare[index] ?? 0) * share);
  }
  const stretch = inner / sumOf(widths);
  return widths.map((width) => width * stretch);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

function drawHeads(paper: Paper, columns: readonly Placed[], y: number): number {
  const heads = columns.map(({ title, width }) =>
    paper.wrap(title, { width: width - 2 * padding.x, size, weight: 600 }),
  );
  const most = Math.max(...heads.map((lines) => lines.length));
  const height = most * leading + 2 * padding.y;
  paper.rectangle({ x: margin, y, width: paper.inner, height }, tint);
  paper.line({ x: margin, y }, { x: paper.width - margin, y }, { colour: dark, width: 0.8 });
  paper.line(
    { x: margin, y: y + height },
    { x: paper.width - margin, y: y + height },
    { colour: dark, width: 0.8 },
  );
  for (const [index, column] of columns.entries()) {
    const lines = heads[index] ?? [];
    const first = y + padding.y + (most - lines.length) * leading;
    for (const [line, text] of lines.entries()) {
      drawCell(paper, { column, text, y: first + line * leading, isHead: true });
    }
  }
  return y + height;
}

interface PrintedRow {
  readonly texts: readonly string[];
  readonly cells: readonly { readonly column: Placed; readonly lines: readonly string[] }[];
  readonly height: number;
}

function rowOf(paper: Paper, columns: readonly Placed[], texts: readonly string[]): PrintedRow {
  const cells = columns.map((column, index) => ({
    column,
    lines: paper.wrap(texts[index] ?? '', { width: column.width - 2 * padding.x, size }),
  }));
  const most = cells.reduce((most, { lines }) => Math.max(most, lines.length), 1);
  return { cells, texts, height: most * leading + 2 * padding.y };
}

/** What is alike in the row above is not said again in a column of groups. */
function drawRow(
  paper: Paper,
  { cells, height, texts, above }: PrintedRow & { above: readonly string[] | null },
  y: number,
): void {
  for (const [index, { column, lines }] of cells.entries()) {
    if (column.isGroup && above?.[index] === texts[index]) continue;
    for (const [line, text] of lines.entries()) {
      drawCell(paper, { column, text, y: y + padding.y + line * leading, isHead: false });
    }
  }
  paper.line({ x: margin, y: y + height }, { x: paper.width - margin, y: y + height }, { colour: hair });
}

/** Figures and their heads stand to the right. */
function drawCell(
  paper: Paper,
  { column, text, y, isHead }: { column: Placed; text: string; y: number; isHead: boolean },
): void {
  const right = isFigure(column);
  paper.text(text, {
    x: right ? column.x + column.width - padding.x : column.x + padding.x,
    y: y + size - 0.6,
    size,
    weight: isHead ? 600 : 400,
    colour: isHead ? dark : ink,
    align: right ? 'end' : 'start',
  });
}
