import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { readCollection } from '../../../api/catalogue/collection-file.ts';
import { collect, importCollection, type LineReport } from '../../../api/catalogue/collection-import.ts';
import { collectionCsv, collectionRows } from '../../../api/catalogue/collection-rows.ts';
import { configOrExit, type Config } from '../../../config.ts';
import type { Database } from '../../../db/connect.ts';
import { listOffices } from '../../../db/offices/offices.ts';
import { createSoftcopyStore } from '../../../pdf/store.ts';
import { createLog } from '../../../process/log.ts';
import { collectionColumns } from '../../../wire/catalogue/catalogue.ts';
import { takeOriginals } from './catalogue-pdfs.ts';
import { flag, help, readArguments } from '../arguments.ts';
import { followImport } from './catalogue-import.ts';
import { RefusedError } from '../refused.ts';
import { openToolDatabase } from '../tool-database.ts';
import { tellFailure } from '../tool-failure.ts';

const usage = `Usage:
  npm run catalogue -- import FILE [--office 6500] [--pdfs FOLDER] [--dry-run]   adds and changes publications
  npm run catalogue -- export FILE [--office 6500]                               writes the collection as CSV, never over a file
  npm run catalogue -- webapi [--office 6500]                                    imports from BPS's WebAPI, by the Kunjung that runs

A file is CSV (; or , between columns, UTF-8) or JSON Lines. Its first line names its columns, of:
${collectionColumns.join(';')}
A publication is known by its publication number, otherwise by catalogue number and year. Each line that is changed, refused or
odd is told; a refused one changes nothing, and nothing is taken away. The column pdf names a PDF in FOLDER, or beside FILE: its
original is kept, readers get marked copies; a line whose PDF is refused is refused. --dry-run tells the same and changes nothing.
Without --office it is the only office there is, or OFFICE. DATA_DIR or DATABASE_URL say which Kunjung is meant; it may run meanwhile. The WebAPI is asked by its worker, with the
settings WEBAPI_… it was started with; stopping this command does not stop the import.
`;

/** A whole collection in one transaction takes longer than a screen waits. */
const patienceMs = 600_000;

type Command = { readonly office: string | null } & (
  | {
      readonly kind: 'import' | 'export';
      readonly file: string;
      readonly dryRun: boolean;
      /** Where the PDFs lie that the file names. */
      readonly pdfs: string;
    }
  | { readonly kind: 'webapi' }
);

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(usage);
  else await run(command, configOrExit());
} catch (error) {
  tellFailure(error, { tool: 'catalogue' });
}

function readCommand(args: string[]): Command | 'help' {
  const { values, positionals } = readArguments(args, {
    'dry-run': flag,
    office: { type: 'string' },
    pdfs: { type: 'string' },
    help,
  });
  if (values.help) return 'help';
  const [kind, file, ...more] = positionals;
  const office = values.office ?? null;
  if (kind === 'webapi' && file === undefined) return { kind, office };
  if (kind !== 'import' && kind !== 'export') throw new RefusedError('Say import, export or webapi.');
  if (file === undefined || more.length > 0) throw new RefusedError('Say one file.');
  return { kind, file, office, dryRun: values['dry-run'], pdfs: values.pdfs ?? dirname(file) };
}

async function run(command: Command, config: Config): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const read =
    command.kind === 'import' ? await collect(readCollection(await openFile(stack, command.file))) : null;
  const log = createLog({ level: 'warn', part: 'catalogue' });
  const db = await openToolDatabase(stack, { config, log, patienceMs });
  const codes = (await listOffices(db)).map(({ code }) => code);
  const office = command.office ?? config.office ?? onlyOf(codes);
  if (!codes.includes(office)) throw new RefusedError(`There is no office ${office}.`);
  if (command.kind === 'webapi') await followImport(db, office);
  else if (read === null) await writeCollection(db, { office, file: command.file });
  else {
    const { dryRun, pdfs } = command;
    const store = createSoftcopyStore(config.softcopyDir);
    const complete = await takeOriginals(read, { db, store, folder: pdfs, keeps: !dryRun });
    const trx = await db.startTransaction().execute();
    stack.defer(() => (trx.isCommitted || trx.isRolledBack ? undefined : trx.rollback().execute()));
    const report = await importCollection(trx, { office, file: complete, onProgress: tellProgress });
    await (dryRun ? trx.rollback() : trx.commit()).execute();
    tellReport(report, { office, dryRun });
  }
}

/** The office that is meant when none is named. */
function onlyOf([code, ...others]: readonly string[]): string {
  if (code === undefined) throw new RefusedError('There is no office yet.');
  if (others.length > 0)
    throw new RefusedError(
      `Say which office's collection is meant, for example --office ${code}; there are several.`,
    );
  return code;
}

async function openFile(stack: AsyncDisposableStack, file: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(file);
  stack.defer(() => handle.close());
  return handle.createReadStream({ autoClose: false });
}

async function writeCollection(
  db: Database,
  { office, file }: { office: string; file: string },
): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  let count = 0;
  async function* counted(rows: ReturnType<typeof collectionRows>) {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  await pipeline(collectionRows(db, office), counted, stringify(collectionCsv), handle.createWriteStream());
  process.stderr.write(`${count} publications of office ${office} written to ${file}.\n`);
}

function tellProgress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} publications`);
}

function tellReport(
  report: readonly LineReport[],
  { office, dryRun }: { office: string; dryRun: boolean },
): void {
  if (process.stderr.isTTY) process.stderr.write('\r');
  for (const { line, outcome, title, messages } of report) {
    if (outcome === 'unchanged' && messages.length === 0) continue;
    const why = messages.map(({ id, en }) => `\n    ${id}\n    ${en}`).join('');
    process.stdout.write(`line ${line}: ${outcome}${title === null ? '' : ` ${title}`}${why}\n`);
  }
  const count = (outcome: LineReport['outcome']) => report.filter((line) => line.outcome === outcome).length;
  const summary = `Office ${office}: ${count('added')} added, ${count('changed')} changed, ${count('unchanged')} left, ${count('refused')} refused`;
  process.stdout.write(`${summary}${dryRun ? '; nothing was changed, this was a trial' : ''}.\n`);
  if (count('refused') > 0) process.exitCode = 1;
}
