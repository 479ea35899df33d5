import { sql, type RawBuilder } from 'kysely';
import type { Unit } from '../../domain/catalogue/search/units.ts';
import type { Database } from '../connect.ts';

/** How words of a unit stand: in a row anywhere, in a row in titles and numbers, or all of them in any order. */
type Standing = 'row' | 'title-row' | 'all';

/** A `tsquery` whose words are stemmed already, so that they are stemmed once and not wherever it stands. */
export type Matched = RawBuilder<unknown>;

/** Any of what a unit may be called. Only `all` is answered by an index without reading a row. */
export const oneOf = (unit: Unit, standing: Standing): RawBuilder<unknown> =>
  sql.join(
    (standing === 'all' ? widest(unit) : unit.alternatives).map((run) => runOf(run, standing)),
    sql` || `,
  );

/**
 * The same as `all`, in pieces that an index answers fast: single words together, every run by itself. One query of
 * many runs makes it weigh each publication that has any word of them.
 */
export function piecesOf(unit: Unit): RawBuilder<unknown>[] {
  const runs = widest(unit);
  const single = runs.filter((run) => run.length === 1).map((run) => runOf(run, 'all'));
  return [
    ...(single.length === 0 ? [] : [sql.join(single, sql` || `)]),
    ...runs.filter((run) => run.length > 1).map((run) => runOf(run, 'all')),
  ];
}

/** The alternatives that no other one holds: who has `poverty rate` has `poverty`, in any order. */
const widest = ({ alternatives }: Unit): readonly (readonly string[])[] =>
  alternatives.filter(
    (run) =>
      !alternatives.some((other) => other.length < run.length && other.every((word) => run.includes(word))),
  );

/** Words that stand so, stemmed in both languages. */
export function runOf(words: readonly string[], standing: Standing): RawBuilder<unknown> {
  if (standing === 'all') {
    const isAlone = words.length === 1;
    return sql.join(
      words.map((word) => eitherStem(word, { isAlone })),
      sql` && `,
    );
  }
  const text = words.map((word) => (standing === 'title-row' ? `${word}:A` : word)).join(' <-> ');
  return sql`to_tsquery('indonesian', ${text}) || to_tsquery('english', ${text})`;
}

/** A word by its stem in either language. Among others, one that a language does not count may be missing. */
function eitherStem(word: string, { isAlone }: { isAlone: boolean }): RawBuilder<unknown> {
  const [id, en] = [sql`to_tsquery('indonesian', ${word})`, sql`to_tsquery('english', ${word})`];
  const uncounted = isAlone ? sql`` : sql`when 0 in (numnode(${id}), numnode(${en})) then ''::tsquery`;
  return sql`case ${uncounted} when ${id} = ${en} then ${id} else ${id} || ${en} end`;
}

/** Stems the words of each of these lists of queries; what is said twice in a list is said once. */
export async function stem(
  db: Database,
  lists: readonly (readonly RawBuilder<unknown>[])[],
): Promise<Matched[][]> {
  const queries = lists.flat();
  if (queries.length === 0) return lists.map(() => []);
  const texts = queries.map((query) => sql`(${query})::text`);
  const { rows } = await sql<{ stemmed: string[] }>`select array[${sql.join(texts)}] as stemmed`.execute(db);
  const stemmed = (rows[0]?.stemmed ?? []).values();
  return lists.map((list) => {
    const own = new Set(list.map(() => stemmed.next().value ?? ''));
    return [...own].filter((text) => text !== '').map((text) => sql`${text}::tsquery`);
  });
}

/** Queries in brackets, with an operator between them; null when there is none. */
export function joined(
  queries: readonly RawBuilder<unknown>[],
  operator: '||' | '&&',
): RawBuilder<unknown> | null {
  if (queries.length === 0) return null;
  return sql.join(
    queries.map((query) => sql`(${query})`),
    operator === '||' ? sql` || ` : sql` && `,
  );
}
