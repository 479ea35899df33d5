import { stringify } from 'csv-stringify/sync';
import { wallClockOf } from '../../domain/offices/calendar.ts';
import { reportColumns, type Column, type ReportTable } from '../../wire/report-tables.ts';

/**
 * A report as a spreadsheet in Indonesia opens it: UTF-8 with BOM, `;`, decimal comma, ISO days and times by
 * the office's clock, and no cell that a spreadsheet would evaluate.
 */
export function toCsv({ columns, rows }: ReportTable, timeZone: string): string {
  const write = (column: Column | undefined, cell: string | number | null): string | number | null => {
    if (cell === null || column === undefined) return null;
    const { kind } = reportColumns[column];
    if (kind === 'share') return Math.round(Number(cell) * 1_000) / 10;
    const isTime = kind === 'time' || kind === 'moment';
    return isTime ? wallClockOf(Date.parse(String(cell)), timeZone) : cell;
  };
  const lines = rows.map(({ cells }) => cells.map((cell, index) => write(columns[index], cell)));
  return stringify([columns.map((column) => reportColumns[column].head), ...lines], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
