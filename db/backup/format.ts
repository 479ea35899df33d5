import { createHash } from 'node:crypto';

/*
 * A backup's content is a script that `psql` understands too: a first and a last line in comments, between them
 * `copy … from stdin` with the rows of each table, in an order that keeps foreign keys, then the sequences.
 */

/** Says which content this is; raised when an older Kunjung could not read it. */
const format = 1;
const firstLine = '-- kunjung backup ';
const lastLine = '-- end of backup ';

/** What the first line tells. */
export interface BackupHeader {
  readonly format: typeof format;
  /** The moment whose state it holds, in ISO 8601. */
  readonly takenAt: string;
  /** The migrations that made the tables, in their order. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  /** The fingerprint of the key that opens personal data; null when the database remembers none. */
  readonly sealingKey: string | null;
}

/** What the last line tells: whoever finds it has read everything. */
export interface BackupEnd {
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** SHA-256 of everything before the last line, in hex. */
  readonly digest: string;
}

/** The position of a sequence. */
export interface SequencePosition {
  readonly name: string;
  readonly value: string;
  /** Whether this value was handed out already. */
  readonly used: boolean;
}

/** A part of a backup in the order of the script. The rows of a table are read before the next part. */
export type BackupPart =
  | ({ readonly kind: 'header' } & BackupHeader)
  | {
      readonly kind: 'table';
      readonly table: string;
      readonly columns: readonly string[];
      /** Whole rows in PostgreSQL's text format, many to a chunk. */
      readonly rows: AsyncIterable<Buffer>;
    }
  | ({ readonly kind: 'sequence' } & SequencePosition)
  | ({ readonly kind: 'end' } & BackupEnd);

/** The file is no backup, is one of a newer Kunjung, or was cut off or changed; the message says which. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Writes parts as a script; the end is made here. */
export async function* toScript(
  parts: AsyncIterable<Exclude<BackupPart, { kind: 'end' }>>,
): AsyncGenerator<Buffer, BackupEnd> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  const hashed = (data: Buffer): Buffer => {
    hash.update(data);
    return data;
  };
  for await (const part of parts) {
    switch (part.kind) {
      case 'header':
        yield hashed(Buffer.from(headerText(part)));
        break;
      case 'table': {
        const { table, columns } = part;
        rows[table] = 0;
        yield hashed(Buffer.from(`${copyText(table, columns)}\n`));
        for await (const chunk of part.rows) {
          rows[table] += countLines(chunk);
          yield hashed(chunk);
        }
        yield hashed(Buffer.from('\\.\n'));
        break;
      }
      case 'sequence':
        yield hashed(Buffer.from(`${setvalText(part)}\n`));
    }
  }
  const end = { rows, digest: hash.digest('hex') };
  yield Buffer.from(`${lastLine}${JSON.stringify(end)}\n`);
  return end;
}

/**
 * Reads a script's parts. Throws a BackupError when it is none, when it ends early, or when rows or digest are not
 * what its last line tells.
 */
export async function* partsOf(script: AsyncIterable<Buffer>): AsyncGenerator<BackupPart> {
  await using reader = new ScriptReader(script);
  const rows: Record<string, number> = {};
  yield readHeader((await reader.line()) ?? '');
  for (;;) {
    const digest = reader.digest();
    const line = await reader.line();
    if (line === null) throw new BackupError('The backup is cut off: its end is missing.');
    if (line.startsWith(lastLine)) {
      const end = JSON.parse(line.slice(lastLine.length)) as BackupEnd;
      if (digest !== end.digest || JSON.stringify(rows) !== JSON.stringify(end.rows)) {
        throw new BackupError('The backup is damaged: its content is not what was written.');
      }
      yield { kind: 'end', ...end };
      return;
    }
    const sequence = readSetval(line);
    if (sequence) {
      yield { kind: 'sequence', ...sequence };
      continue;
    }
    const { table, columns } = readCopy(line);
    rows[table] = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of reader.rows()) {
        rows[table] = (rows[table] ?? 0) + countLines(chunk);
        yield chunk;
      }
    };
    yield { kind: 'table', table, columns, rows: counted() };
  }
}

/** A name as SQL writes it whatever its letters are. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement that takes the rows of a table. */
export const copyText = (table: string, columns: readonly string[]): string =>
  `copy public.${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin;`;

function headerText({ format, takenAt, migrations, sealingKey }: BackupHeader): string {
  return `${firstLine}${JSON.stringify({ format, takenAt, migrations, sealingKey })}\n`;
}

function readHeader(line: string): BackupPart {
  if (!line.startsWith(firstLine)) throw new BackupError('This is no backup of Kunjung.');
  const header = JSON.parse(line.slice(firstLine.length)) as BackupHeader;
  if (header.format !== format) throw new BackupError('A newer Kunjung made this backup.');
  return { kind: 'header', ...header };
}

function setvalText({ name, value, used }: SequencePosition): string {
  return `select pg_catalog.setval('public.${quoted(name)}', ${value}, ${used});`;
}

function readSetval(line: string): SequencePosition | null {
  const match = /^select pg_catalog\.setval\('public\."(.+)"', (-?\d+), (true|false)\);$/.exec(line);
  const [, name, value, used] = match ?? [];
  return name === undefined || value === undefined ? null : { name, value, used: used === 'true' };
}

function readCopy(line: string): { table: string; columns: string[] } {
  const [, table, list] = /^copy public\."([^"]+)" \((.+)\) from stdin;$/.exec(line) ?? [];
  const columns = list?.split(', ').map((column) => column.slice(1, -1));
  if (table === undefined || !columns)
    throw new BackupError('The backup is damaged: a line is none of ours.');
  return { table, columns };
}

const newline = 10;

function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) lines += 1;
  return lines;
}

/** The end of a table's rows, which stands on a line of its own; in rows the backslash is doubled. */
const endOfRows = Buffer.from('\\.\n');
const lineWithEndOfRows = Buffer.from('\n\\.\n');

/** Takes a script apart into lines and blocks of rows, and keeps the digest of what was read. */
class ScriptReader implements AsyncDisposable {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #hash = createHash('sha256');
  /** What was not given out yet; begins where a line begins. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(script: AsyncIterable<Buffer>) {
    this.#chunks = script[Symbol.asyncIterator]();
  }

  /** Lets go of the script, whether or not it was read to its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return?.();
  }

  /** The digest of everything given out so far, in hex. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The next line without its end, or null after the last one. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#rest.indexOf(newline);
      if (end !== -1) return this.#take(end + 1).toString('utf8', 0, end);
      if (!(await this.#more())) return null;
    }
  }

  /** The rows of a table up to their end, which is read as well. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#rest.subarray(0, endOfRows.length).equals(endOfRows)) {
        this.#take(endOfRows.length);
        return;
      }
      const end = this.#rest.indexOf(lineWithEndOfRows);
      const whole = (end === -1 ? this.#rest.lastIndexOf(newline) : end) + 1;
      if (whole > 0) yield this.#take(whole);
      else if (!(await this.#more())) throw new BackupError('The backup is cut off in the rows of a table.');
    }
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#hash.update(taken);
    return taken;
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}
