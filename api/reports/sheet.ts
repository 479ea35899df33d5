import type { ReportValues } from '../../wire/fields.ts';
import type { Cell, ColumnKind } from '../../wire/supervision/report-tables.ts';

/** What a column of a file holds: an index has two decimals. */
export type FileKind = ColumnKind | 'index';

/** A column of a file. */
export interface FileColumn {
  readonly kind: FileKind;
  /** Its name for programs, in CSV files. */
  readonly head: string;
  /** Its name for people. */
  readonly title: string;
  /** Whether rows come in groups of the same value. */
  readonly isGroup?: true;
  /** Codes in words; programs get the codes. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Some rows of a table. */
export type Rows = readonly (readonly Cell[])[];

/** What a file holds: a table whose rows come piece by piece. Times are milliseconds since 1970 or ISO 8601. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly FileColumn[];
  readonly rows: AsyncIterable<Rows> | readonly Rows[];
  /** Sentences for people, below the heading. */
  readonly notes: readonly string[];
  /** Whether the printed rows are numbered. */
  readonly isRegister: boolean;
}

/** Which file of what was asked for, and by whom: what stands in its head and foot. */
export interface Origin {
  readonly office: { readonly name: string; readonly unit: string; readonly contact: string };
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  readonly madeAt: number;
  readonly madeBy: string;
  /** Whether some of its days are invented. */
  readonly isSample: boolean;
  /** Whether a file for programs has codes or words. */
  readonly values: ReportValues;
  /** What a file with personal data is for. */
  readonly purpose: string | null;
}

/** Where the bytes of a file go. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => void;
}

/** Writes a table as a file; answers how many rows it has. */
export type SheetWriter = (sheet: Sheet, origin: Origin, sink: Sink) => Promise<number>;

/** The instant of a cell of a column of times. */
export const instantIn = (cell: string | number): number =>
  typeof cell === 'number' ? cell : Date.parse(cell);

/** A cell's code in words, where its column has some. */
export const wordIn = ({ words }: FileColumn, cell: string | number): string => words?.[cell] ?? String(cell);

const figureKinds: ReadonlySet<FileKind> = new Set(['count', 'seconds', 'share', 'score', 'index']);

/** Whether a column's values stand to the right, as figures do. */
export const isFigure = ({ kind, words }: FileColumn): boolean =>
  words === undefined && figureKinds.has(kind);
