import { sql, type RawBuilder } from 'kysely';
import type { Publication } from '../../../domain/catalogue/publication.ts';
import type { Database } from '../../connect.ts';
import type { Hit } from './search.ts';

/** A text in parts; those that were searched for are marked. */
export interface Part {
  readonly text: string;
  readonly match: boolean;
}

/** A publication among the results, with what answers the query marked. */
export interface ShownHit
  extends
    Pick<
      Publication,
      | 'title'
      | 'titleEn'
      | 'year'
      | 'catalogueNumber'
      | 'publicationNumber'
      | 'issn'
      | 'isbn'
      | 'region'
      | 'subject'
      | 'pages'
      | 'copies'
      | 'shelf'
    >,
    Pick<Hit, 'id' | 'editions'> {
  readonly softcopy: boolean;
  readonly sample: boolean;
  readonly highlights: { readonly title: readonly Part[]; readonly abstract: readonly Part[] };
}

/** Characters that no text has, around what is marked. */
const from = '\uE000';
const to = '\uE001';
const marks = `StartSel=${from}, StopSel=${to}`;

/** The details of these hits, in their order. */
export async function readHits(
  db: Database,
  hits: readonly Hit[],
  highlight: RawBuilder<unknown> | null,
): Promise<ShownHit[]> {
  if (hits.length === 0) return [];
  const marked = (text: RawBuilder<unknown>, options: string): RawBuilder<unknown> =>
    highlight === null
      ? text
      : sql`ts_headline('indonesian', ${text}, ${highlight}, ${`${marks}, ${options}`})`;
  const { rows } = await sql<ShownHit & { titleMarked: string; abstractMarked: string }>`
    select p.id, p.title, p.title_en as "titleEn", p.year, p.catalogue_number as "catalogueNumber",
      p.publication_number as "publicationNumber", p.issn, p.isbn, p.region, p.subject, p.pages, p.copies, p.shelf,
      p.sample, i.softcopy, h.editions, ${marked(sql`p.title`, 'HighlightAll=true')} as "titleMarked",
      ${marked(sql`coalesce(p.abstract, '')`, 'MaxWords=35, MinWords=20')} as "abstractMarked"
    from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) h (id uuid, editions int)
    join publication p using (id) join publication_index i using (id)
  `.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap(({ id }) => {
    const row = byId.get(id);
    if (!row) return []; // removed a moment ago
    const { titleMarked, abstractMarked, ...hit } = row;
    const highlights = { title: partsOf(titleMarked), abstract: partsOf(abstractMarked) };
    return [Object.assign(hit, { highlights })];
  });
}

/** Cuts a marked text where the marks are. */
function partsOf(text: string): Part[] {
  return text
    .split(from)
    .flatMap((piece, index): Part[] => {
      if (index === 0) return [{ text: piece, match: false }];
      const [match = '', ...rest] = piece.split(to);
      return [
        { text: match, match: true },
        { text: rest.join(''), match: false },
      ];
    })
    .filter((part) => part.text !== '');
}
