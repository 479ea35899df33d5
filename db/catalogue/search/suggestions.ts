import { sql } from 'kysely';
import { readQuery } from '../../../domain/catalogue/search/query.ts';
import { withoutYears } from '../../../domain/catalogue/series.ts';
import type { Database } from '../../connect.ts';
import { joined, oneOf } from '../runs.ts';
import { understand } from './understanding.ts';
import { readBeginnings } from './vocabulary.ts';

/** What somebody may want to type: the name of a series, or the query with its last word ended. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'series' | 'word';
}

const most = 8;
/** Editions of different offices, languages and years may have one name. */
const mostRead = 60;

/** What may be meant by a query that is being typed: its last word may be only begun, any may be mistyped. */
export async function suggest(
  db: Database,
  { text, office }: { text: string; office: string | null },
): Promise<Suggestion[]> {
  const query = readQuery(text);
  const { units, places, typed } = await understand(db, query);
  const [begun, last] = [query.typed.at(-1), typed.at(-1)];
  if (begun === undefined || last === undefined) return [];
  const endings = query.isBegun ? await readBeginnings(db, begun) : [];
  const ended = endings.map((ending) => [ending]);
  const all = joined(
    units.map(({ words, alternatives }) => {
      const isLast = words.at(-1) === last;
      return oneOf({ words, alternatives: isLast ? [...alternatives, ...ended] : alternatives }, 'all');
    }),
    '&&',
  );
  if (all === null) return [];
  const { rows } = await sql<{ title: string }>`
    with found as (
      select id, place, title_words, year from publication_index
      where newest and title @@ (${all}) and ${office === null ? sql`true` : sql`office = ${office}`}
      order by coalesce(place = any (${[...places]}::text[]), false) desc, title_words, year desc, id limit ${mostRead})
    select p.title from found join publication p using (id)
    order by coalesce(found.place = any (${[...places]}::text[]), false) desc, title_words, found.year desc, p.title
  `.execute(db);
  const series = new Set(rows.map(({ title }) => withoutYears(title)));
  return [
    ...[...series].map((title): Suggestion => ({ text: title, kind: 'series' })),
    ...endings.map((ending): Suggestion => ({
      text: [...typed.slice(0, -1), ending].join(' '),
      kind: 'word',
    })),
  ].slice(0, most);
}
