import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { readCollection } from '../../api/catalogue/collection-file.ts';
import { collect, importCollection, type LineReport } from '../../api/catalogue/collection-import.ts';
import { configOrExit, type Config } from '../../config.ts';
import { listPublications } from '../../db/catalogue/publications.ts';
import type { Database } from '../../db/connect.ts';
import { listOffices } from '../../db/offices/offices.ts';
import type { Publication } from '../../domain/catalogue/publication.ts';
import { createLog } from '../../process/log.ts';
import { collectionColumns } from '../../wire/catalogue.ts';
import { flag, help, readArguments } from './arguments.ts';
import { RefusedError } from './refused.ts';
import { openToolDatabase } from './tool-database.ts';
import { tellFailure } from './tool-failure.ts';

const usage = `Usage:
  npm run catalogue -- import FILE [--office 6500] [--dry-run]   adds and changes publications
  npm run catalogue -- export FILE [--office 6500]               writes the collection as CSV, never over a file

A file is CSV (; or , between columns, UTF-8) or JSON Lines. Its first line names its columns, of:
${collectionColumns.join(';')}
A publication is known by its publication number, otherwise by catalogue number and year. Each line that is changed, refused or
odd is told; a refused one changes nothing, and nothing is taken away. --dry-run tells the same and changes nothing.
DATA_DIR or DATABASE_URL say which Kunjung is meant; it may run meanwhile.
`;

/** A whole collection in one transaction takes longer than a screen waits. */
const patienceMs = 600_000;

interface Command {
  readonly kind: 'import' | 'export';
  readonly file: string;
  readonly office: string | null;
  readonly dryRun: boolean;
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(usage);
  else await run(command, configOrExit());
} catch (error) {
  tellFailure(error, { tool: 'catalogue' });
}

function readCommand(args: string[]): Command | 'help' {
  const { values, positionals } = readArguments(args, { 'dry-run': flag, office: { type: 'string' }, help });
  if (values.help) return 'help';
  const [kind, file, ...more] = positionals;
  if (kind !== 'import' && kind !== 'export') throw new RefusedError('Say import or export.');
  if (file === undefined || more.length > 0) throw new RefusedError('Say one file.');
  return { kind, file, office: values.office ?? null, dryRun: values['dry-run'] };
}

async function run({ kind, file, office: asked, dryRun }: Command, config: Config): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const read = kind === 'import' ? await collect(readCollection(await openFile(stack, file))) : null;
  const log = createLog({ level: 'warn', part: 'catalogue' });
  const db = await openToolDatabase(stack, { config, log, patienceMs });
  const offices = await listOffices(db);
  const office = asked ?? config.office ?? offices[0]?.code;
  if (office === undefined || !offices.some(({ code }) => code === office))
    throw new RefusedError(`There is no office ${office ?? 'yet'}.`);
  if (read === null) await writeCollection(db, { office, file });
  else {
    const trx = await db.startTransaction().execute();
    stack.defer(() => (trx.isCommitted || trx.isRolledBack ? undefined : trx.rollback().execute()));
    const report = await importCollection(trx, { office, file: read, onProgress: tellProgress });
    await (dryRun ? trx.rollback() : trx.commit()).execute();
    tellReport(report, { dryRun });
  }
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
  await pipeline(
    rowsOf(db, office),
    stringify({ header: true, delimiter: ';', columns: [...collectionColumns] }),
    handle.createWriteStream(),
  );
}

async function* rowsOf(db: Database, office: string) {
  for await (const batch of listPublications(db, office))
    for (const publication of batch) yield toRow(publication);
}

function toRow(of: Publication): Readonly<Record<(typeof collectionColumns)[number], unknown>> {
  const { titleEn, catalogueNumber, publicationNumber, releaseDate, ...rest } = of;
  return {
    ...rest,
    title_en: titleEn,
    catalogue_number: catalogueNumber,
    publication_number: publicationNumber,
    release_date: releaseDate,
  };
}

function tellProgress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} publications`);
}

function tellReport(report: readonly LineReport[], { dryRun }: { dryRun: boolean }): void {
  if (process.stderr.isTTY) process.stderr.write('\r');
  for (const { line, outcome, title, messages } of report) {
    if (outcome === 'unchanged' && messages.length === 0) continue;
    const why = messages.map(({ id, en }) => `\n    ${id}\n    ${en}`).join('');
    process.stdout.write(`line ${line}: ${outcome}${title === null ? '' : ` ${title}`}${why}\n`);
  }
  const count = (outcome: LineReport['outcome']) => report.filter((line) => line.outcome === outcome).length;
  const summary = `${count('added')} added, ${count('changed')} changed, ${count('unchanged')} left, ${count('refused')} refused`;
  process.stdout.write(`${summary}${dryRun ? '; nothing was changed, this was a trial' : ''}.\n`);
  if (count('refused') > 0) process.exitCode = 1;
}
