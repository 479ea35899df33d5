import { sql } from 'kysely';
import { compactNumber, type Publication } from '../../domain/catalogue/publication.ts';
import { placeOf, regionCodeOf } from '../../domain/catalogue/regions.ts';
import { seriesOf, telling, yearsOf } from '../../domain/catalogue/series.ts';
import { wordsOf } from '../../domain/catalogue/search/words.ts';
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

/** Of a whole file that is stored: one at a time, so that nobody waits for another's minute. */
const importLockKey = 6500_1301;

/** Lets one transaction at a time store a whole file, until its end; false while another does. */
export async function lockForImport(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ isLocked: boolean }>`
    select pg_try_advisory_xact_lock(${importLockKey}) as "isLocked"
  `.execute(trx);
  return rows[0]?.isLocked === true;
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
    with given as (
      select r.*, setweight(to_tsvector('indonesian', r.title), 'A') || setweight(to_tsvector('english', r.title_en), 'A')
          || setweight(to_tsvector('simple', r.numbers), 'A')
          || setweight(to_tsvector('indonesian', r.about), 'B') as head,
        setweight(to_tsvector(case r.language when 'en' then 'english' else 'indonesian' end::regconfig, r.abstract), 'D') as rest
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, office text, series text, year smallint,
        since smallint, until smallint, released date, subject text, region text, place text, language text,
        softcopy boolean, printed boolean, title_words smallint, title text, title_en text, numbers text, about text,
        abstract text, words text[])
    ), listed as (
      insert into publication_index
        (id, office, series, year, since, until, released, subject, region, place, language, softcopy, printed, title_words,
          title, terms)
      select id, office, series_number(office, series), year, since, until, released, subject, region, place, language,
        softcopy, printed, title_words, strip(ts_filter(head, '{a}')), strip(head || rest) from given
    )
    insert into publication_text (id, head, body, words) select id, head, head || rest, words from given
  `.execute(trx);
  await count(
    trx,
    rows.flatMap(({ words }) => words),
    1,
  );
  await markNewest(trx, [...left, ...(await seriesOfAll(trx, publications))]);
}

/** Marks the newest editions of these series, and no others. */
async function markNewest(trx: Transaction, series: readonly string[]): Promise<void> {
  await sql`
    update publication_index i set newest = not i.newest
    from (select series, max(year) as year from publication_index
      where series = any (${[...new Set(series)]}::bigint[]) group by series) s
    where i.series = s.series and i.newest <> (i.year = s.year)
  `.execute(trx);
}

/** The numbers of the series of what can be found. */
async function seriesOfAll(
  trx: Transaction,
  publications: readonly { readonly id: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ series: string }>`
    select distinct series::text from publication_index where id = any (${publications.map(({ id }) => id)}::uuid[])
  `.execute(trx);
  return rows.map(({ series }) => series);
}

/** Takes publications out of what is found; answers the numbers of their series. */
export async function unindexPublications(trx: Transaction, ids: readonly string[]): Promise<string[]> {
  await lockForChange(trx);
  const { rows } = await sql<{ words: string[]; series: string }>`
    with text as (select words, id from publication_text where id = any (${ids}::uuid[]))
    delete from publication_index i using text where i.id = text.id returning text.words, i.series::text
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
  const { id, office, year, releaseDate, subject, region, language, softcopy, copies } = of;
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
    released: releaseDate,
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
