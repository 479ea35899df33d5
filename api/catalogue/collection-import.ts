import { storePublications, type Stored } from '../../db/catalogue/publications.ts';
import { attachOriginals } from '../../db/softcopies/originals.ts';
import type { Transaction } from '../../db/connect.ts';
import { keyOf, type Publication } from '../../domain/catalogue/publication.ts';
import type { Bilingual } from '../../domain/language.ts';
import type { Original } from '../../domain/softcopies/original.ts';
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

const pdfLeftOut: Bilingual = {
  id: 'PDF-nya tidak ikut disimpan. Kirim lewat halaman publikasi, atau impor dengan npm run catalogue.',
  en: 'Its PDF was not taken. Send it on the publication’s page, or import with npm run catalogue.',
};

/** A file that was read: what can be stored, and what was refused. */
export interface CollectionFile {
  readonly accepted: readonly {
    readonly line: number;
    readonly publication: Publication;
    readonly pdf: string | null;
    /** What its PDF turned out to be, once it was taken. */
    readonly original?: Original;
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
    const { publication, pdf, warnings } = read;
    const key = keyOf(publication) ?? '';
    const before = seen.get(key);
    if (before === undefined) accepted.push({ line, publication, pdf, messages: warnings });
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
  options: {
    office: string;
    file: CollectionFile;
    /** Tells what would become of a file without PDFs, and writes nothing. */
    dryRun?: boolean;
    onProgress?: (done: number) => void;
  },
): Promise<LineReport[]> {
  const { office, file, dryRun = false, onProgress } = options;
  const outcomes = await storePublications(trx, {
    office,
    publications: file.accepted.map(({ publication }) => publication),
    dryRun,
    ...(onProgress && { onProgress }),
  });
  const originals = new Map(
    file.accepted.flatMap(({ publication, original }) =>
      original ? [[keyOf(publication) ?? '', original] as const] : [],
    ),
  );
  const attached = await attachOriginals(trx, office, originals);
  const stored = file.accepted.map(({ line, publication, pdf, original, messages }, index): LineReport => {
    const outcome = outcomes[index] ?? 'refused';
    return {
      line,
      outcome: outcome === 'unchanged' && attached.has(keyOf(publication) ?? '') ? 'changed' : outcome,
      title: publication.title,
      messages: pdf === null || original ? messages : [...messages, pdfLeftOut],
    };
  });
  return [...stored, ...file.refused].toSorted((a, b) => a.line - b.line);
}
