import type { Bilingual, Language } from '../../domain/language.ts';
import { idTypeWords, stepWords, verdictWords } from '../../domain/staff/words.ts';
import { overallScores } from '../../domain/ratings/rating.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import {
  escalationStateWords,
  outcomeWords,
  ratingSourceWords,
  skmElementWords,
  waitWords,
} from '../../domain/supervision/report-words.ts';
import type { Judged, Supervision } from './supervision.ts';

/** Mean of the answered overall ratings, or null when nobody answered. */
export function meanScoreOf(counts: Supervision['ratings']['counts']): { n: number; mean: number | null } {
  const n = overallScores.reduce((sum, score) => sum + counts[score], 0);
  const total = overallScores.reduce((sum, score) => sum + score * counts[score], 0);
  return { n, mean: n === 0 ? null : total / n };
}

/** Share of visits on time, 0 to 1, or null when none was judged. */
export function onTimeOf({ met, breached }: Pick<Judged, 'met' | 'breached'>): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

/** What a column holds, which decides its format. */
export type ColumnKind =
  | 'text'
  | 'word'
  | 'day'
  | 'time'
  | 'moment'
  | 'count'
  | 'seconds'
  | 'share'
  | 'score';

/** The columns of reports: the kind of value, which decides the format, the head in files, the title on the page. */
export const reportColumns = {
  number: { kind: 'text', head: 'nomor', title: { id: 'Nomor', en: 'Number' } },
  day: { kind: 'day', head: 'hari', title: { id: 'Hari', en: 'Day' } },
  hour: { kind: 'count', head: 'jam', title: { id: 'Jam', en: 'Hour' } },
  wait: { kind: 'word', head: 'waktu_tunggu', title: { id: 'Dari … sampai', en: 'From … to' } },
  step: { kind: 'word', head: 'tahap', title: { id: 'Tahap', en: 'Step' } },
  outcome: { kind: 'word', head: 'hasil', title: { id: 'Hasil', en: 'Outcome' } },
  element: { kind: 'word', head: 'unsur', title: { id: 'Unsur', en: 'Element' } },
  source: { kind: 'word', head: 'asal', title: { id: 'Asal', en: 'Given' } },
  atStaffAddress: {
    kind: 'count',
    head: 'dari_alamat_petugas',
    title: { id: 'Dari alamat petugas', en: 'From a staff address' },
  },
  score: { kind: 'count', head: 'nilai', title: { id: 'Nilai', en: 'Score' } },
  card: { kind: 'word', head: 'jenis', title: { id: 'Jenis', en: 'Card' } },
  locker: { kind: 'text', head: 'loker', title: { id: 'Loker', en: 'Locker' } },
  by: { kind: 'text', head: 'petugas', title: { id: 'Petugas', en: 'Officer' } },
  since: { kind: 'moment', head: 'sejak', title: { id: 'Sejak', en: 'Since' } },
  dueAt: { kind: 'time', head: 'tenggat', title: { id: 'Tenggat', en: 'Due' } },
  servedAt: { kind: 'time', head: 'dilayani', title: { id: 'Dilayani', en: 'Served' } },
  seconds: { kind: 'seconds', head: 'detik', title: { id: 'Lama', en: 'Took' } },
  times: { kind: 'count', head: 'kali_diberitahukan', title: { id: 'Diberitahukan', en: 'Times told' } },
  acknowledgedAt: { kind: 'time', head: 'ditanggapi', title: { id: 'Ditanggapi', en: 'Acknowledged' } },
  acknowledgedIn: { kind: 'seconds', head: 'detik_sampai_ditanggapi', title: { id: 'Setelah', en: 'After' } },
  state: { kind: 'word', head: 'keadaan', title: { id: 'Keadaan', en: 'State' } },
  n: { kind: 'count', head: 'n', title: { id: 'n', en: 'n' } },
  searches: { kind: 'count', head: 'pencarian', title: { id: 'Pencarian', en: 'Searches' } },
  emptySearches: {
    kind: 'count',
    head: 'pencarian_tanpa_hasil',
    title: { id: 'Tanpa hasil', en: 'Found nothing' },
  },
  registrations: { kind: 'count', head: 'pendaftaran', title: { id: 'Pendaftaran', en: 'Registrations' } },
  softcopies: { kind: 'count', head: 'softcopy', title: { id: 'Softcopy', en: 'Softcopies' } },
  inRoom: {
    kind: 'count',
    head: 'dibaca_di_tempat',
    title: { id: 'Dibaca di tempat', en: 'Read in the room' },
  },
  title: { kind: 'text', head: 'judul', title: { id: 'Judul', en: 'Title' } },
  query: { kind: 'text', head: 'dicari', title: { id: 'Dicari', en: 'Looked for' } },
  taken: { kind: 'count', head: 'nomor_diambil', title: { id: 'Nomor', en: 'Numbers' } },
  met: { kind: 'count', head: 'tepat_waktu', title: { id: verdictWords.id.met, en: verdictWords.en.met } },
  breached: {
    kind: 'count',
    head: 'terlambat',
    title: { id: verdictWords.id.breached, en: verdictWords.en.breached },
  },
  onTime: { kind: 'share', head: 'persen_tepat_waktu', title: { id: '% tepat waktu', en: '% on time' } },
  p50: { kind: 'seconds', head: 'median_detik', title: { id: 'Median', en: 'Median' } },
  p90: { kind: 'seconds', head: 'persentil_90_detik', title: { id: 'Persentil 90', en: '90th percentile' } },
  max: { kind: 'seconds', head: 'terlama_detik', title: { id: 'Terlama', en: 'Longest' } },
  nrr: { kind: 'score', head: 'nrr', title: { id: 'NRR', en: 'Mean' } },
  weighted: { kind: 'score', head: 'nrr_tertimbang', title: { id: 'NRR tertimbang', en: 'Weighted mean' } },
} as const satisfies Record<string, { kind: ColumnKind; head: string; title: Bilingual }>;

export type Column = keyof typeof reportColumns;
/** The columns of codes, which people read in words. */
export type WordColumn = {
  [C in Column]: (typeof reportColumns)[C]['kind'] extends 'word' ? C : never;
}[Column];

/** Codes of a column in words. */
export const columnWords: Readonly<
  Record<WordColumn, Readonly<Record<Language, Readonly<Record<string, string>>>>>
> = {
  wait: waitWords,
  step: stepWords,
  outcome: { id: { ...stepWords.id, ...outcomeWords.id }, en: { ...stepWords.en, ...outcomeWords.en } },
  source: ratingSourceWords,
  element: skmElementWords,
  card: idTypeWords,
  state: escalationStateWords,
};

/** The word of a code of a column; a column without codes has none. */
export function wordOf(column: Column, code: Cell, language: Language): string {
  return column in columnWords ? (columnWords[column as WordColumn][language][String(code)] ?? '') : '';
}
export type Cell = string | number | null;
type CellOf<C extends Column> = (typeof reportColumns)[C]['kind'] extends
  | 'text'
  | 'word'
  | 'day'
  | 'time'
  | 'moment'
  ? string | null
  : number | null;

/** A report as rows, for screens and files alike. */
export interface ReportTable {
  readonly columns: readonly Column[];
  /** `visitId` links to the visit's history, where a row is of one visit. */
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly visitId: string | undefined }[];
}

/** The value of each column: a field of the row, or a function of the row. */
type Columns<Row> = {
  readonly [C in Column]?:
    | { [Field in keyof Row]: Row[Field] extends CellOf<C> ? Field : never }[keyof Row]
    | ((row: Row) => CellOf<C>);
};

/** Fields of a row that no column shows, left out by name. */
type Unshown<Row, Shown> = Exclude<keyof Row, Extract<Shown[keyof Shown], PropertyKey> | 'visitId'>;
type LeftOut<Field extends PropertyKey> = Readonly<Record<Field, 'left out'>>;

/**
 * A report of some rows and what its columns show of them. A column whose field does not exist does not compile,
 * nor does a field that is neither shown nor left out by name.
 */
function report<Row extends object>(readRows: (supervision: Supervision) => readonly Row[]) {
  return <const Shown extends Columns<Row>>(
    shown: Shown,
    ..._leftOut: [Unshown<Row, Shown>] extends [never] ? [] : [LeftOut<Unshown<Row, Shown>>]
  ) =>
    (supervision: Supervision): ReportTable => {
      const columns = Object.keys(shown) as Column[];
      const cellOf = (row: Row, column: Column): Cell => {
        const show = (shown as Columns<Row>)[column];
        return typeof show === 'function' ? show(row) : (row[show as keyof Row] as Cell);
      };
      return {
        columns,
        rows: readRows(supervision).map((row) => ({
          visitId: 'visitId' in row ? String(row.visitId) : undefined,
          cells: columns.map((column) => cellOf(row, column)),
        })),
      };
    };
}

const durationColumns = { n: 'n', p50: 'p50', p90: 'p90', max: 'max' } as const;
const judgedColumns = {
  taken: 'taken',
  n: ({ met, breached }: Judged) => met + breached,
  met: 'met',
  breached: 'breached',
  onTime: onTimeOf,
  p50: 'p50',
  p90: 'p90',
} as const;

/** The reports, one table each. */
export const reports = {
  days: report(({ days }) => days)({ day: 'day', ...judgedColumns }),
  hours: report(({ hours }) => hours)({ hour: 'hour', ...judgedColumns }),
  breaches: report(({ sla }) => sla.breaches)({
    number: 'label',
    day: 'day',
    dueAt: 'dueAt',
    servedAt: 'servedAt',
    seconds: 'seconds',
  }),
  escalations: report(({ escalations }) => escalations.raised)(
    {
      number: 'label',
      day: 'day',
      dueAt: 'dueAt',
      times: 'times',
      acknowledgedAt: ({ acknowledged }) => acknowledged?.at ?? null,
      acknowledgedIn: ({ acknowledged, raisedAt }) =>
        acknowledged && (Date.parse(acknowledged.at) - Date.parse(raisedAt)) / 1000,
      by: ({ acknowledged }) => acknowledged?.by ?? null,
      state: 'state',
    },
    {
      acknowledged: 'left out',
      raisedAt: 'left out',
      registeredAt: 'left out',
      answeredAt: 'left out',
      toldAt: 'left out',
      withdrawnAt: 'left out',
      deliveries: 'left out',
      step: 'left out',
      counter: 'left out',
    },
  ),
  outcomes: report(({ outcomes }) => Object.entries(outcomes).map(([outcome, n]) => ({ outcome, n })))({
    outcome: 'outcome',
    n: 'n',
  }),
  waits: report(({ waits }) => [
    { wait: 'queue', ...waits.queue },
    { wait: 'service', ...waits.service },
  ])({ wait: 'wait', ...durationColumns }),
  steps: report(({ steps }) => steps)({ step: 'step', ...durationColumns }),
  ratings: report(({ ratings }) => overallScores.map((score) => ({ score, n: ratings.counts[score] })))({
    score: 'score',
    n: 'n',
  }),
  'rating-sources': report(({ ratings }) => ratings.sources)({
    source: 'source',
    n: 'n',
    atStaffAddress: 'atStaffAddress',
  }),
  skm: report(({ ratings }) => ratings.skm.elements)(
    { element: 'element', n: 'n', nrr: 'nrr', weighted: 'weighted' },
    { sum: 'left out' },
  ),
  held: report(({ now }) => now.held)(
    { number: 'label', card: 'idType', locker: 'locker', since: 'since', by: 'by' },
    { afterClose: 'left out' },
  ),
  library: report(({ library }) => library.days)(
    {
      day: 'day',
      searches: ({ uses }) => uses.search,
      emptySearches: ({ uses }) => uses['empty-search'],
      registrations: ({ uses }) => uses.registration,
      softcopies: ({ uses }) => uses.softcopy,
      inRoom: ({ uses }) => uses['in-room-use'],
    },
    { uses: 'left out' },
  ),
  titles: report(({ library }) => library.titles)({
    title: 'title',
    softcopies: 'softcopies',
    inRoom: 'inRoom',
  }),
  'empty-queries': report(({ library }) => library.emptyQueries)({ query: 'words', n: 'n' }),
} as const satisfies Record<ReportName, (supervision: Supervision) => ReportTable>;
