import { sql } from 'kysely';
import { compactNumber, type Publication } from '../../domain/catalogue/publication.ts';
import { placeOf, regionCodeOf } from '../../domain/catalogue/regions.ts';
import { seriesOf, telling, yearsOf } from '../../domain/catalogue/series.ts';
import { wordsOf } from '../../domain/catalogue/words.ts';
import type { Transaction } from '../connect.ts';

/** What the index is made from. */
export interface IndexedPublication extends Publication {
  readonly id: string;
  readonly office: string;
  readonly softcopy: boolean;
}

/** Of the collection: whoever changes it holds it alone, whoever harvests it with others. */
const lockKey = 6500_1300;

/** Longer words are no words: a key of an index must stay small. */
const longestWord = 60;

/**
 * Lets one transaction at a time change the collection, until its end: its words are counted. Taken before the first
 * publication gets its time, so that a harvest never passes a change that is still to be committed.
 */
export async function lockForChange(trx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
}

/** Keeps the collection as it is until this transaction's end; false when somebody is changing it. */
export async function lockForReading(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ isLocked: boolean }>`
    select pg_try_advisory_xact_lock_shared(${lockKey}) as "isLocked"
  `.execute(trx);
  return rows[0]?.isLocked === true;
}

/** Makes publications findable, or findable by their new details. */
export async function indexPublications(
  trx: Transaction,
  publications: readonly IndexedPublication[],
): Promise<void> {
  if (publications.length === 0) return;
  const left = await unindexPublications(
    trx,
    publications.map(({ id }) => id),
  );
  const rows = publications.map(toRow);
  await sql`
    insert into publication_index
      (id, office, series, year, since, until, subject, region, place, language, softcopy, printed, title_words, title,
        head, body, words)
    select r.id, r.office, r.series, r.year, r.since, r.until, r.subject, r.region, r.place, r.language, r.softcopy, r.printed,
      r.title_words, strip(ts_filter(parts.head, '{a}')), parts.head, parts.head || setweight(to_tsvector(case r.language when 'en' then 'english' else 'indonesian' end::regconfig,
        r.abstract), 'D'), r.words
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, office text, series text, year smallint,
      since smallint, until smallint, subject text, region text, place text, language text, softcopy boolean, printed boolean, title_words smallint, title text,
      title_en text, numbers text, about text, abstract text, words text[])
    cross join lateral (
      select setweight(to_tsvector('indonesian', r.title), 'A') || setweight(to_tsvector('english', r.title_en), 'A')
        || setweight(to_tsvector('simple', r.numbers), 'A')
        || setweight(to_tsvector('indonesian', r.about), 'B') as head
    ) parts
  `.execute(trx);
  await count(
    trx,
    rows.flatMap(({ words }) => words),
    1,
  );
  await markNewest(trx, [...left, ...rows.map(({ series }) => series)]);
}

/** Marks the newest editions of these series, and no others. */
async function markNewest(trx: Transaction, series: readonly string[]): Promise<void> {
  await sql`
    update publication_index i set newest = not i.newest
    from (select office, series, max(year) as year from publication_index
      where series = any (${[...new Set(series)]}::text[]) group by office, series) s
    where i.office = s.office and i.series = s.series and i.newest <> (i.year = s.year)
  `.execute(trx);
}

/** Takes publications out of what is found; answers their series. */
async function unindexPublications(trx: Transaction, ids: readonly string[]): Promise<string[]> {
  await lockForChange(trx);
  const { rows } = await sql<{ words: string[]; series: string }>`
    delete from publication_index where id = any (${ids}::uuid[]) returning words, series
  `.execute(trx);
  await count(
    trx,
    rows.flatMap(({ words }) => words),
    -1,
  );
  return rows.map(({ series }) => series);
}

/** Counts each of these words once more, or once less. */
async function count(trx: Transaction, words: readonly string[], by: 1 | -1): Promise<void> {
  if (words.length === 0) return;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
  await sql`
    insert into search_word as w (word, stem, stem_en, documents)
    select word, coalesce((ts_lexize('indonesian_stem', word))[1], word),
      coalesce((ts_lexize('english_stem', word))[1], word), documents
    from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[]) as counted (word, documents)
    on conflict (word) do update set documents = w.documents + excluded.documents
  `.execute(trx);
  if (by === -1) await sql`delete from search_word where documents <= 0`.execute(trx);
}

function toRow(of: IndexedPublication) {
  const { id, office, year, subject, region, language, softcopy, copies } = of;
  const title = wordsOf(of.title);
  const titleEn = wordsOf(of.titleEn ?? '');
  const about = wordsOf([region, subject, of.publisher].filter(Boolean).join(' '));
  const abstract = wordsOf(of.abstract ?? '');
  const code = region === null ? null : regionCodeOf(region);
  const numbers = [of.catalogueNumber, of.publicationNumber, of.issn, of.isbn]
    .filter((number) => number !== null)
    .map(compactNumber);
  const words = [...title, ...titleEn, ...about, ...abstract].filter(isWord);
  return {
    id,
    office,
    series: seriesOf(of.title, region),
    year,
    since: yearsOf(of.title)?.since ?? year,
    until: yearsOf(of.title)?.until ?? year,
    subject,
    region,
    place: region === null ? null : placeOf(region),
    language,
    softcopy,
    printed: copies > 0,
    title_words: telling(title).length,
    title: title.join(' '),
    title_en: titleEn.join(' '),
    numbers: [...numbers, ...(code === null ? [] : [code])].join(' '),
    about: about.join(' '),
    abstract: abstract.join(' '),
    words: [...new Set(words)],
  };
}

const isWord = (word: string): boolean => word.length <= longestWord && !/^\d+$/.test(word);
