import { sql, type RawBuilder } from 'kysely';
import type { Chosen, Counted } from '../../../domain/catalogue/search/facets.ts';
import type { Database } from '../../connect.ts';
import { countFound, countingOf, toCounts, type CountedRow, type Counts } from './counting.ts';
import {
  answering,
  canComeClose,
  comingClose,
  every,
  havingInTitle,
  isBrowsing,
  likelyFirst,
  mostAnswers,
  narrowing,
  roughScoreOf,
  scoreOf,
  toQuestion,
  type Question,
} from './question.ts';

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
  /** Editions in the total, which are what the counts count: as many as the total unless they are grouped. */
  readonly publications: number;
  readonly hits: readonly Hit[];
  readonly counts: readonly Counted[];
  /** The text that was searched for instead, or null. */
  readonly corrected: string | null;
  /** True when no publication has enough of the query, and these have some of it. */
  readonly closest: boolean;
  /** For marking what was found. */
  readonly highlight: RawBuilder<unknown> | null;
}

/** What is asked, and the condition that answers it. */
interface Asked extends Omit<Search, 'text' | 'office'> {
  readonly question: Question;
  readonly where: RawBuilder<unknown>;
}

interface Placed {
  readonly id: string;
  readonly series: string;
}

/** A shorter answer is filled up to this many with what comes closest. */
const fewest = 10;
/** The best of these are told apart by their score; in longer answers the rest follows by its year. */
const mostScored = 200;
/** Of more than this many the first are found faster by walking the collection in its order. */
const broad = 20_000;

/** Finds publications, the best first, and counts them by what they can be narrowed by. */
export async function search(db: Database, { text, office, ...asked }: Search): Promise<Found> {
  const question = await toQuestion(db, { text, office });
  const { corrected, highlight } = question;
  const where = answering(question);
  const { counted, best } = await look(db, { ...asked, question, where });
  if (counted.publications < fewest && canComeClose(question) && (await areFew(db, where))) {
    const filled = await findClosest(db, { ...asked, question, where });
    return { ...filled, corrected, closest: filled.enough === 0 && filled.total > 0, highlight };
  }
  const { total, publications, counts } = counted;
  const page = await pageOf(db, { ...asked, question, where }, { ...counted, best });
  const hits = asked.bySeries ? await withEditions(db, { ...asked, where }, page) : page.map(alone);
  return { total, enough: total, publications, hits, counts, corrected, closest: false, highlight };
}

const alone = ({ id }: Placed): Hit => ({ id, editions: 1 });

/** Whether fewer than an answer should have meet the condition, whatever was chosen. */
async function areFew(db: Database, where: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`select from publication_index i where ${where} limit ${fewest}`.execute(db);
  return rows.length < fewest;
}

/** What answers, filled up with what comes closest. */
async function findClosest(
  db: Database,
  { question, where, chosen, bySeries, page, perPage }: Asked,
): Promise<Pick<Found, 'total' | 'enough' | 'publications' | 'hits' | 'counts'>> {
  const { rows } = await sql<Placed & { isEnough: boolean; isChosen: boolean }>`
    with near as (
      select i.id from publication_index i where ${comingClose(question)}
      order by (${where}) desc, ${roughScoreOf(question)} desc, ${likelyFirst(question)}, i.id limit ${mostScored})
    select i.id, i.series::text, ${where} as "isEnough", ${narrowing(chosen)} as "isChosen"
    from near join publication_index i using (id) join publication_text t using (id) join publication p using (id)
    order by "isEnough" desc, ${scoreOf(question)} desc, ${bestFirst} limit ${fewest}
  `.execute(db);
  const ids = rows.map(({ id }) => id);
  const counted = await countFound(db, { where: sql`i.id = any (${ids}::uuid[])`, chosen, bySeries });
  const shown = rows.filter(({ isChosen }) => isChosen);
  const placed = bySeries ? firstOfEach(shown) : shown;
  const editionsOf = ({ series }: Placed) => shown.filter((other) => other.series === series).length;
  return {
    total: counted.total,
    publications: counted.publications,
    enough: placed.filter(({ isEnough }) => isEnough).length,
    counts: counted.counts,
    hits: placed
      .slice((page - 1) * perPage, page * perPage)
      .map((each) => ({ id: each.id, editions: bySeries ? editionsOf(each) : 1 })),
  };
}

/** The order among equals. */
const bestFirst = sql`i.year desc, i.released desc nulls last, p.title, i.id`;

function firstOfEach<T extends Placed>(placed: readonly T[]): T[] {
  const seen = new Set<string>();
  return placed.filter(({ series }) => !seen.has(series) && seen.add(series));
}

/** What is counted and what is best. Up to some ten thousand answers are found once for both. */
async function look(db: Database, asked: Asked): Promise<{ counted: Counts; best: readonly Placed[] }> {
  if (isBrowsing(asked.question)) return { counted: await countFound(db, asked), best: [] };
  if (mostAnswers(asked.question) > broad)
    return { counted: await countFound(db, asked), best: await bestOfMany(db, asked) };
  const { question, where, chosen, bySeries } = asked;
  const counting = countingOf({ from: sql`found i`, where: sql`true`, chosen, bySeries });
  const likely = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select i.id from found i where ${every([condition, narrowing(chosen)])}
      order by ${likelyFirst(question)}, i.id limit ${mostScored})`;
  const { rows } = await sql<CountedRow & { best: readonly Placed[] }>`
    with found as materialized (
      select i.id, i.series, i.year, i.until, i.released, i.newest, i.place, i.region, i.subject, i.language,
        i.softcopy, i.printed, ${havingInTitle(question) ?? sql`false`} as by_title
      from publication_index i where ${where}),
    ${counting.grouped},
    likely as (${likely(sql`true`)} union ${likely(sql`i.by_title`)}),
    best as (${scored(question)})
    select ${counting.columns}, (select coalesce(json_agg(b order by b.nth), '[]') from best b) as best
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the search had no answer');
  return { counted: toCounts(row, asked), best: row.best };
}

/** The best of very many, found by walking the collection in its order. */
async function bestOfMany(db: Database, asked: Asked): Promise<readonly Placed[]> {
  const { question, where, chosen } = asked;
  const among = (...conditions: RawBuilder<unknown>[]): RawBuilder<unknown> =>
    sql`(select i.id from publication_index i where ${every([...conditions, where, narrowing(chosen)])}
      order by ${likelyFirst(question)}, i.id limit ${mostScored})`;
  const inTitle = havingInTitle(question);
  const { rows } = await sql<Placed>`
    with likely as (${among()} ${inTitle === null ? sql`` : sql`union ${among(inTitle)}`}), best as (${scored(question)})
    select id, series from best order by nth
  `.execute(db);
  return rows;
}

/** The likely ones with their place by score. */
const scored = (question: Question): RawBuilder<unknown> => sql`
  select i.id, i.series::text, row_number() over (order by ${scoreOf(question)} desc, ${bestFirst}) as nth
  from likely join publication_index i using (id) join publication_text t using (id) join publication p using (id)`;

/** A page of the results: the scored ones first, then the rest. */
async function pageOf(
  db: Database,
  asked: Asked,
  { total, publications, best }: Counts & { readonly best: readonly Placed[] },
): Promise<readonly Placed[]> {
  const { page, perPage, bySeries } = asked;
  const start = (page - 1) * perPage;
  if (start >= total) return [];
  const ranked = bySeries ? firstOfEach(best) : best;
  const shown = ranked.slice(start, start + perPage);
  const missing = Math.min(perPage, total - start) - shown.length;
  if (missing <= 0) return shown;
  const rest = { skip: Math.max(0, start - ranked.length), limit: missing, without: ranked };
  return [...shown, ...(await restOf(db, asked, { ...rest, publications }))];
}

/** What comes after the scored ones, by year; without any it is the collection itself, by year, release and title. */
async function restOf(
  db: Database,
  { question, where, chosen, bySeries }: Asked,
  {
    skip,
    limit,
    without,
    publications,
  }: { skip: number; limit: number; without: readonly Placed[]; publications: number },
): Promise<readonly Placed[]> {
  const others = bySeries
    ? sql`i.series <> all (${without.map(({ series }) => series)}::bigint[])`
    : sql`i.id <> all (${without.map(({ id }) => id)}::uuid[])`;
  const wanted = every([where, narrowing(chosen), ...(without.length === 0 ? [] : [others])]);
  const order = likelyFirst(question);
  const place = bySeries ? sql`row_number() over (partition by i.series order by ${order}, i.id)` : sql`1`;
  // editions of one series may take the places of others: then more is looked at
  for (let reach = skip + limit; ; reach *= 4) {
    const { rows } = await sql<Placed>`
      with far as (
        select i.id from publication_index i where ${wanted} order by ${order} fetch first ${reach} rows with ties),
      placed as (select i.*, ${place} as nth from far join publication_index i using (id))
      select i.id, i.series::text from placed i join publication p using (id) where i.nth = 1
      order by ${order}, p.title, i.id limit ${limit} offset ${skip}
    `.execute(db);
    if (rows.length === limit || reach >= publications) return rows;
  }
}

/** With the number of editions of each series that were found. */
async function withEditions(
  db: Database,
  { where, chosen }: Pick<Asked, 'where' | 'chosen'>,
  page: readonly Placed[],
): Promise<readonly Hit[]> {
  const series = page.map((hit) => hit.series);
  const { rows } = await sql<{ series: string; editions: number }>`
    select i.series::text, count(*)::int as editions from publication_index i
    where i.series = any (${series}::bigint[]) and ${where} and ${narrowing(chosen)} group by i.series
  `.execute(db);
  const editions = new Map(rows.map((row) => [row.series, row.editions]));
  return page.map(({ id, series: own }) => ({ id, editions: editions.get(own) ?? 1 }));
}
