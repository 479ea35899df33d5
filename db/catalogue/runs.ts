import { sql, type RawBuilder } from 'kysely';
import type { Unit } from '../../domain/catalogue/units.ts';

/** How words of a unit stand: in a row anywhere, in a row in titles and numbers, or all of them in any order. */
type Standing = 'row' | 'title-row' | 'all';

/** Any of what a unit may be called. Only `all` is answered by an index without reading a row. */
export const oneOf = ({ alternatives }: Unit, standing: Standing): RawBuilder<unknown> =>
  sql.join(
    alternatives.map((run) => runOf(run, standing)),
    sql` || `,
  );

/** Words that stand so, stemmed in both languages. */
export function runOf(words: readonly string[], standing: Standing): RawBuilder<unknown> {
  const text = words
    .map((word) => (standing === 'title-row' ? `${word}:A` : word))
    .join(standing === 'all' ? ' & ' : ' <-> ');
  return sql`to_tsquery('indonesian', ${text}) || to_tsquery('english', ${text})`;
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
