import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { CollectionFile, LineReport } from '../../../api/catalogue/collection-import.ts';
import { fileRefusalWords, missingFile } from '../../../api/field-words/softcopy-words.ts';
import type { Database } from '../../../db/connect.ts';
import { readOriginal } from '../../../db/softcopies/originals.ts';
import type { Original } from '../../../domain/softcopies/original.ts';
import type { Bilingual } from '../../../domain/language.ts';
import type { SoftcopyStore } from '../../../pdf/store.ts';

/** The name under which an export writes an original. */
const exported = /^([0-9a-f]{64})\.pdf$/;

/**
 * Takes the PDFs that a collection's file names, before anything is stored. A line whose PDF cannot be taken is refused;
 * with `keeps` false they are only looked at.
 */
export async function takeOriginals(
  file: CollectionFile,
  how: { db: Database; store: SoftcopyStore; folder: string; keeps: boolean },
): Promise<CollectionFile> {
  const accepted: CollectionFile['accepted'][number][] = [];
  const refused: LineReport[] = [...file.refused];
  for (const entry of file.accepted) {
    if (entry.pdf === null) {
      accepted.push(entry);
      continue;
    }
    const taken = await takeOne(entry.pdf, how);
    if ('original' in taken) accepted.push({ ...entry, original: taken.original });
    else {
      const { line, publication, messages } = entry;
      refused.push({
        line,
        outcome: 'refused',
        title: publication.title,
        messages: [...messages, taken.why],
      });
    }
  }
  return { accepted, refused };
}

async function takeOne(
  name: string,
  { db, store, folder, keeps }: { db: Database; store: SoftcopyStore; folder: string; keeps: boolean },
): Promise<{ original: Original } | { why: Bilingual }> {
  const isKnown = (sha256: string) => readOriginal(db, sha256);
  const file = await fileIn(folder, name);
  if (file !== null) {
    const taken = await store.takeIn(file, { isKnown, keeps });
    return 'original' in taken ? taken : { why: fileRefusalWords[taken.refused] };
  }
  const [, sha256] = exported.exec(name) ?? [];
  const original = sha256 === undefined ? null : await isKnown(sha256);
  return original ? { original } : { why: missingFile };
}

/** What says that a name leads to no file. */
const noFile: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES']);

/**
 * The file of this name in the folder, or null. Nothing outside of it: whoever wrote the list must not publish what else
 * lies on this machine.
 */
async function fileIn(folder: string, name: string): Promise<string | null> {
  const file = resolve(folder, name);
  if (!file.startsWith(`${resolve(folder)}${sep}`)) return null;
  try {
    return (await stat(file)).isFile() ? file : null;
  } catch (error) {
    if (!noFile.has((error as NodeJS.ErrnoException).code)) throw error;
    return null;
  }
}
