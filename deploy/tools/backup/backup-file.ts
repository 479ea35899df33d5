import { existsSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { pipeline as connect, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { BackupError } from '../../../db/backup/format.ts';
import { messageOf } from '../../../process/message.ts';
import { syncFolder } from '../../sync-folder.ts';
import { RefusedError } from '../refused.ts';

/** The key of backups. */
export interface BackupKey {
  /** What opens a backup: a line `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  /** What seals it, and tells people which key it is: `age1…`. */
  readonly recipient: string;
}

/** Reads the key from a file as `age-keygen` writes it. Throws a RefusedError when it cannot be used. */
export async function readBackupKey(file: string): Promise<BackupKey> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new RefusedError(`BACKUP_KEY_FILE: ${file} cannot be read: ${messageOf(error)}`);
  });
  const identity = text.split(/\r?\n/).find((line) => line.startsWith('AGE-SECRET-KEY-'));
  const recipient = await identityToRecipient(identity?.trim() ?? '').catch(() => null);
  if (identity === undefined || recipient === null) {
    throw new RefusedError(`BACKUP_KEY_FILE: ${file} does not hold a key, a line like AGE-SECRET-KEY-1….`);
  }
  return { identity: identity.trim(), recipient };
}

/** Makes a key file. Throws a RefusedError when the file exists or cannot be written. */
export async function makeBackupKey(file: string): Promise<BackupKey> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  try {
    await using handle = await open(file, 'wx', 0o600);
    await handle.writeFile(
      `# created: ${new Date().toISOString()}\n# public key: ${recipient}\n${identity}\n`,
    );
    await handle.sync();
    await syncFolder(dirname(file));
  } catch (error) {
    throw new RefusedError(`${file} cannot be made: ${messageOf(error)}`);
  }
  return { identity, recipient };
}

/** The file a backup goes to: the one that is named, or one named by the moment in a folder that exists. */
export async function targetOf(given: string): Promise<string> {
  const isFolder = await stat(given).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const moment = new Date().toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return resolve(given, isFolder ? `kunjung-${moment}.sql.zst.age` : '');
}

/**
 * Writes a script compressed and encrypted. The file gets its name when `check` has passed on what stands on the
 * disk, and what it answers is returned; before, and after any failure, there is none. Throws a RefusedError when the
 * file exists already.
 */
export async function writeBackup<T>(
  target: string,
  {
    script,
    key,
    check,
  }: { script: AsyncIterable<Buffer>; key: BackupKey; check: (file: string) => Promise<T> },
): Promise<T> {
  const unfinished = `${target}.unfinished`;
  const file = await open(unfinished, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new RefusedError(`${target} cannot be written: ${messageOf(error)}`);
    throw new RefusedError(
      `${unfinished} exists: another backup is writing it, or was cut off. Then delete it.`,
    );
  });
  try {
    if (existsSync(target)) throw new RefusedError(`${target} exists already and is left as it is.`);
    const compressed = createZstdCompress();
    const encrypted = await encrypt(compressed, key);
    await Promise.all([
      pipeline(script, compressed),
      pipeline(encrypted, file.createWriteStream({ flush: true })).catch((error: unknown) => {
        throw new BackupError(
          `${target} could not be written, and there is no part of it: ${messageOf(error)}`,
        );
      }),
    ]);
    const checked = await check(unfinished);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    return checked;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * The script in a backup's file. Throws a RefusedError when the file cannot be read, and while it is read a
 * BackupError when the key is another or the file was cut off or changed.
 */
export async function* readScript(file: string, key: BackupKey): AsyncGenerator<Buffer> {
  await using handle = await open(file, 'r').catch((error: unknown) => {
    throw new RefusedError(`${file} cannot be read: ${messageOf(error)}`);
  });
  const opened = await decrypt(handle.createReadStream(), key).catch((error: unknown) => {
    throw new BackupError(`${basename(file)} cannot be opened with this key, or is no backup.`, {
      cause: error,
    });
  });
  const script = connect(opened, createZstdDecompress(), () => undefined);
  try {
    yield* script as AsyncIterable<Buffer>; // tells what went wrong before it as well
  } catch (error) {
    throw new BackupError(`${basename(file)} was cut off or changed: ${messageOf(error)}`, { cause: error });
  }
}

/** Bytes on their way, encrypted with age. */
export async function encrypt(bytes: Readable, { recipient }: BackupKey): Promise<ReadableStream> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return (await encrypter.encrypt(toWeb(bytes))) as ReadableStream;
}

/** Bytes on their way, decrypted; rejects when the key is another, and errs while it is read when something was changed. */
export async function decrypt(bytes: Readable, { identity }: BackupKey): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Readable.fromWeb((await decrypter.decrypt(toWeb(bytes))) as ReadableStream);
}

function toWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as globalThis.ReadableStream<Uint8Array>;
}
