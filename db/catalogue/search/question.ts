import { sql, type RawBuilder } from 'kysely';
import { facetNames, type Chosen, type FacetName } from '../../../domain/catalogue/search/facets.ts';
import { readQuery, type Query } from '../../../domain/catalogue/search/query.ts';
import { placeAround } from '../../../domain/catalogue/regions.ts';
import { close, enough, sufficient, weigh, type Weighed } from '../../../domain/catalogue/search/weights.ts';
import type { Database } from '../../connect.ts';
import { joined, oneOf, piecesOf, runOf, stem, type Matched } from '../runs.ts';
import { understand } from './understanding.ts';

/** What a match tells of a unit, and its words as the database matches them. */
interface Condition extends Weighed {
  /** Of the unit; 0 for a number. */
  readonly words: number;
  /** All its words, for an index: any of these pieces. */
  readonly pieces: readonly Matched[];
  /** The same for a row. */
  readonly all: Matched;
  /** Its words in a row, anywhere or in titles and numbers. */
  readonly anywhere: Matched;
  readonly inTitle: Matched;
}

/** A query as the database answers it. Its conditions speak of `publication_index i`, its score of `publication_text t` as well. */
export interface Question {
  readonly query: Query;
  readonly conditions: readonly Condition[];
  readonly phrases: readonly { readonly all: Matched; readonly row: Matched; readonly inTitle: Matched }[];
  /** The typed words in a row, corrected. */
  readonly inARow: Matched | null;
  /** Any of it, for marking what was found. */
  readonly highlight: Matched | null;
  /** Regions that are asked for, and those around them. */
  readonly places: readonly string[];
  readonly around: readonly string[];
  readonly office: string | null;
  /** The text that is searched for instead, or null. */
  readonly corrected: string | null;
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
/** Facets as columns of `publication_index i`. */
export const facetColumns: Readonly<Record<FacetName, RawBuilder<unknown>>> = {
  year: sql`i.year`,
  subject: sql`i.subject`,
  region: sql`i.region`,
  language: sql`i.language`,
  softcopy: sql`i.softcopy`,
  printed: sql`i.printed`,
};

/** Reads a text as a question to the collection of an office, or of all. */
export async function toQuestion(
  db: Database,
  { text, office }: { text: string; office: string | null },
): Promise<Question> {
  const query = readQuery(text);
  const { units, documents, total, places, typed, corrected } = await understand(db, query);
  const asked = [
    ...units.map((unit) => ({
      word: unit.words.join(' '),
      documents: documents.get(unit) ?? 0,
      isPlace: unit.alternatives.some((run) => places.has(run.join(' '))),
      words: unit.words.length,
      matched: [oneOf(unit, 'all'), oneOf(unit, 'row'), oneOf(unit, 'title-row'), piecesOf(unit)],
    })),
    ...query.numbers.map((number) => ({
      word: number,
      documents: 1,
      isPlace: false,
      words: 0,
      matched: [
        ...[`${number}:*`, `${number}:*`, `${number}:*A`].map((text) => sql`to_tsquery('simple', ${text})`),
        [sql`to_tsquery('simple', ${`${number}:*`})`],
      ],
    })),
  ];
  const runs = typed.length > 1 ? [[runOf(typed, 'title-row')]] : [];
  const stemmed = await stem(db, [
    ...asked.flatMap(({ matched }) => matched.map((queries) => [queries].flat())),
    ...query.phrases.flatMap((phrase) => standings.map((standing) => [runOf(phrase, standing)])),
    ...runs,
  ]);
  const lists = stemmed.values();
  const next = (): Matched => lists.next().value?.[0] ?? nothing;
  const conditions = weigh(
    asked.map(({ word, documents: n, isPlace, words }) => ({
      word,
      documents: n,
      isPlace,
      words,
      all: next(),
      anywhere: next(),
      inTitle: next(),
      pieces: lists.next().value ?? [],
    })),
    total,
  );
  return {
    query,
    conditions,
    phrases: query.phrases.map(() => ({ all: next(), row: next(), inTitle: next() })),
    inARow: runs.length > 0 ? next() : null,
    highlight: joined(
      conditions.map(({ anywhere }) => anywhere),
      '||',
    ),
    places: [...places],
    around: [...places].map(placeAround).filter((place) => place !== null),
    office,
    corrected,
  };
}

const standings = ['all', 'row', 'title-row'] as const;
const nothing = sql`''::tsquery`;

/** True when nothing is asked for that one publication could have more of than another. */
export const isBrowsing = ({ conditions, query: { phrases, year } }: Question): boolean =>
  conditions.length + phrases.length === 0 && year === null;

/** Whether a publication can have some of it without having enough. */
export const canComeClose = ({ query, conditions }: Question): boolean =>
  conditions.length > 1 || (conditions.length > 0 && query.years !== null);

/** About how many publications answer at most; what is told by a phrase or a year alone does not count. */
export const mostAnswers = ({ conditions }: Question): number =>
  sufficient(conditions, enough).reduce(
    (sum, words) => sum + Math.min(...words.map(({ documents }) => documents)),
    0,
  );

/** The condition that a publication answers the question. */
export const answering = (question: Question): RawBuilder<unknown> =>
  every([...withShare(question.conditions, enough), ...always(question), ...within(question)]);

/**
 * The condition that a publication has some of it, and what even the closest must have. What stands nowhere in the
 * collection does not count, or a word nobody writes would leave nothing to show.
 */
export function comingClose(question: Question): RawBuilder<unknown> {
  const known = question.conditions.filter(({ documents }) => documents > 0);
  if (known.length === 0) return sql`false`;
  const sum = known.reduce((all, { weight }) => all + weight, 0);
  return every([...withShare(known, close * sum), ...always(question)]);
}

/** The condition that what answers has all of it in its title; null when there are no words. */
export function havingInTitle({ conditions, phrases }: Question): RawBuilder<unknown> | null {
  if (conditions.length + phrases.length === 0) return null;
  return every([...conditions, ...phrases].map(({ all }) => sql`i.title @@ ${all}`));
}

/** Several conditions instead of one query: an index joins them much faster than it weighs a query of all. */
const hasAny = (column: RawBuilder<unknown>, pieces: readonly Matched[]): RawBuilder<unknown> =>
  pieces.length === 0
    ? sql`false`
    : sql`(${sql.join(
        pieces.map((piece) => sql`${column} @@ ${piece}`),
        sql` or `,
      )})`;

/** The condition that a publication has one of the chosen values in each facet. */
export function narrowing(chosen: Chosen): RawBuilder<unknown> {
  return every(
    facetNames.flatMap((name) => {
      const values = chosen[name] ?? [];
      return values.length === 0 ? [] : [sql`${facetColumns[name]}::text = any (${[...values]}::text[])`];
    }),
  );
}

/** All of these conditions. */
export const every = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** What is likely among the best, by its short columns alone. */
export function likelyFirst({ query: { year, years }, places }: Question): RawBuilder<unknown> {
  const here = places.length === 0 ? [] : [sql`coalesce(i.place = any (${places}::text[]), false) desc`];
  const wished =
    year === null
      ? years === null
        ? [sql`i.newest desc`]
        : []
      : [sql`least(abs(i.year - ${year}), abs(i.until - ${year}))`];
  return sql.join([...here, ...wished, sql`i.year desc`, sql`i.released desc nulls last`]);
}

/** How well a publication answers, to two decimals. */
export function scoreOf(question: Question): RawBuilder<unknown> {
  const { conditions, phrases, inARow } = question;
  const words = conditions.map(
    ({ all, anywhere, inTitle, rank, words: count }) => sql`case when t.head @@ (${inTitle})
        then ${rank * worth.title}::float8 + ${wholeTitle * count}::float8 / greatest(i.title_words, ${Math.max(1, count)})
      when t.head @@ (${anywhere}) then ${rank * worth.about}::float8
      when i.terms @@ (${all}) then ${rank * worth.abstract}::float8 else 0 end`,
  );
  const row = inARow === null ? [] : [sql`${sideBySide}::float8 * (t.head @@ (${inARow}))::int`];
  const sentences = phrases.map(({ inTitle }) => sql`(t.head @@ (${inTitle}))::int`);
  return rounded([...words, ...row, ...sentences, ...shortScores(question)]);
}

/** About the same score, without a look at `publication_text`: whatever scores well is among the first by it. */
export function roughScoreOf(question: Question): RawBuilder<unknown> {
  const words = question.conditions.map(
    ({ all, rank }) => sql`case when i.title @@ (${all}) then ${rank * worth.title}::float8
      when i.terms @@ (${all}) then ${rank * worth.about}::float8 else 0 end`,
  );
  return rounded([...words, ...shortScores(question)]);
}

const rounded = (scores: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`((${sql.join([sql`0`, ...scores], sql` + `)}) * 100)::int`;

/** What the short columns add to a score. */
function shortScores(question: Question): RawBuilder<unknown>[] {
  const { places, around, query } = question;
  const scores: RawBuilder<unknown>[] = [];
  if (places.length > 0)
    scores.push(sql`case when i.place = any (${places}::text[]) then ${itsRegion}::float8
      when i.place = any (${around}::text[]) then ${regionAround}::float8 else 0 end`);
  const { year, years } = query;
  if (year !== null)
    scores.push(
      sql`${yearWished}::float8 / (1 + least(abs(i.year - ${year}), abs(i.until - ${year}))) + ${yearPublished}::float8 * (i.year = ${year})::int`,
    );
  else if (years !== null)
    scores.push(sql`${yearWished}::float8 * (i.since = ${years.from} and i.until = ${years.to})::int`);
  else scores.push(sql`${newestEdition}::float8 * i.newest::int`);
  return scores;
}

/** The condition that a publication has this share of the weight. */
function withShare(conditions: readonly Condition[], share: number): RawBuilder<unknown>[] {
  return conditions.length === 0 ? [] : [anyOf(sufficient(conditions, share))];
}

/** The condition that one of these sets is there; what sets begin with stands once. */
function anyOf(sets: readonly (readonly Condition[])[]): RawBuilder<unknown> {
  const beginnings = Map.groupBy(sets, ([first]) => first);
  const conditions = [...beginnings].map(([first, group]) => {
    const own = hasAny(sql`i.terms`, first?.pieces ?? []);
    const rests = group.map(([, ...rest]) => rest);
    return rests.some((rest) => rest.length === 0) ? own : sql`(${own} and ${anyOf(rests)})`;
  });
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** What even the closest must have. */
function always({ query: { year }, conditions, phrases, office }: Question): RawBuilder<unknown>[] {
  const wheres = phrases.map(
    ({ all, row }) => sql`i.terms @@ ${all}
      and exists (select from publication_text x where x.id = i.id and x.body @@ ${row})`,
  );
  if (year !== null && conditions.length + phrases.length === 0)
    wheres.push(sql`(i.year = ${year} or ${year} between i.since and i.until)`);
  if (office !== null) wheres.push(sql`i.office = ${office}`);
  return wheres;
}

/** A range of years holds what was published in it, and what tells of a part of it. */
function within({ query: { years } }: Question): RawBuilder<unknown>[] {
  if (years === null) return [];
  const { from, to } = years;
  return [sql`(i.year between ${from} and ${to} or (i.since <= ${to} and i.until >= ${from}))`];
}
