import { sql } from 'kysely';
import { keyOf, type Publication } from '../../domain/catalogue/publication.ts';
import type { Database, Transaction } from '../connect.ts';
import { clock } from '../clock.ts';
import { indexPublications, lockForChange, type IndexedPublication } from './indexing.ts';

/** What became of one publication of a file. */
export type Stored = 'added' | 'changed' | 'unchanged';

/** A publication as it is stored; its details and where it is found. */
export interface StoredPublication extends Publication {
  readonly id: string;
  readonly office: string;
  readonly sample: boolean;
}

/** A publication that readers may find. */
export interface FoundPublication extends StoredPublication {
  readonly softcopy: boolean;
}

/** Publications written at one time. */
const batchSize = 500;

/** The columns of `publication` by the detail they hold. */
const columns = {
  title: 'title',
  titleEn: 'title_en',
  year: 'year',
  catalogueNumber: 'catalogue_number',
  publicationNumber: 'publication_number',
  issn: 'issn',
  isbn: 'isbn',
  abstract: 'abstract',
  language: 'written_in',
  region: 'region',
  subject: 'subject',
  pages: 'pages',
  publisher: 'publisher',
  frequency: 'frequency',
  releaseDate: 'release_date',
  shelf: 'shelf',
  copies: 'copies',
  rights: 'rights',
} as const satisfies Readonly<Record<keyof Publication, string>>;

const details = Object.keys(columns) as (keyof Publication)[];

/** The details of `publication p` as a select list, named as in `Publication`; days as text. */
export const detailList = sql.join(
  details.map((name) =>
    name === 'releaseDate'
      ? sql`to_char(p.release_date, 'YYYY-MM-DD') as "releaseDate"`
      : sql`p.${sql.ref(columns[name])} as ${sql.ref(name)}`,
  ),
);

/**
 * Adds publications to an office's collection, or brings those with the same key to what is given; the collection's
 * index follows in the same transaction. Each must have a key of its own. Answers what became of each, in order.
 */
export async function storePublications(
  trx: Transaction,
  options: {
    office: string;
    publications: readonly Publication[];
    sample?: boolean;
    /** Tells what would become of them, and writes nothing. */
    dryRun?: boolean;
    onProgress?: (done: number) => void;
  },
): Promise<Stored[]> {
  const { office, publications, sample = false, dryRun = false, onProgress } = options;
  const outcomes: Stored[] = [];
  for (let start = 0; start < publications.length; start += batchSize) {
    const batch = publications.slice(start, start + batchSize);
    outcomes.push(...(await storeBatch(trx, { office, batch, sample, dryRun })));
    onProgress?.(outcomes.length);
  }
  return outcomes;
}

async function storeBatch(
  trx: Transaction,
  {
    office,
    batch,
    sample,
    dryRun,
  }: { office: string; batch: readonly Publication[]; sample: boolean; dryRun: boolean },
): Promise<Stored[]> {
  const keyed = batch.map((publication) => {
    const key = keyOf(publication);
    if (key === null) throw new Error('a publication without a key');
    return { key, publication };
  });
  const before = await readByKey(
    trx,
    office,
    keyed.map(({ key }) => key),
  );
  const outcomes = keyed.map(({ key, publication }): Stored => {
    const known = before.get(key);
    if (!known || known.removed) return 'added';
    return details.every((name) => known[name] === publication[name]) ? 'unchanged' : 'changed';
  });
  const written = keyed.filter((_, index) => outcomes[index] !== 'unchanged');
  if (written.length === 0 || dryRun) return outcomes;
  await lockForChange(trx);
  const { rows: ids } = await sql<{ id: string; key: string; softcopy: boolean }>`
    insert into publication (office, key, sample, ${sql.join(details.map((name) => sql.ref(columns[name])))})
    select ${office}, r.key, ${sample}, ${sql.join(details.map((name) => sql.ref(`r.${columns[name]}`)))}
    from jsonb_populate_recordset(null::publication, ${JSON.stringify(written.map(toRow))}::jsonb) r
    on conflict (office, key) do update set changed_at = ${clock}, removed_at = null, sample = excluded.sample,
      ${sql.join(details.map((name) => sql`${sql.ref(columns[name])} = ${sql.ref(`excluded.${columns[name]}`)}`))}
    returning id, key, original is not null as softcopy
  `.execute(trx);
  const storedAs = new Map(ids.map((row) => [row.key, row]));
  await indexPublications(
    trx,
    written.map(({ key, publication }): IndexedPublication => {
      const stored = storedAs.get(key);
      if (!stored) throw new Error('a publication was not written');
      return Object.assign({ id: stored.id, office, softcopy: stored.softcopy }, publication);
    }),
  );
  return outcomes;
}

/** The publications of an office with these keys, removed ones as well. */
export async function readByKey(
  db: Database,
  office: string,
  keys: readonly string[],
): Promise<Map<string, StoredPublication & { readonly key: string; readonly removed: boolean }>> {
  const { rows } = await sql<StoredPublication & { key: string; removed: boolean }>`
    select p.id, p.office, p.sample, p.key, p.removed_at is not null as removed, ${detailList} from publication p
    where p.office = ${office} and p.key = any (${keys}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}

function toRow({ key, publication }: { key: string; publication: Publication }): Record<string, unknown> {
  return {
    key,
    ...Object.fromEntries(details.map((name) => [columns[name], publication[name]])),
  };
}

/** A publication that readers may find, or null. */
export async function readPublication(db: Database, id: string): Promise<FoundPublication | null> {
  const { rows } = await sql<FoundPublication>`
    select p.id, p.office, p.sample, i.softcopy, ${detailList}
    from publication p join publication_index i using (id) where p.id = ${id}
  `.execute(db);
  return rows[0] ?? null;
}

/** The other editions of a publication's series, the newest first. */
export async function readSeries(
  db: Database,
  id: string,
): Promise<{ id: string; title: string; year: number }[]> {
  const { rows } = await sql<{ id: string; title: string; year: number }>`
    select p.id, p.title, p.year from publication_index own
    join publication_index i on i.series = own.series and i.id <> own.id
    join publication p on p.id = i.id where own.id = ${id} order by p.year desc, p.id limit 100
  `.execute(db);
  return rows;
}

/** The collection of an office, a batch at a time, by key; with the digest of the original where there is one. */
export async function* listPublications(
  db: Database,
  office: string,
): AsyncGenerator<readonly (Publication & { readonly original: string | null })[]> {
  for (let after = ''; ;) {
    const { rows } = await sql<Publication & { key: string; original: string | null }>`
      select p.key, p.original, ${detailList} from publication p
      where p.office = ${office} and p.key > ${after} and p.removed_at is null order by p.key limit ${batchSize}
    `.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.key;
  }
}
