import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Original, RefusalOfFile } from '../domain/softcopies/original.ts';
import { digestOf } from './digest.ts';
import { inFolder, inspectFile, sweepWork } from './work.ts';

/** The folder of originals and copies, which every machine of an installation reaches. */
export interface SoftcopyStore {
  readonly workFolder: string;
  readonly originalOf: (sha256: string) => string;
  readonly copyOf: (requestId: string) => string;
  /**
   * Looks at a file and keeps it as an original. `isKnown` spares the look at one that was taken before; with `keeps` false
   * nothing is kept.
   */
  readonly takeIn: (
    file: string,
    how: { isKnown: (sha256: string) => Promise<Original | null>; keeps: boolean },
  ) => Promise<{ readonly original: Original } | { readonly refused: RefusalOfFile }>;
  /** The same for a file that is just arriving; once it is there, it is looked at `inTurn`. */
  readonly takeInBytes: (
    bytes: AsyncIterable<Uint8Array>,
    how: {
      isKnown: (sha256: string) => Promise<Original | null>;
      inTurn: <T>(look: () => Promise<T>) => Promise<T>;
    },
  ) => Promise<{ readonly original: Original } | { readonly refused: RefusalOfFile }>;
  /** Removes an original; one that is not there is no fault. */
  readonly removeOriginal: (sha256: string) => Promise<void>;
  /** Moves a finished copy to its place. */
  readonly putCopy: (made: string, requestId: string) => Promise<void>;
  /** Whether a copy lies here: a database that was restored may know of one that does not. */
  readonly hasCopy: (requestId: string) => Promise<boolean>;
  /** Removes a copy; one that is not there is no fault. */
  readonly removeCopy: (requestId: string) => Promise<void>;
  /** The requests of which copies lie here. */
  readonly listCopies: () => Promise<string[]>;
  /** Removes what killed processes left. */
  readonly sweep: () => Promise<void>;
}

/** A store in a folder, which is made when something is put there. Nobody but the account that runs Kunjung reads it. */
export function createSoftcopyStore(folder: string): SoftcopyStore {
  const part = (name: string): string => join(folder, name);
  const workFolder = part('work');
  const originalOf = (sha256: string): string => join(part('originals'), `${sha256}.pdf`);
  const copyOf = (requestId: string): string => join(part('copies'), `${requestId}.pdf`);
  const makeFolder = (name: string) => mkdir(part(name), { recursive: true, mode: 0o700 });

  const takeIn: SoftcopyStore['takeIn'] = async (file, { isKnown, keeps }) => {
    const sha256 = await digestOf(file);
    const known = await isKnown(sha256);
    if (known && (await exists(originalOf(sha256)))) return { original: known };
    const found = await inspectFile(file, workFolder);
    if ('refused' in found) return found;
    const { size: bytes } = await stat(file);
    if (keeps) {
      await makeFolder('originals');
      await keep(file, originalOf(sha256));
    }
    return { original: { sha256, bytes, pages: found.pages } };
  };

  return {
    workFolder,
    originalOf,
    copyOf,

    takeIn,

    takeInBytes: (bytes, { isKnown, inTurn }) =>
      inFolder(workFolder, async (folder) => {
        const file = join(folder, 'arrived.pdf');
        await pipeline(bytes, createWriteStream(file, { mode: 0o600 }));
        return inTurn(() => takeIn(file, { isKnown, keeps: true }));
      }),

    removeOriginal: (sha256) => rm(originalOf(sha256), { force: true }),

    async putCopy(made, requestId) {
      await makeFolder('copies');
      await rename(made, copyOf(requestId));
    },

    hasCopy: (requestId) => exists(copyOf(requestId)),

    removeCopy: (requestId) => rm(copyOf(requestId), { force: true }),

    async listCopies() {
      await makeFolder('copies');
      return (await readdir(part('copies'))).map((name) => name.replace(/\.pdf$/, ''));
    },

    sweep: () => sweepWork(workFolder),
  };
}

/** Whole or not at all, and on the disk before anybody is told of it. */
async function keep(file: string, place: string): Promise<void> {
  const half = `${place}.${randomUUID()}.half`;
  try {
    await copyFile(file, half);
    await using written = await open(half, 'r+');
    await written.sync();
    await rename(half, place);
  } finally {
    await rm(half, { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
