import { stringify } from 'csv-stringify/sync';
import { wallClockOf } from '../../domain/offices/calendar.ts';
import { columnKinds, type Column, type ReportTable } from '../../wire/report-tables.ts';

/** The column heads in Indonesian. */
const heads: Readonly<Record<Column, string>> = {
  number: 'nomor',
  day: 'hari',
  hour: 'jam',
  wait: 'waktu_tunggu',
  step: 'tahap',
  outcome: 'hasil',
  element: 'unsur',
  score: 'nilai',
  card: 'jenis',
  locker: 'loker',
  by: 'petugas',
  since: 'sejak',
  dueAt: 'tenggat',
  servedAt: 'dilayani',
  seconds: 'detik',
  times: 'kali_diberitahukan',
  acknowledgedAt: 'ditanggapi',
  acknowledgedIn: 'detik_sampai_ditanggapi',
  state: 'keadaan',
  n: 'n',
  taken: 'nomor_diambil',
  met: 'tepat_waktu',
  breached: 'terlambat',
  onTime: 'persen_tepat_waktu',
  p50: 'median_detik',
  p90: 'persentil_90_detik',
  max: 'terlama_detik',
  nrr: 'nrr',
  weighted: 'nrr_tertimbang',
};

/**
 * A report as a spreadsheet in Indonesia opens it: UTF-8 with BOM, `;`, decimal comma, ISO days and times by
 * the office's clock, and no cell that a spreadsheet would evaluate.
 */
export function toCsv({ columns, rows }: ReportTable, timeZone: string): string {
  const write = (column: Column | undefined, cell: string | number | null): string | number | null => {
    if (cell === null || column === undefined) return null;
    const kind = columnKinds[column];
    if (kind === 'share') return Math.round(Number(cell) * 1_000) / 10;
    const isTime = kind === 'time' || kind === 'moment';
    return isTime ? wallClockOf(Date.parse(String(cell)), timeZone) : cell;
  };
  const lines = rows.map(({ cells }) => cells.map((cell, index) => write(columns[index], cell)));
  return stringify([columns.map((column) => heads[column]), ...lines], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
