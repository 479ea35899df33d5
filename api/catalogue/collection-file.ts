import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { isIsbn, isIssn } from '../../domain/catalogue/identifiers.ts';
import type { Publication } from '../../domain/catalogue/publication.ts';
import { regionOf } from '../../domain/catalogue/regions.ts';
import type { Bilingual } from '../../domain/language.ts';
import { collectionColumns, publicationRow } from '../../wire/catalogue/catalogue.ts';
import { publicationWords } from '../field-words/catalogue-words.ts';
import { faultsOf } from '../http/faults.ts';

/** A line of a collection's file, counted from 1: a publication, or why it is none. */
export type CollectionLine = { readonly line: number } & (
  | {
      readonly publication: Publication;
      /** The name of its PDF, as it is written. */
      readonly pdf: string | null;
      readonly warnings: readonly Bilingual[];
    }
  | { readonly faults: readonly Bilingual[] }
);

/** A longer line is no publication: what is read at one time must stay small. */
const longestLine = 64 * 1024;

/** Without these a line is no publication. */
const neededColumns = ['title', 'year'] as const;

/** A first line that is none may be anything: so much of it is told. */
const mostNamed = 5;
const longestName = 40;

const faults = {
  csv: {
    id: 'Baris ini tidak dapat dibaca, dan berkas tidak dibaca lebih lanjut. Periksa tanda kutipnya.',
    en: 'This line cannot be read, and nothing after it was. Check its quotation marks.',
  },
  json: {
    id: 'Baris ini bukan JSON. Tulis satu publikasi per baris, misalnya {"title":"…","year":2024}.',
    en: 'This line is not JSON. Write one publication a line, such as {"title":"…","year":2024}.',
  },
  tooLong: {
    id: 'Baris ini terlalu panjang, paling banyak 64 KiB. Berkas tidak dibaca lebih lanjut.',
    en: 'This line is too long, 64 KiB at most. Nothing after it was read.',
  },
  encoding: {
    id: 'Berkas ini bukan UTF-8. Simpan lagi sebagai "CSV UTF-8", lalu kirim ulang.',
    en: 'This file is not UTF-8. Save it again as "CSV UTF-8", then send it once more.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Names as they were written, as many and as much of each as a message has room for. */
const named = (names: readonly string[]): string =>
  [...new Set(names)]
    .slice(0, mostNamed)
    .map((name) => `“${name.slice(0, longestName)}”`)
    .join(', ');

const knownColumns: Bilingual = {
  id: `Kolom yang dikenal: ${collectionColumns.join(';')}.`,
  en: `The known columns are: ${collectionColumns.join(';')}.`,
};

const unknownAmong = (names: readonly string[]): string[] =>
  names.filter((name) => !(collectionColumns as readonly string[]).includes(name));

/** Why a first line does not name the columns of a collection, or null when it does. */
function columnsFault(columns: readonly string[]): Bilingual | null {
  const parts = [
    { names: unknownAmong(columns), id: 'kolom tidak dikenal', en: 'unknown columns' },
    {
      names: columns.filter((name, index) => columns.indexOf(name) !== index),
      id: 'kolom tertulis dua kali',
      en: 'columns named twice',
    },
    {
      names: neededColumns.filter((name) => !columns.includes(name)),
      id: 'kolom belum ada',
      en: 'missing columns',
    },
  ].filter(({ names }) => names.length > 0);
  if (parts.length === 0) return null;
  const told = (language: keyof Bilingual) =>
    parts.map((part) => `${part[language]}: ${named(part.names)}`).join('; ');
  return {
    id: `Baris pertama belum benar: ${told('id')}. ${knownColumns.id}`,
    en: `The first line is not right: ${told('en')}. ${knownColumns.en}`,
  };
}

const warnings = {
  issn: {
    id: 'Angka terakhir ISSN tidak cocok; nomornya tetap disimpan.',
    en: 'The last digit of the ISSN does not fit; the number is kept.',
  },
  isbn: {
    id: 'Angka terakhir ISBN tidak cocok; nomornya tetap disimpan.',
    en: 'The last digit of the ISBN does not fit; the number is kept.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The file cannot be read on; what was read before stays. */
class UnreadableError extends Error {
  override name = 'UnreadableError';
  readonly fault: Bilingual;
  readonly line: number;

  constructor(fault: Bilingual, line: number) {
    super(fault.en);
    this.fault = fault;
    this.line = line;
  }
}

/**
 * Reads a collection line by line: CSV (`;` or `,`, UTF-8, BOM allowed, columns in any order) or JSON Lines with the
 * same names, told apart by the first character. A file that cannot be read on ends with the fault of that line.
 */
export async function* readCollection(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CollectionLine> {
  try {
    const text = decoded(bytes);
    const start = await firstLine(text);
    const all = joined(start, text);
    const isJson = start.trimStart().startsWith('{');
    for await (const { line, row } of isJson
      ? jsonRows(all)
      : csvRows(Readable.from(all), /^[^\n]*;/.test(start) ? ';' : ','))
      yield row === null ? { line, faults: [faults.json] } : { line, ...toPublication(row) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield { line: error.line, faults: [error.fault] };
  }
}

interface Row {
  readonly line: number;
  /** Null when the line is no object. */
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** A file has one delimiter: with both, a comma in a title would cut it. */
async function* csvRows(text: Readable, delimiter: ';' | ','): AsyncGenerator<Row> {
  const parser = text.pipe(
    parse({
      delimiter,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestLine,
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  let columns: string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (columns === null) {
        columns = record.map((name) => name.toLowerCase());
        const fault = columnsFault(columns);
        if (fault) throw new UnreadableError(fault, 1);
        continue;
      }
      const names = columns;
      yield {
        line: info.lines,
        row: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])),
      };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw new UnreadableError(error.code === 'CSV_MAX_RECORD_SIZE' ? faults.tooLong : faults.csv, line);
  }
  const fault = columnsFault(columns ?? []);
  if (fault) throw new UnreadableError(fault, 1);
}

async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<Row> {
  let line = 0;
  for await (const written of linesOf(text)) {
    line += 1;
    if (written.trim() !== '') yield { line, row: objectIn(written) };
  }
}

function objectIn(text: string): Row['row'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function toPublication(
  row: Readonly<Record<string, unknown>>,
): { publication: Publication; pdf: string | null; warnings: Bilingual[] } | { faults: Bilingual[] } {
  const unknown = unknownAmong(Object.keys(row));
  if (unknown.length > 0) {
    const [id, en] = [`Kolom tidak dikenal: ${named(unknown)}.`, `Unknown columns: ${named(unknown)}.`];
    return { faults: [{ id: `${id} ${knownColumns.id}`, en: `${en} ${knownColumns.en}` }] };
  }
  const asked = { ...Object.fromEntries(collectionColumns.map((name) => [name, null])), ...row };
  const result = publicationRow.safeParse(asked);
  if (!result.success) {
    const found = faultsOf(result.error, asked, publicationWords);
    return { faults: found.map(({ message }) => message) };
  }
  const { data } = result;
  const { issn, isbn } = data;
  return {
    publication: {
      title: data.title,
      titleEn: data.title_en,
      year: data.year,
      catalogueNumber: data.catalogue_number,
      publicationNumber: data.publication_number,
      issn,
      isbn,
      abstract: data.abstract,
      language: data.language ?? 'id',
      region: data.region === null ? null : regionOf(data.region),
      subject: data.subject,
      pages: data.pages,
      publisher: data.publisher,
      frequency: data.frequency,
      releaseDate: data.release_date,
      shelf: data.shelf,
      copies: data.copies ?? 0,
      rights: data.rights,
    },
    pdf: data.pdf,
    warnings: [
      ...(issn !== null && !isIssn(issn) ? [warnings.issn] : []),
      ...(isbn !== null && !isIsbn(isbn) ? [warnings.isbn] : []),
    ],
  };
}

/** The text of UTF-8 bytes, without a byte order mark; no line of it is longer than the longest allowed. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  let length = 0;
  for await (const chunk of bytes) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new UnreadableError(faults.encoding, lines);
    }
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) [lines, length] = [lines + 1, 0];
      length += part.length;
      if (length > longestLine) throw new UnreadableError(faults.tooLong, lines);
    }
    yield text;
  }
}

/** As much of a text as has its first line. */
async function firstLine(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (!start.includes('\n')) {
    const next = await text.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = '';
  for await (const part of text) {
    const lines = (begun + part).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
