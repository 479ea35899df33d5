import { sql } from 'kysely';
import { isMistyped, mostEdits } from '../../../domain/catalogue/search/typos.ts';
import type { Unit } from '../../../domain/catalogue/search/units.ts';
import type { Database } from '../../connect.ts';

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

/** In how many publications the units of a query stand, of how many. */
export interface CountedUnits {
  readonly documents: ReadonlyMap<Unit, number>;
  readonly total: number;
}

/**
 * In how many publications each unit stands, about: the rarest word of an alternative, the sum of the alternatives.
 * Words with the same stem in either language count together. How many can be found is what the statistics say, which a
 * first import runs ahead of.
 */
export async function countDocuments(db: Database, units: readonly Unit[]): Promise<CountedUnits> {
  const words = [...new Set(units.flatMap(({ alternatives }) => alternatives.flat()))];
  const { rows } = await sql<{ documents: Readonly<Record<string, number>>; total: number }>`
    select (select coalesce(json_object_agg(asked.word, greatest(
        (select max(w.documents) from search_word w where w.stem = asked.stem),
        (select max(w.documents) from search_word w where w.stem_en = asked.stem_en), 0)), '{}')
      from (select word, coalesce((ts_lexize('indonesian_stem', word))[1], word) as stem,
        coalesce((ts_lexize('english_stem', word))[1], word) as stem_en from unnest(${words}::text[]) word) asked) as documents,
      greatest((select reltuples from pg_class where oid = 'publication_index'::regclass),
        (select max(documents) from search_word), 1)::int as total
  `.execute(db);
  const { documents: counts = {}, total = 1 } = rows[0] ?? {};
  const of = ({ alternatives }: Unit): number =>
    alternatives.reduce((sum, run) => sum + Math.min(...run.map((word) => counts[word] ?? 0)), 0);
  return { documents: new Map(units.map((unit) => [unit, of(unit)])), total };
}

/** Which of these are names of regions in the collection. */
export async function readPlaces(db: Database, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...new Set(names)]}::text[]) name
    where exists (select from publication_index where place = name)
  `.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Words that begin so, the most frequent first. */
export async function readBeginnings(db: Database, beginning: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from search_word where word like ${`${beginning}%`} and length(word) > ${beginning.length}
    order by documents desc, word limit ${mostEndings}
  `.execute(db);
  return rows.map(({ word }) => word);
}

/** Of a word that was only begun. */
const mostEndings = 12;

/** The word that is written most alike, by edit distance, then the more frequent; or null. */
export async function guess(db: Database, word: string): Promise<string | null> {
  const { rows } = await sql<{ word: string; edits: number }>`
    select word, levenshtein(word, ${word}) as edits from search_word
    where word % ${word} and levenshtein_less_equal(word, ${word}, ${mostEdits(word)}) <= ${mostEdits(word)}
    order by edits, documents desc, word limit ${mostGuessed}
  `.execute(db);
  return rows.find((row) => isMistyped(word, row.word, row.edits))?.word ?? null;
}

/** Words that are looked at before it is said that none is meant. */
const mostGuessed = 12;
