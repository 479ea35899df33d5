import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { isIsbn, isIssn } from '../../domain/catalogue/identifiers.ts';
import type { Publication } from '../../domain/catalogue/publication.ts';
import { regionOf } from '../../domain/catalogue/regions.ts';
import type { Bilingual } from '../../domain/language.ts';
import { collectionColumns, publicationRow } from '../../wire/catalogue.ts';
import { publicationWords } from '../field-words/catalogue-words.ts';
import { faultsOf } from '../http/faults.ts';

/** A line of a collection's file, counted from 1: a publication, or why it is none. */
export type CollectionLine = { readonly line: number } & (
  | { readonly publication: Publication; readonly warnings: readonly Bilingual[] }
  | { readonly faults: readonly Bilingual[] }
);

/** A longer line is no publication: what is read at one time must stay small. */
const longestLine = 64 * 1024;

const faults = {
  columns: {
    id: `Baris pertama belum benar. Tulis nama kolomnya, sekurangnya title dan year, dari: ${collectionColumns.join(';')}.`,
    en: `The first line is not right. Write the names of its columns, title and year at least, out of: ${collectionColumns.join(';')}.`,
  },
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
  readonly fault: keyof typeof faults;
  readonly line: number;

  constructor(fault: keyof typeof faults, line: number) {
    super(fault);
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
    const first = await text.next();
    const start = first.done ? '' : first.value;
    const all = Readable.from(joined(start, text));
    for await (const { line, row } of start.trimStart().startsWith('{') ? jsonRows(all) : csvRows(all))
      yield row === null ? { line, faults: [faults.json] } : { line, ...toPublication(row) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield { line: error.line, faults: [faults[error.fault]] };
  }
}

interface Row {
  readonly line: number;
  /** Null when the line is no object. */
  readonly row: Readonly<Record<string, unknown>> | null;
}

async function* csvRows(text: Readable): AsyncGenerator<Row> {
  const parser = text.pipe(
    parse({
      delimiter: [';', ','],
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
        if (!areColumns(columns)) throw new UnreadableError('columns', 1);
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
    throw new UnreadableError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'tooLong' : 'csv', line);
  }
  if (columns === null) throw new UnreadableError('columns', 1);
}

async function* jsonRows(text: Readable): AsyncGenerator<Row> {
  let line = 0;
  for await (const written of createInterface({ input: text, crlfDelay: Infinity })) {
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

function areColumns(columns: readonly string[]): boolean {
  const names = new Set<string>(collectionColumns);
  const isKnown = columns.every((name) => names.has(name)) && new Set(columns).size === columns.length;
  return isKnown && columns.includes('title') && columns.includes('year');
}

function toPublication(
  row: Readonly<Record<string, unknown>>,
): { publication: Publication; warnings: Bilingual[] } | { faults: Bilingual[] } {
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
      throw new UnreadableError('encoding', lines);
    }
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) [lines, length] = [lines + 1, 0];
      length += part.length;
      if (length > longestLine) throw new UnreadableError('tooLong', lines);
    }
    yield text;
  }
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
