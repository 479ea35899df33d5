import { storePublications, type Stored } from '../../db/catalogue/publications.ts';
import type { Transaction } from '../../db/connect.ts';
import { keyOf, type Publication } from '../../domain/catalogue/publication.ts';
import type { Bilingual } from '../../domain/language.ts';
import type { CollectionLine } from './collection-file.ts';

/** What became of a line of a collection's file, and what to say about it. */
export interface LineReport {
  readonly line: number;
  readonly outcome: Stored | 'refused';
  readonly title: string | null;
  /** Why it was refused, or what is odd about it. */
  readonly messages: readonly Bilingual[];
}

const again = (line: number): Bilingual => ({
  id: `Publikasi ini sudah tertulis di baris ${line}. Hapus salah satunya.`,
  en: `This publication stands in line ${line} already. Remove one of the two.`,
});

/** A file that was read: what can be stored, and what was refused. */
export interface CollectionFile {
  readonly accepted: readonly {
    readonly line: number;
    readonly publication: Publication;
    readonly messages: readonly Bilingual[];
  }[];
  readonly refused: readonly LineReport[];
}

/** Takes lines together; of two with the same key the later is refused. */
export async function collect(lines: AsyncIterable<CollectionLine>): Promise<CollectionFile> {
  const accepted: CollectionFile['accepted'][number][] = [];
  const refused: LineReport[] = [];
  const seen = new Map<string, number>();
  for await (const read of lines) {
    const { line } = read;
    if ('faults' in read) {
      refused.push({ line, outcome: 'refused', title: null, messages: read.faults });
      continue;
    }
    const { publication, warnings } = read;
    const key = keyOf(publication) ?? '';
    const before = seen.get(key);
    if (before === undefined) accepted.push({ line, publication, messages: warnings });
    else refused.push({ line, outcome: 'refused', title: publication.title, messages: [again(before)] });
    seen.set(key, before ?? line);
  }
  return { accepted, refused };
}

/**
 * Brings an office's collection to what a file says, in the caller's transaction; publications that are not in it
 * stay. Answers a report of each line.
 */
export async function importCollection(
  trx: Transaction,
  options: { office: string; file: CollectionFile; onProgress?: (done: number) => void },
): Promise<LineReport[]> {
  const { office, file, onProgress } = options;
  const outcomes = await storePublications(trx, {
    office,
    publications: file.accepted.map(({ publication }) => publication),
    ...(onProgress && { onProgress }),
  });
  const stored = file.accepted.map(({ line, publication: { title }, messages }, index): LineReport => {
    return { line, outcome: outcomes[index] ?? 'refused', title, messages };
  });
  return [...stored, ...file.refused].toSorted((a, b) => a.line - b.line);
}
