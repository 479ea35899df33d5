import { createInterface } from 'node:readline/promises';
import { configOrExit, type Config } from '../../../config.ts';
import { BackupError, partsOf, type BackupHeader } from '../../../db/backup/format.ts';
import { load, readTarget, type Holdings } from '../../../db/backup/load.ts';
import { createCipher, readSecret } from '../../../db/sealing/cipher.ts';
import { KeyRefusedError, keyRefusalOf } from '../../../db/sealing/sealing-key.ts';
import { createLog } from '../../../process/log.ts';
import { readBackupKey, readScript, type BackupKey } from './backup-file.ts';
import {
  lostText,
  originalsBeside,
  originalsTable,
  pdfsText,
  readNamed,
  unsealOriginals,
  type NamedOriginal,
} from './backup-originals.ts';
import { createSoftcopyStore } from '../../../pdf/store.ts';
import { flag, help, readArguments } from '../arguments.ts';
import { RefusedError } from '../refused.ts';
import { startToolPostgres } from '../tool-database.ts';
import { tellFailure } from '../tool-failure.ts';

const usage = `Usage:
  npm run restore -- FILE              into an empty data folder or database
  npm run restore -- FILE --replace    over what is there, once you have typed "replace"

FILE was made by npm run backup; BACKUP_KEY_FILE is the key it was made with, KEY_FILE the one that opens its personal
data. The PDFs of publications come back from the folder originals beside it. Stop Kunjung before. All or nothing: if
anything fails, the database is what it was. DATA_DIR or DATABASE_URL say which Kunjung is meant.
`;

const config = configOrExit();

try {
  await run(readCommand(process.argv.slice(2)), config);
} catch (error) {
  const keyRefusal = keyRefusalOf(error, config.keyFile);
  if (keyRefusal !== null) {
    process.stderr.write(`${keyRefusal}\n`);
    process.exitCode = 2;
  } else tellFailure(error, { tool: 'restore', besides: 'Nothing was restored.\n' });
}

function readCommand(args: string[]): { file: string; replace: boolean } | null {
  const { values, positionals } = readArguments(args, { replace: flag, help });
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined) throw new RefusedError('Say which file.');
  if (more.length > 0) throw new RefusedError('One file at a time.');
  return { file, replace: values.replace };
}

async function run(command: ReturnType<typeof readCommand>, config: Config): Promise<void> {
  if (command === null) {
    process.stdout.write(usage);
    return;
  }
  const { file, replace } = command;
  if (config.backupKeyFile === null) throw new RefusedError('BACKUP_KEY_FILE: must be set.');
  const key = await readBackupKey(config.backupKeyFile);
  await requireSealingKey(await readHeader(file, key), config);
  await using stack = new AsyncDisposableStack();
  const log = createLog({ level: 'warn', part: 'restore' });
  const databaseUrl = config.database.url ?? (await startToolPostgres(stack, { config, log }));
  await agree(databaseUrl, { replace });
  // before the rows: a PDF that no row names is of no harm, and a row without its PDF is
  const folder = originalsBeside(file);
  const { originalOf: to } = createSoftcopyStore(config.softcopyDir);
  const named = await readOriginals(file, key);
  const { kept, added, lost } = await unsealOriginals(named, { folder, to, key });
  const restored = await load(databaseUrl, readScript(file, key));
  process.stdout.write(
    [
      `Restored: the state of ${restored.takenAt}.`,
      `  ${holdingsText(restored)}`,
      ...(named.length === 0 ? [] : [`  ${pdfsText(kept)}, ${added} of them brought back.`]),
      '',
      'Next: npm start. Before the first number is given out, Kunjung compares all open visits with the engine.',
      'What the engine knows beyond this moment is written back by itself; what it does not know goes on from here.',
      'Accounts and settings are as they were then: look through what was changed since.',
      '',
    ].join('\n'),
  );
  if (lost.length > 0)
    process.stderr.write(
      `${lostText(`Whole neither in ${folder} nor in ${config.softcopyDir}`, lost)}
No softcopy can be made of what is missing until it is given again, on /admin.
`,
    );
}

/** The originals that a backup names; none in one from before there were any. */
async function readOriginals(file: string, key: BackupKey): Promise<NamedOriginal[]> {
  for await (const part of partsOf(readScript(file, key))) {
    if (part.kind !== 'table') continue;
    if (part.table === originalsTable) return readNamed(part.columns, part.rows);
    for await (const _rows of part.rows) void _rows;
  }
  return [];
}

async function readHeader(file: string, key: BackupKey): Promise<BackupHeader> {
  for await (const part of partsOf(readScript(file, key))) if (part.kind === 'header') return part;
  throw new BackupError(`${file} is empty.`);
}

/** Throws a KeyRefusedError unless the key at hand opens the personal data of the backup. */
async function requireSealingKey({ sealingKey: recorded }: BackupHeader, { keyFile }: Config): Promise<void> {
  const secret = await readSecret(keyFile);
  const found = secret === null ? null : createCipher(secret).fingerprint;
  if (recorded !== null && found !== recorded) throw new KeyRefusedError({ recorded, found });
}

/** Throws a RefusedError unless the database is empty, or may be replaced and a person has said so. */
async function agree(databaseUrl: string, { replace }: { replace: boolean }): Promise<void> {
  const target = await readTarget(databaseUrl);
  switch (target.kind) {
    case 'empty':
      return;
    case 'in-use':
      throw new RefusedError(
        `Kunjung, or one of its tools, is using this database (${target.connections} connections). Stop it first.`,
      );
    case 'foreign':
      throw new RefusedError(
        'The tables in this database are not of Kunjung. Give it a database of its own.',
      );
    case 'filled':
      if (!replace) {
        throw new RefusedError(
          `There is data already: ${holdingsText(target)} Nothing was changed; see --replace.`,
        );
      }
      process.stderr.write(`This goes for good: ${holdingsText(target)}\n`);
      if ((await askOnce('Type "replace" to go on: ')) !== 'replace') {
        throw new RefusedError('Nothing was changed.');
      }
  }
}

function holdingsText({ offices, accounts, visits, openVisits, lastMoveAt }: Holdings): string {
  const last = lastMoveAt === null ? '' : `, the last move at ${lastMoveAt}`;
  return `${offices} offices, ${accounts} accounts, ${visits} visits (${openVisits} open)${last}.`;
}

/** One line from the terminal, or from stdin when something is piped; empty when there is none. */
async function askOnce(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await Promise.race([
      lines.question(question),
      new Promise<string>((resolve) => lines.once('close', () => resolve(''))),
    ]);
  } finally {
    lines.close();
    if (!process.stdin.isTTY) process.stderr.write('\n');
  }
}
