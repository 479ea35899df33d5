import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../../sync-folder.ts';
import { decrypt, encrypt, type BackupKey } from './backup-file.ts';

/** An original that a database names. */
export interface NamedOriginal {
  readonly sha256: string;
  /** Whether a publication has it; others are on their way out, and may be gone. */
  readonly isUsed: boolean;
}

/** The table in which a backup names them. */
export const originalsTable = 'softcopy_original';

/** How many originals, in words for people. */
export const pdfsText = (count: number): string =>
  count === 1 ? '1 PDF of a publication' : `${count} PDFs of publications`;

/** Says which originals are lost, after where they should be. */
export const lostText = (where: string, lost: readonly string[]): string =>
  [`${where}: ${pdfsText(lost.length)}`, ...lost.map((sha256) => `  ${sha256}.pdf`)].join('\n');

/** The folder of the originals beside a backup's file. */
export const originalsBeside = (backup: string): string => join(dirname(backup), 'originals');

const sealedIn = (folder: string, sha256: string): string => join(folder, `${sha256}.pdf.age`);

/** Reads which originals a backup names from the rows of their table, in PostgreSQL's text format. */
export async function readNamed(
  columns: readonly string[],
  rows: AsyncIterable<Buffer>,
): Promise<NamedOriginal[]> {
  const named: NamedOriginal[] = [];
  const [at, unusedAt] = [columns.indexOf('sha256'), columns.indexOf('unused_since')];
  for await (const chunk of rows) {
    for (const line of chunk.toString('utf8').split('\n').filter(Boolean)) {
      const values = line.split('\t');
      named.push({ sha256: values[at] ?? '', isUsed: unusedAt < 0 || values[unusedAt] === '\\N' });
    }
  }
  return named;
}

/**
 * Seals originals beside a backup; those that are there stay as they are, as nothing in them ever changes. Each gets its name
 * after it was read back. Answers how many lie there, how many of them are new, and those that are used and not whole where they
 * should come from.
 */
export async function sealOriginals(
  named: readonly NamedOriginal[],
  { from, folder, key }: { from: (sha256: string) => string; folder: string; key: BackupKey },
): Promise<{ kept: number; added: number; lost: string[] }> {
  if (named.length === 0) return { kept: 0, added: 0, lost: [] };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(folder));
  const lost: string[] = [];
  let kept = 0;
  let added = 0;
  for (const { sha256, isUsed } of named) {
    if (present.has(`${sha256}.pdf.age`)) {
      kept += 1;
      continue;
    }
    const isWhole = await written(sealedIn(folder, sha256), async (half) => {
      await using original = await openIfThere(from(sha256));
      if (!original) return false;
      await using file = await open(half, 'wx', 0o600);
      await pipeline(await encrypt(bytesOf(original), key), file.createWriteStream({ flush: true }));
      return (await digestOfSealed(half, key)) === sha256;
    });
    if (isWhole) added += 1;
    else if (isUsed) lost.push(sha256);
  }
  await syncFolder(folder);
  return { kept: kept + added, added, lost };
}

/** Of these originals, those that are used and not whole beside a backup. */
export async function findLost(
  named: readonly NamedOriginal[],
  { folder, key }: { folder: string; key: BackupKey },
): Promise<string[]> {
  const lost: string[] = [];
  for (const { sha256, isUsed } of named)
    if (isUsed && (await digestOfSealed(sealedIn(folder, sha256), key)) !== sha256) lost.push(sha256);
  return lost;
}

/**
 * Opens originals that lie beside a backup and puts them where they belong; those that are there stay. Answers how many
 * lie there, how many of them are new, and those that are used and whole in neither place.
 */
export async function unsealOriginals(
  named: readonly NamedOriginal[],
  { folder, to, key }: { folder: string; to: (sha256: string) => string; key: BackupKey },
): Promise<{ kept: number; added: number; lost: string[] }> {
  const lost: string[] = [];
  let kept = 0;
  let added = 0;
  for (const { sha256, isUsed } of named) {
    const place = to(sha256);
    if (existsSync(place)) {
      kept += 1;
      continue;
    }
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const isWhole = await written(place, async (half) => {
      const sealed = sealedIn(folder, sha256);
      if ((await digestOfSealed(sealed, key)) !== sha256) return false;
      await using file = await open(sealed);
      await using opened = await open(half, 'wx', 0o600);
      await pipeline(await decrypt(bytesOf(file), key), opened.createWriteStream({ flush: true }));
      return true;
    });
    if (isWhole) added += 1;
    else if (isUsed) lost.push(sha256);
  }
  return { kept: kept + added, added, lost };
}

/** Lets `write` make a file that gets its name when it is good; nothing is left otherwise. */
async function written(place: string, write: (half: string) => Promise<boolean>): Promise<boolean> {
  const half = `${place}.${randomUUID()}.half`;
  try {
    const isGood = await write(half);
    if (isGood) await rename(half, place);
    return isGood;
  } finally {
    await rm(half, { force: true });
  }
}

/** The digest of what a sealed file holds; null when it is not there, or is not what was sealed with this key. */
async function digestOfSealed(file: string, key: BackupKey): Promise<string | null> {
  await using sealed = await openIfThere(file);
  if (!sealed) return null;
  const digest = createHash('sha256');
  try {
    for await (const part of await decrypt(bytesOf(sealed), key)) digest.update(part as Buffer);
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error; // the disk's
    return null;
  }
  return digest.digest('hex');
}

const bytesOf = (file: FileHandle): Readable => file.createReadStream({ autoClose: false });

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
