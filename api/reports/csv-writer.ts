import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../../wire/supervision/report-tables.ts';
import { instantIn, wordIn, type FileColumn, type SheetWriter } from './sheet.ts';
import { WallClock } from './wall-clock.ts';

/**
 * A table as a spreadsheet in Indonesia opens it: UTF-8 with BOM, `;`, decimal comma, ISO days and times by the office's
 * clock, codes as codes, and no cell that a spreadsheet would evaluate.
 */
export const writeCsv: SheetWriter = async ({ columns, rows }, { timeZone, values }, sink) => {
  const encoder = new TextEncoder();
  const clock = new WallClock(timeZone);
  const write = (column: FileColumn | undefined, cell: Cell): Cell => {
    if (cell === null || column === undefined) return null;
    if (column.words !== undefined && values === 'words') return wordIn(column, cell);
    if (column.kind === 'share') return Math.round(Number(cell) * 1_000) / 10;
    const isTime = column.kind === 'time' || column.kind === 'moment';
    if (!isTime) return cell;
    const at = instantIn(cell);
    return `${clock.dayText(at)} ${clock.timeText(at)}`;
  };
  let count = 0;
  sink.write(encoder.encode(toText([columns.map(({ head }) => head)], { bom: true })));
  for await (const some of rows) {
    count += some.length;
    const lines = some.map((cells) => cells.map((cell, index) => write(columns[index], cell)));
    sink.write(encoder.encode(toText(lines, { bom: false })));
  }
  return count;
};

function toText(lines: Cell[][], { bom }: { bom: boolean }): string {
  return stringify(lines, {
    bom,
    delimiter: ';',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
