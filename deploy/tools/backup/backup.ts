import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { configOrExit, type Config } from '../../../config.ts';
import { dump } from '../../../db/backup/dump.ts';
import { BackupError, partsOf, toScript, type BackupHeader } from '../../../db/backup/format.ts';
import { createLog } from '../../../process/log.ts';
import { makeBackupKey, readBackupKey, readScript, targetOf, writeBackup } from './backup-file.ts';
import type { BackupKey } from './backup-file.ts';
import {
  findLost,
  lostText,
  originalsBeside,
  originalsTable,
  pdfsText,
  readNamed,
  sealOriginals,
  type NamedOriginal,
} from './backup-originals.ts';
import { createSoftcopyStore } from '../../../pdf/store.ts';
import { runningPostgres } from '../../embedded/postgres.ts';
import { flag, help, readArguments } from '../arguments.ts';
import { RefusedError } from '../refused.ts';
import { startKnownPostgres } from '../tool-database.ts';
import { tellFailure } from '../tool-failure.ts';

const usage = `Usage:
  npm run backup -- FOLDER            writes a backup named by the moment
  npm run backup -- FILE              writes it under this name, never over a file that exists
  npm run backup -- --check FILE      reads a backup through and tells what it holds
  npm run backup -- --new-key FILE    makes a key for backups

A backup holds everything Kunjung keeps in PostgreSQL, as of one moment; Kunjung goes on meanwhile. It is compressed,
encrypted with the key in BACKUP_KEY_FILE, and read back before the file gets its name. The PDFs of publications in
SOFTCOPY_DIR go into the folder originals beside it, each once and encrypted as well. Neither that key nor the one
that opens personal data is in it: keep both apart from the backups. DATA_DIR or DATABASE_URL say which Kunjung is
meant.
`;

try {
  await run(readCommand(process.argv.slice(2)), configOrExit());
} catch (error) {
  tellFailure(error, { tool: 'backup' });
}

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'write' | 'check' | 'new-key'; readonly path: string };

function readCommand(args: string[]): Command {
  const { values, positionals } = readArguments(args, { check: flag, 'new-key': flag, help });
  if (values.help) return { kind: 'help' };
  const [path, ...more] = positionals;
  if (path === undefined) throw new RefusedError('Say which folder or file.');
  if (more.length > 0 || (values.check && values['new-key'])) throw new RefusedError('One thing at a time.');
  return { kind: values.check ? 'check' : values['new-key'] ? 'new-key' : 'write', path };
}

async function run(command: Command, config: Config): Promise<void> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'new-key': {
      const { recipient } = await makeBackupKey(resolve(command.path));
      process.stdout.write(
        `Backup key ${recipient}\nis in ${resolve(command.path)}. Keep a copy where no backup lies: without it, backups open nothing.\n`,
      );
      return;
    }
    case 'check': {
      const key = await configuredKey(config);
      const held = await readThrough(command.path, key);
      process.stdout.write(`${command.path} is whole: the state of ${held.header.takenAt}, ${held.text}.\n`);
      const folder = originalsBeside(command.path);
      refuseLost(`Not whole in ${folder}`, await findLost(held.originals, { folder, key }));
      return;
    }
    case 'write':
      await write(command.path, config);
  }
}

async function write(path: string, config: Config): Promise<void> {
  const key = await configuredKey(config);
  const target = await targetOf(path);
  refuseFolder(dirname(target), config);
  await using stack = new AsyncDisposableStack();
  const log = createLog({ level: 'warn', part: 'backup' });
  const databaseUrl =
    config.database.url ??
    (await runningPostgres(config.dataDir)) ??
    (await startKnownPostgres(stack, { config, log }));
  const contents = await writeBackup(target, {
    script: toScript(dump(databaseUrl)),
    key,
    check: (file) => readThrough(file, key),
  });
  const { sealingKey } = contents.header;
  const folder = originalsBeside(target);
  const { originalOf: from } = createSoftcopyStore(config.softcopyDir);
  const { kept, added, lost } = await sealOriginals(contents.originals, { from, folder, key });
  const megabytes = ((await stat(target)).size / 1e6).toFixed(1);
  process.stdout.write(
    [
      target,
      `  ${contents.text}; ${megabytes} MB, read back and found whole.`,
      ...(contents.originals.length === 0 ? [] : [`  ${pdfsText(kept)} in ${folder}, ${added} of them new.`]),
      'It needs two keys, which belong neither beside it nor to one another:',
      `  backup key        ${key.recipient} (BACKUP_KEY_FILE)`,
      ...(sealingKey === null ? [] : [`  personal data     ${sealingKey} (KEY_FILE)`]),
      '',
    ].join('\n'),
  );
  refuseLost(`Not whole in ${config.softcopyDir}, and in no backup`, lost);
}

/** Throws a BackupError where originals are lost; what else was asked for is done by then. */
function refuseLost(where: string, lost: readonly string[]): void {
  if (lost.length > 0) throw new BackupError(lostText(where, lost));
}

/** A backup beside what it is there to replace, or beside its key, protects from nothing. */
function refuseFolder(folder: string, { dataDir, softcopyDir, backupKeyFile }: Config): void {
  if (!existsSync(folder)) throw new RefusedError(`There is no folder ${folder}.`);
  if (`${folder}/`.startsWith(`${dataDir}/`)) {
    throw new RefusedError(
      'A backup does not belong into DATA_DIR: whatever takes the data would take it along.',
    );
  }
  if (`${folder}/`.startsWith(`${softcopyDir}/`))
    throw new RefusedError('A backup does not belong into SOFTCOPY_DIR: it is there to replace that.');
  if (backupKeyFile !== null && dirname(backupKeyFile) === folder) {
    throw new RefusedError(
      `A backup does not belong into ${folder}, beside its key: whoever finds one would have both. Name a folder that is there, and not this one.`,
    );
  }
}

async function configuredKey({ backupKeyFile }: Config): Promise<BackupKey> {
  if (backupKeyFile !== null) return readBackupKey(backupKeyFile);
  throw new RefusedError(
    'BACKUP_KEY_FILE: must be set. Make a key, once: npm run backup -- --new-key /a/safe/place/backup.key',
  );
}

/** Reads a backup from its first line to its last, and tells what it holds. */
async function readThrough(
  file: string,
  key: BackupKey,
): Promise<{ header: BackupHeader; text: string; originals: readonly NamedOriginal[] }> {
  let header: BackupHeader | null = null;
  let originals: readonly NamedOriginal[] = [];
  let text = '';
  for await (const part of partsOf(readScript(file, key))) {
    if (part.kind === 'header') header = part;
    else if (part.kind === 'end') text = rowsText(part.rows);
    else if (part.kind === 'table' && part.table === originalsTable)
      originals = await readNamed(part.columns, part.rows);
    else if (part.kind === 'table') for await (const _rows of part.rows) void _rows;
  }
  if (header === null) throw new BackupError(`${file} is empty.`);
  return { header, text, originals };
}

function rowsText(rows: Readonly<Record<string, number>>): string {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return `${rows['office'] ?? 0} offices, ${rows['visit'] ?? 0} visits, ${all} rows in ${Object.keys(rows).length} tables`;
}
