import { sql, type RawBuilder } from 'kysely';
import type { Chosen, Combination, FacetName } from '../../domain/catalogue/facets.ts';
import { totalOf, facetNames } from '../../domain/catalogue/facets.ts';
import { readQuery, type Query } from '../../domain/catalogue/query.ts';
import { termsIn, unitsOf, type Unit } from '../../domain/catalogue/units.ts';
import { enough, needed, weigh, type Weighed } from '../../domain/catalogue/weights.ts';
import type { Database } from '../connect.ts';
import { countDocuments, countPublications, guess, readSynonyms } from './vocabulary.ts';

/** What is asked of the collection. */
export interface Search {
  readonly text: string;
  readonly office: string | null;
  readonly chosen: Chosen;
  /** One result for each series instead of each edition. */
  readonly bySeries: boolean;
  readonly page: number;
  readonly perPage: number;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
  /** Editions of its series among the results; 1 unless they are grouped. */
  readonly editions: number;
}

export interface Found {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly combinations: readonly Combination[];
  /** The text that was searched for instead, or null. */
  readonly corrected: string | null;
  /** True when no publication has enough of the query, and these have some of it. */
  readonly closest: boolean;
  /** For marking what was found. */
  readonly highlight: RawBuilder<unknown> | null;
}

/** A unit as the database matches it: anywhere, or in titles and numbers. */
interface Condition extends Weighed {
  readonly anywhere: RawBuilder<unknown>;
  readonly inTitle: RawBuilder<unknown>;
  readonly words: number;
}

/** What a match tells, by where it stands. */
const worth = { title: 1, about: 0.6, abstract: 0.25 } as const;
const wholeTitle = 0.2;
const sideBySide = 0.2;
const yearWished = 0.3;

/** Finds publications, the best first, and counts them by what they can be narrowed by. */
export async function search(db: Database, { text, office, ...narrowed }: Search): Promise<Found> {
  const query = readQuery(text);
  const { units, corrected } = await understand(db, query);
  const conditions = await toConditions(db, query, units);
  const found = await find(db, matching(query, { conditions, office, share: enough }), narrowed);
  const closest = found.total === 0 && conditions.length > 1;
  const shown = closest ? await find(db, matching(query, { conditions, office, share: 0 }), narrowed) : found;
  return { ...shown, corrected, closest: closest && shown.total > 0, highlight: anyOf(conditions) };
}

/** Counts and orders what matches. */
async function find(
  db: Database,
  matched: RawBuilder<unknown>,
  { chosen, bySeries, page, perPage }: Omit<Search, 'text' | 'office'>,
): Promise<Pick<Found, 'total' | 'hits' | 'combinations'>> {
  const wanted = narrowing(chosen);
  const ordered = bySeries
    ? sql`select id, score, year, editions from (
        select *, count(*) over (partition by office, series)::int as editions,
          row_number() over (partition by office, series order by score desc, year desc, id) as place
        from matched where ${wanted}) best where place = 1`
    : sql`select id, score, year, 1 as editions from matched where ${wanted}`;
  const { rows } = await sql<{ combinations: Combination[]; hits: Hit[]; groups: number }>`
    with matched as materialized (${matched})
    select
      (select coalesce(json_agg(c), '[]') from (
        select year::text, subject, region, language, softcopy::text, printed::text, count(*)::int
        from matched group by year, subject, region, language, softcopy, printed) c) as combinations,
      (select coalesce(json_agg(h), '[]') from (
        select id, score, editions from (${ordered}) o order by score desc, year desc, id
        limit ${perPage} offset ${(page - 1) * perPage}) h) as hits,
      ${bySeries ? sql`(select count(distinct (office, series))::int from matched where ${wanted})` : sql`0`} as groups
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the search had no answer');
  const { combinations, hits, groups } = row;
  const total = bySeries ? groups : totalOf(combinations, chosen);
  return { total, hits, combinations };
}

/** Cuts a query into what it says, with words that stand nowhere replaced by what they may mean. */
async function understand(db: Database, query: Query): Promise<{ units: Unit[]; corrected: string | null }> {
  const synonyms = await readSynonyms(db, termsIn(query.words));
  const units = unitsOf(query.words, synonyms);
  const documents = await countDocuments(db, units);
  let corrected = query.typed.join(' ');
  const understood = await Promise.all(
    units.map(async (unit, index): Promise<Unit> => {
      const [word = ''] = unit.words;
      if ((documents[index] ?? 0) > 0 || unit.words.length > 1) return unit;
      const meant = await guess(db, word);
      if (!meant) return unit;
      if (!meant.isBeginning) {
        corrected = corrected
          .split(' ')
          .map((typed) => (typed === word ? meant.word : typed))
          .join(' ');
      }
      return { words: [meant.word], alternatives: [[meant.word]] };
    }),
  );
  return { units: understood, corrected: corrected === query.typed.join(' ') ? null : corrected };
}

async function toConditions(db: Database, { numbers }: Query, units: readonly Unit[]): Promise<Condition[]> {
  const [documents, total] = await Promise.all([countDocuments(db, units), countPublications(db)]);
  const asked = [
    ...units.map((unit, index) => ({
      word: unit.words.join(' '),
      documents: documents[index] ?? 0,
      words: unit.words.length,
      anywhere: sql.join(
        unit.alternatives.map((run) => runOf(run, '')),
        sql` || `,
      ),
      inTitle: sql.join(
        unit.alternatives.map((run) => runOf(run, ':A')),
        sql` || `,
      ),
    })),
    ...numbers.map((number) => ({
      word: number,
      documents: 1,
      words: 0,
      anywhere: sql`to_tsquery('simple', ${`${number}:*`})`,
      inTitle: sql`to_tsquery('simple', ${`${number}:*A`})`,
    })),
  ];
  return weigh(asked, total);
}

/** Words that stand side by side, stemmed in both languages; in their titles with `:A`. */
function runOf(words: readonly string[], where: '' | ':A'): RawBuilder<unknown> {
  const text = words.map((word) => `${word}${where}`).join(' <-> ');
  return sql`to_tsquery('indonesian', ${text}) || to_tsquery('english', ${text})`;
}

function anyOf(conditions: readonly Condition[]): RawBuilder<unknown> | null {
  if (conditions.length === 0) return null;
  return sql.join(
    conditions.map(({ anywhere }) => sql`(${anywhere})`),
    sql` || `,
  );
}

/** The select of every publication that answers a query, with its score. */
function matching(
  { typed, phrases, year, years }: Query,
  { conditions, office, share }: { conditions: readonly Condition[]; office: string | null; share: number },
): RawBuilder<unknown> {
  const wheres: RawBuilder<unknown>[] = [sql`true`];
  const scores: RawBuilder<unknown>[] = [sql`0`];
  const least = anyOf(share > 0 ? needed(conditions) : conditions);
  if (least !== null) wheres.push(sql`i.body @@ (${least})`);
  if (conditions.length > 1 && share > 0) {
    const has = conditions.map(
      ({ anywhere, weight }) => sql`${weight}::float8 * (i.body @@ (${anywhere}))::int`,
    );
    wheres.push(sql`${sql.join(has, sql` + `)} >= ${share - 1e-6}::float8`);
  }
  for (const { anywhere, inTitle, weight, words } of conditions) {
    scores.push(sql`case when i.head @@ (${inTitle})
        then ${weight * worth.title}::float8 + ${wholeTitle * words}::float8 / greatest(i.title_words, ${Math.max(1, words)})
      when i.head @@ (${anywhere}) then ${weight * worth.about}::float8
      when i.body @@ (${anywhere}) then ${weight * worth.abstract}::float8 else 0 end`);
  }
  if (typed.length > 1) {
    scores.push(sql`${sideBySide}::float8 * (i.head @@ (${runOf(typed, ':A')}))::int`);
  }
  for (const phrase of phrases) {
    wheres.push(sql`i.body @@ (${runOf(phrase, '')})`);
    scores.push(sql`(i.head @@ (${runOf(phrase, ':A')}))::int`);
  }
  const onlyYear = conditions.length + phrases.length === 0;
  if (year !== null && onlyYear) wheres.push(sql`i.year = ${year}`);
  else if (year !== null) scores.push(sql`${yearWished}::float8 / (1 + abs(i.year - ${year}))`);
  if (years !== null) wheres.push(sql`i.year between ${years.from} and ${years.to}`);
  if (office !== null) wheres.push(sql`i.office = ${office}`);
  return sql`
    select i.id, i.office, i.series, i.year, i.subject, i.region, i.language, i.softcopy, i.printed,
      round((${sql.join(scores, sql` + `)})::numeric, 2)::float8 as score
    from publication_index i where ${sql.join(wheres, sql` and `)}`;
}

/** The condition that a matched publication has one of the chosen values in each facet. */
function narrowing(chosen: Chosen): RawBuilder<unknown> {
  const columns: Readonly<Record<FacetName, RawBuilder<unknown>>> = {
    year: sql`year::text`,
    subject: sql`subject`,
    region: sql`region`,
    language: sql`language`,
    softcopy: sql`softcopy::text`,
    printed: sql`printed::text`,
  };
  const wheres = facetNames.flatMap((name) => {
    const values = chosen[name] ?? [];
    return values.length === 0 ? [] : [sql`${columns[name]} = any (${[...values]}::text[])`];
  });
  return wheres.length === 0 ? sql`true` : sql.join(wheres, sql` and `);
}
