import { sql, type RawBuilder } from 'kysely';
import { facetNames, type Chosen, type Counted, type FacetName } from '../../domain/catalogue/facets.ts';
import { readQuery, type Query } from '../../domain/catalogue/query.ts';
import { placeAround } from '../../domain/catalogue/regions.ts';
import { close, enough, sufficient, weigh, type Weighed } from '../../domain/catalogue/weights.ts';
import type { Database } from '../connect.ts';
import { joined, oneOf, runOf } from './runs.ts';
import { understand, type Understood } from './understanding.ts';
import { countDocuments, countPublications } from './vocabulary.ts';

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
  /** Editions of its series among the results; 1 unless they are grouped. */
  readonly editions: number;
}

export interface Found {
  readonly total: number;
  /** How many of them have enough of the query; they come first, and the rest comes close. */
  readonly enough: number;
  readonly hits: readonly Hit[];
  readonly counts: readonly Counted[];
  /** The text that was searched for instead, or null. */
  readonly corrected: string | null;
  /** True when no publication has enough of the query, and these have some of it. */
  readonly closest: boolean;
  /** For marking what was found. */
  readonly highlight: RawBuilder<unknown> | null;
}

/** A unit as the database matches it: all its words, or in a row anywhere, or in a row in titles and numbers. */
interface Condition extends Weighed {
  readonly all: RawBuilder<unknown>;
  readonly anywhere: RawBuilder<unknown>;
  readonly inTitle: RawBuilder<unknown>;
  readonly words: number;
}

/** A query as the database answers it. */
interface Question {
  readonly query: Query;
  readonly conditions: readonly Condition[];
  /** Regions that are asked for, and those around them. */
  readonly places: readonly string[];
  readonly around: readonly string[];
  /** The typed words in a row, corrected. */
  readonly inARow: RawBuilder<unknown> | null;
  readonly office: string | null;
}

/** What a match tells, by where it stands. */
const worth = { title: 1, about: 0.6, abstract: 0.25 } as const;
const wholeTitle = 0.2;
const sideBySide = 0.1;
const yearWished = 0.3;
const yearPublished = 0.05;
const newestEdition = 0.15;
const itsRegion = 0.2;
const regionAround = 0.1;
/** Whatever has enough of a query comes before all else. */
const hasEnough = 10;

/** A shorter answer is filled up to this many with what comes closest. */
const fewest = 10;
/** The best of these are told apart by their score; in longer answers the rest follows by its year. */
const mostScored = 200;

/** Finds publications, the best first, and counts them by what they can be narrowed by. */
export async function search(db: Database, { text, office, ...narrowed }: Search): Promise<Found> {
  const query = readQuery(text);
  const understood = await understand(db, query);
  const question = await toQuestion(db, { query, understood, office });
  const { corrected } = understood;
  const highlight = joined(
    question.conditions.map(({ anywhere }) => anywhere),
    '||',
  );
  const found = await find(db, { matched: answers(question), question, ...narrowed });
  if (found.matched >= fewest || !canComeClose(question))
    return { ...found, enough: found.total, corrected, closest: false, highlight };
  const filled = await find(db, { matched: closest(question), question, ...narrowed });
  const nothingHasEnough = found.total === 0 && filled.total > 0;
  return { ...filled, enough: found.total, corrected, closest: nothingHasEnough, highlight };
}

const canComeClose = ({ query, conditions }: Question): boolean =>
  conditions.length > 1 || (conditions.length > 0 && query.years !== null);

/** Counts and orders what matches. */
async function find(
  db: Database,
  {
    matched,
    question,
    chosen,
    bySeries,
    page,
    perPage,
  }: Omit<Search, 'text' | 'office'> & { matched: RawBuilder<unknown>; question: Question },
): Promise<Pick<Found, 'total' | 'hits' | 'counts'> & { readonly matched: number }> {
  const wanted = narrowing(chosen);
  const place = bySeries
    ? sql`row_number() over (partition by office, series order by score desc, year desc, id)`
    : sql`1`;
  const order = likelyFirst(question);
  const scored = Math.max(mostScored, page * perPage);
  const titled = allInTitle(question);
  const candidates = sql`
    (select id from narrowed order by ${order} limit ${scored})
    ${titled === null ? sql`` : sql`union (select id from narrowed where id in (select id from publication_index i where ${titled}) order by ${order} limit ${scored})`}`;
  const { rows } = await sql<{ counts: Counted[]; hits: Hit[]; total: number; matched: number }>`
    with matched as materialized (${matched}),
    narrowed as materialized (select * from matched where ${wanted}),
    candidates as (${candidates}),
    scored as (
      select i.id, i.office, i.series, i.year, ${scoreOf(question)} as score
      from candidates join publication_index i using (id)),
    ordered as (select *, ${place} as place from scored)
    select
      (select coalesce(json_agg(c), '[]') from (${countsOf(chosen)}) c) as counts,
      (select coalesce(json_agg(h), '[]') from (
        select id, ${bySeries ? sql`(select count(*)::int from narrowed n where n.office = o.office and n.series = o.series)` : sql`1`} as editions
        from ordered o where place = 1 order by score desc, year desc, id
        limit ${perPage} offset ${(page - 1) * perPage}) h) as hits,
      (select ${bySeries ? sql`count(distinct (office, series))` : sql`count(*)`}::int from narrowed) as total,
      (select count(*)::int from matched) as matched
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the search had no answer');
  return row;
}

async function toQuestion(
  db: Database,
  { query, understood, office }: { query: Query; understood: Understood; office: string | null },
): Promise<Question> {
  const { units, places, typed } = understood;
  const [documents, total] = await Promise.all([countDocuments(db, units), countPublications(db)]);
  const asked = [
    ...units.map((unit, index) => ({
      word: unit.words.join(' '),
      documents: documents[index] ?? 0,
      isPlace: unit.alternatives.some((run) => places.has(run.join(' '))),
      words: unit.words.length,
      all: oneOf(unit, 'all'),
      anywhere: oneOf(unit, 'row'),
      inTitle: oneOf(unit, 'title-row'),
    })),
    ...query.numbers.map((number) => ({
      word: number,
      documents: 1,
      isPlace: false,
      words: 0,
      all: sql`to_tsquery('simple', ${`${number}:*`})`,
      anywhere: sql`to_tsquery('simple', ${`${number}:*`})`,
      inTitle: sql`to_tsquery('simple', ${`${number}:*A`})`,
    })),
  ];
  return {
    query,
    conditions: weigh(asked, total),
    places: [...places],
    around: [...places].map(placeAround).filter((place) => place !== null),
    inARow: typed.length > 1 ? runOf(typed, 'title-row') : null,
    office,
  };
}

/** What has this share of the weight, as one query that the index answers alone. */
function withShare(conditions: readonly Condition[], share: number): RawBuilder<unknown> | null {
  const sets = sufficient(conditions, share).map((set) =>
    joined(
      set.map(({ all }) => all),
      '&&',
    ),
  );
  return joined(
    sets.filter((set) => set !== null),
    '||',
  );
}

/** What is counted and narrowed by. */
const short = sql`i.id, i.office, i.series, i.year, i.until, i.newest, i.place, i.subject, i.region, i.language, i.softcopy, i.printed`;

/** The select of every publication that answers a query. */
function answers(question: Question): RawBuilder<unknown> {
  return sql`select ${short} from publication_index i where ${sql.join([...required(question), ...within(question)], sql` and `)}`;
}

/** The select of what answers a query, filled up with what comes closest. */
function closest(question: Question): RawBuilder<unknown> {
  const near = withShare(question.conditions, close);
  return sql`select ${short} from publication_index i
    where ${sql.join([near === null ? sql`true` : sql`i.body @@ (${near})`, ...always(question)], sql` and `)}
    order by ${scoreOf(question)} desc, i.year desc, i.id limit ${fewest}`;
}

/** What an answer must have. */
function required(question: Question): RawBuilder<unknown>[] {
  const has = withShare(question.conditions, enough);
  return [...(has === null ? [] : [sql`i.body @@ (${has})`]), ...always(question)];
}

/** What even the closest must have. */
function always({ query, conditions, office }: Question): RawBuilder<unknown>[] {
  const { phrases, year } = query;
  const wheres = phrases.map((phrase) => sql`i.body @@ (${runOf(phrase, 'row')})`);
  if (year !== null && conditions.length + phrases.length === 0)
    wheres.push(sql`(i.year = ${year} or ${year} between i.since and i.until)`);
  if (office !== null) wheres.push(sql`i.office = ${office}`);
  return [sql`true`, ...wheres];
}

/** A range of years holds what was published in it, and what tells of a part of it. */
function within({ query: { years } }: Question): RawBuilder<unknown>[] {
  if (years === null) return [];
  const { from, to } = years;
  return [sql`(i.year between ${from} and ${to} or (i.since <= ${to} and i.until >= ${from}))`];
}

/** The condition that every unit stands in the title, which an index of its own answers. */
function allInTitle({ conditions, query: { phrases } }: Question): RawBuilder<unknown> | null {
  const all = joined(
    [...conditions.map(({ all: words }) => words), ...phrases.map((phrase) => runOf(phrase, 'all'))],
    '&&',
  );
  return all === null ? null : sql`i.title @@ (${all})`;
}

/** What is likely among the best, by its short columns alone. */
function likelyFirst({ query: { year, years }, places }: Question): RawBuilder<unknown> {
  const here = places.length === 0 ? [] : [sql`coalesce(place = any (${places}::text[]), false) desc`];
  const wished =
    year === null
      ? years === null
        ? [sql`newest desc`]
        : []
      : [sql`least(abs(year - ${year}), abs(until - ${year}))`];
  return sql.join([...here, ...wished, sql`year desc`, sql`id`]);
}

/** How well a publication answers, to two decimals. */
function scoreOf(question: Question): RawBuilder<unknown> {
  const { query, conditions, places, around, inARow } = question;
  const { phrases, year, years } = query;
  const scores: RawBuilder<unknown>[] = [sql`0`];
  for (const { all, anywhere, inTitle, rank, words } of conditions) {
    scores.push(sql`case when i.head @@ (${inTitle})
        then ${rank * worth.title}::float8 + ${wholeTitle * words}::float8 / greatest(i.title_words, ${Math.max(1, words)})
      when i.head @@ (${anywhere}) then ${rank * worth.about}::float8
      when i.body @@ (${all}) then ${rank * worth.abstract}::float8 else 0 end`);
  }
  if (canComeClose(question)) {
    const wheres = sql.join([...required(question), ...within(question)], sql` and `);
    scores.push(sql`${hasEnough}::float8 * (${wheres})::int`);
  }
  if (inARow !== null) scores.push(sql`${sideBySide}::float8 * (i.head @@ (${inARow}))::int`);
  for (const phrase of phrases) scores.push(sql`(i.head @@ (${runOf(phrase, 'title-row')}))::int`);
  if (places.length > 0)
    scores.push(sql`case when i.place = any (${places}::text[]) then ${itsRegion}::float8
      when i.place = any (${around}::text[]) then ${regionAround}::float8 else 0 end`);
  if (year !== null)
    scores.push(
      sql`${yearWished}::float8 / (1 + least(abs(i.year - ${year}), abs(i.until - ${year}))) + ${yearPublished}::float8 * (i.year = ${year})::int`,
    );
  else if (years !== null)
    scores.push(sql`${yearWished}::float8 * (i.since = ${years.from} and i.until = ${years.to})::int`);
  else scores.push(sql`${newestEdition}::float8 * i.newest::int`);
  return sql`((${sql.join(scores, sql` + `)}) * 100)::int`;
}

/** Facets as columns of what matched. */
const columns: Readonly<Record<FacetName, RawBuilder<unknown>>> = {
  year: sql`year`,
  subject: sql`subject`,
  region: sql`region`,
  language: sql`language`,
  softcopy: sql`softcopy`,
  printed: sql`printed`,
};

/** Counts each value as if its own facet were not narrowed, so that a second value can be chosen beside the first. */
function countsOf(chosen: Chosen): RawBuilder<unknown> {
  return sql.join(
    facetNames.map((name) => {
      const isOpen = (chosen[name] ?? []).length === 0;
      const from = isOpen ? sql`narrowed` : sql`matched where ${narrowing({ ...chosen, [name]: [] })}`;
      return sql`(select ${name}::text as facet, value::text, count from (
        select ${columns[name]} as value, count(*)::int as count from ${from} group by 1) v where value is not null)`;
    }),
    sql` union all `,
  );
}

/** The condition that a matched publication has one of the chosen values in each facet. */
function narrowing(chosen: Chosen): RawBuilder<unknown> {
  const wheres = facetNames.flatMap((name) => {
    const values = chosen[name] ?? [];
    return values.length === 0 ? [] : [sql`${columns[name]}::text = any (${[...values]}::text[])`];
  });
  return wheres.length === 0 ? sql`true` : sql.join(wheres, sql` and `);
}
