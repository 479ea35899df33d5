import { sql } from 'kysely';
import type { Original } from '../../domain/softcopies/original.ts';
import { lockForChange } from '../catalogue/indexing.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';

/** An original that was taken before, or null; whoever asks is about to use it, so that it is kept until then. */
export async function readOriginal(db: Database, sha256: string): Promise<Original | null> {
  const row = await db
    .updateTable('softcopy_original')
    .set({ unused_since: null })
    .where('sha256', '=', sha256)
    .returning(['sha256', 'bytes', 'pages'])
    .executeTakeFirst();
  return row ?? null;
}

/** Writes down originals whose files were kept. */
async function addOriginals(trx: Database, originals: readonly Original[]): Promise<void> {
  if (originals.length === 0) return;
  await trx
    .insertInto('softcopy_original')
    .values(originals.map(({ sha256, bytes, pages }) => ({ sha256, bytes, pages })))
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ unused_since: null }))
    .execute();
}

/**
 * Gives publications of an office their originals, by their keys; those that have none get one, those that have another get
 * this one. Answers the keys of those that were changed.
 */
export async function attachOriginals(
  trx: Transaction,
  office: string,
  originals: ReadonlyMap<string, Original>,
): Promise<ReadonlySet<string>> {
  if (originals.size === 0) return new Set();
  await lockForChange(trx);
  await addOriginals(trx, [...originals.values()]);
  const { rows } = await sql<{ id: string; key: string }>`
    update publication p set original = given.original, changed_at = ${clock}
    from unnest(${[...originals.keys()]}::text[], ${[...originals.values()].map(({ sha256 }) => sha256)}::text[])
      as given (key, original)
    where p.office = ${office} and p.key = given.key and p.removed_at is null
      and p.original is distinct from given.original
    returning p.id, p.key
  `.execute(trx);
  await sql`
    update publication_index set softcopy = true where id = any (${rows.map(({ id }) => id)}::uuid[])
  `.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

/** A publication of the collection, as far as its original is concerned; null when there is none. */
export async function readKept(db: Database, id: string): Promise<{ office: string; key: string } | null> {
  const row = await db
    .selectFrom('publication')
    .select(['office', 'key'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The originals of these publications, by their ids; those that have none are left out. */
export async function readOriginalsOf(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Original, 'bytes' | 'pages'>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('publication as p')
    .innerJoin('softcopy_original as o', 'o.sha256', 'p.original')
    .select(['p.id', 'o.bytes', 'o.pages'])
    .where('p.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, bytes, pages }) => [id, { bytes, pages }]));
}

/** Takes the softcopy away from a publication; false when it had none. Copies that were asked for are still made. */
export async function detachOriginal(trx: Transaction, id: string): Promise<boolean> {
  await lockForChange(trx);
  const row = await trx
    .updateTable('publication')
    .set({ original: null, changed_at: clock })
    .where('id', '=', id)
    .where('original', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await sql`update publication_index set softcopy = false where id = ${id}`.execute(trx);
  return true;
}

/** Publications of the sample collection that have no original yet, of those with these numbers. */
export async function samplesWithoutOriginal(
  db: Database,
  numbers: readonly string[],
): Promise<{ office: string; key: string; number: string }[]> {
  return db
    .selectFrom('publication')
    .select(['office', 'key'])
    .select(sql<string>`publication_number`.as('number'))
    .where('sample', '=', true)
    .where('removed_at', 'is', null)
    .where('original', 'is', null)
    .where('publication_number', 'in', numbers)
    .execute();
}
