import { sql } from 'kysely';
import type { Database } from '../connect.ts';

/** A number that every committed change of what can be found, and of the synonyms, raises. */
export async function readRevision(db: Database): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select sum(revision)::text as revision from catalogue_revision
  `.execute(db);
  return rows[0]?.revision ?? '';
}
