import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { attachOriginals, readOriginal } from '../../../db/softcopies/originals.ts';
import { keyOf, type Publication } from '../../../domain/catalogue/publication.ts';
import type { TestClient } from '../client.ts';
import type { World } from '../world.ts';

const plain: Publication = {
  title: 'Provinsi Kalimantan Utara Dalam Angka',
  titleEn: null,
  year: 2026,
  catalogueNumber: null,
  publicationNumber: null,
  issn: null,
  isbn: null,
  abstract: null,
  language: 'id',
  region: null,
  subject: null,
  pages: null,
  publisher: null,
  frequency: null,
  releaseDate: null,
  shelf: null,
  copies: 0,
  rights: null,
};

/** Adds a publication with this PDF, or without one, as an import does; answers its id. */
export async function addPublication(
  { db, office, softcopies }: Pick<World, 'db' | 'office' | 'softcopies'>,
  { number, pdf, title = plain.title }: { number: string; pdf: Buffer | null; title?: string },
): Promise<string> {
  const publication = { ...plain, title, publicationNumber: number };
  const key = keyOf(publication) ?? '';
  const originals = new Map(pdf === null ? [] : [[key, await takeIn({ db, softcopies }, pdf)]]);
  await db.transaction().execute(async (trx) => {
    await storePublications(trx, { office, publications: [publication] });
    await attachOriginals(trx, office, originals);
  });
  const row = await db
    .selectFrom('publication')
    .select('id')
    .where('key', '=', key)
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function takeIn({ db, softcopies }: Pick<World, 'db' | 'softcopies'>, pdf: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'original-'));
  try {
    await writeFile(join(folder, 'file.pdf'), pdf);
    const isKnown = (sha256: string) => readOriginal(db, sha256);
    const taken = await softcopies.takeIn(join(folder, 'file.pdf'), { isKnown, keeps: true });
    if (!('original' in taken)) throw new Error(`the PDF was refused: ${taken.refused}`);
    return taken.original;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Somebody registered whose address is confirmed. */
export async function confirmedMember({ db, client }: Pick<World, 'db' | 'client'>): Promise<TestClient> {
  const member = await client().register();
  await db
    .updateTable('member')
    .set({ confirmed_by: 'page', confirmed_at: new Date() })
    .where('confirmed_at', 'is', null)
    .execute();
  return member;
}
