import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { KeyFileError, readSecret } from '../db/sealing/cipher.ts';
import { createDatabase } from '../db/connect.ts';
import { keyRefusalOf, openSealingKey } from '../db/sealing/sealing-key.ts';
import type { Log } from '../process/log.ts';
import { messageOf } from '../process/message.ts';
import { PartError } from './embedded/part.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * The path of the file that holds the key of the database: `KEY_FILE`, made only for a database that never had a key.
 * A key where earlier releases kept it, inside the data folder, is moved there first. Throws a PartError with exit
 * code 2 when the key is missing or another.
 */
export async function openKeyFile({
  config: { keyFile, dataDir },
  databaseUrl,
  log,
}: {
  config: Pick<Config, 'keyFile' | 'dataDir'>;
  databaseUrl: string;
  log: Log;
}): Promise<string> {
  await using stack = new AsyncDisposableStack();
  const { db, pool } = createDatabase({ url: databaseUrl, max: 1, log });
  stack.defer(() => pool.end());
  const formerFile = `${dataDir}/key`;
  let usedFile = keyFile;
  const find = async (): Promise<Buffer | null> => {
    const present = await readSecret(keyFile);
    if (present !== null) return present;
    const former = await readSecret(formerFile);
    if (former !== null) usedFile = formerFile;
    return former;
  };
  try {
    await openSealingKey(db, { find, make: () => makeKey(keyFile) });
    return usedFile === keyFile ? keyFile : await moveKey({ from: formerFile, to: keyFile });
  } catch (error) {
    const refusal = keyRefusalOf(error, usedFile);
    if (refusal === null) throw error;
    throw new PartError(refusal, { exitCode: 2 });
  }
}

/**
 * Writes a new key, whole and on the disk before anything is sealed with it. A launcher of another database may make the
 * same file at this moment: what is there first is both's.
 */
async function makeKey(keyFile: string): Promise<Buffer> {
  const secret = randomBytes(32);
  const unfinished = `${keyFile}.${randomUUID()}`;
  try {
    await using file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(`${secret.toString('base64')}\n`);
      await file.sync();
      await link(unfinished, keyFile);
    } finally {
      await rm(unfinished);
    }
    await syncFolder(dirname(keyFile));
  } catch (error) {
    const present = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readSecret(keyFile) : null;
    if (present !== null) return present;
    throw new KeyFileError(`cannot be written: ${messageOf(error)}`, { cause: error });
  }
  process.stdout.write(
    `A key that opens personal data was made: ${keyFile}. Keep a copy of it apart from the backups.\n`,
  );
  return secret;
}

/** Moves the key to its place, and tells where it is used from now on. */
async function moveKey({ from, to }: { from: string; to: string }): Promise<string> {
  try {
    await rename(from, to);
    await syncFolder(dirname(to));
  } catch (error) {
    process.stderr.write(
      `KEY_FILE: the key could not be moved from ${from} to ${to} and is used where it is. Move it out of what backups of DATA_DIR copy, or set KEY_FILE. (${messageOf(error)})\n`,
    );
    return from;
  }
  process.stdout.write(
    `The key that opens personal data was moved from ${from} to ${to}. Keep a copy of it apart from the backups.\n`,
  );
  return to;
}
