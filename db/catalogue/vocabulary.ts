import { sql } from 'kysely';
import type { Unit } from '../../domain/catalogue/units.ts';
import type { Database } from '../connect.ts';

/** What else each of these terms is called, where it is called something else. */
export async function readSynonyms(db: Database, terms: readonly string[]): Promise<Map<string, string[]>> {
  if (terms.length === 0) return new Map();
  const rows = await db
    .selectFrom('synonym as own')
    .innerJoin('synonym as other', 'other.line', 'own.line')
    .whereRef('other.term', '<>', 'own.term')
    .where('own.term', 'in', terms)
    .select(['own.term', 'other.term as meaning'])
    .distinct()
    .orderBy('meaning')
    .execute();
  const found = new Map<string, string[]>();
  for (const { term, meaning } of rows) found.set(term, [...(found.get(term) ?? []), meaning]);
  return found;
}

/**
 * In how many publications each unit stands, about: the rarest word of an alternative, the sum of the alternatives.
 * Words with the same stem in either language count together.
 */
export async function countDocuments(db: Database, units: readonly Unit[]): Promise<number[]> {
  const words = [...new Set(units.flatMap(({ alternatives }) => alternatives.flat()))];
  if (words.length === 0) return [];
  const { rows } = await sql<{ word: string; documents: number }>`
    select asked.word, greatest(
        (select max(w.documents) from search_word w where w.stem = asked.stem),
        (select max(w.documents) from search_word w where w.stem_en = asked.stem_en), 0) as documents
    from (select word, coalesce((ts_lexize('indonesian_stem', word))[1], word) as stem,
      coalesce((ts_lexize('english_stem', word))[1], word) as stem_en from unnest(${words}::text[]) word) asked
  `.execute(db);
  const counts = new Map(rows.map(({ word, documents }) => [word, documents]));
  return units.map(({ alternatives }) =>
    alternatives.reduce((sum, run) => sum + Math.min(...run.map((word) => counts.get(word) ?? 0)), 0),
  );
}

/** What a word that stands nowhere may have been meant as. */
export interface Guess {
  readonly word: string;
  /** True when the word is only begun. */
  readonly isBeginning: boolean;
}

/** Words that are written most alike, by edit distance, then the more frequent. */
export async function guess(db: Database, word: string): Promise<Guess | null> {
  const { rows } = await sql<Guess>`
    (select word, true as "isBeginning" from search_word
      where length(${word}) >= 3 and word like ${`${word}%`} order by documents desc limit 1)
    union all
    (select word, false from search_word
      where word % ${word} and levenshtein_less_equal(word, ${word}, ${mostEdits(word)}) <= ${mostEdits(word)}
      order by levenshtein(word, ${word}), documents desc, word limit 1)
  `.execute(db);
  return rows[0] ?? null;
}

/** How many letters may be wrong. */
function mostEdits(word: string): number {
  if (word.length <= 3) return 1;
  return word.length <= 7 ? 2 : 3;
}

/** How many publications can be found. */
export async function countPublications(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select greatest(reltuples, 0)::int as n from pg_class where oid = 'publication_index'::regclass
  `.execute(db);
  return Math.max(1, rows[0]?.n ?? 0);
}
