import { sql } from 'kysely';
import { emptyQueryDays, libraryUses, type LibraryUse } from '../../domain/supervision/library-uses.ts';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import { clock, readTimeBefore } from '../clock.ts';
import type { Database } from '../connect.ts';

/** Adds `n` uses to an office's local day; an office that does not exist counts nothing. */
export async function countUses(
  db: Database,
  { office, use, n }: { office: string; use: LibraryUse; n: number },
): Promise<void> {
  await sql`
    with counted as (
      insert into library_use (office, day, use, n)
      select code, (${clock} at time zone time_zone)::date, ${use}, ${n} from office where code = ${office}
      on conflict (office, day, use) do update set n = library_use.n + excluded.n
      returning office
    )
    insert into library_use_total (office, use, n) select office, ${use}, ${n} from counted
    on conflict (office, use) do update set n = library_use_total.n + excluded.n
  `.execute(db);
}

/** A day is counted late when no worker ran at its end; older ones than this are left. */
const countedLateDays = 31;

/** Counts the in-room uses of days that have ended, each day once: until then a use can be taken back. */
export async function countEndedDays(db: Database): Promise<void> {
  await sql`
    with ended as (
      insert into library_use (office, day, use, n)
      select o.code, d.day, 'in-room-use', u.n
      from office o
      cross join lateral (
        select (${clock} at time zone o.time_zone)::date - ago as day from generate_series(1, ${countedLateDays}) as ago
      ) as d
      cross join lateral (
        select count(*) as n from in_room_use
        where office = o.code and day = d.day and removed_at is null
      ) as u
      where u.n > 0
      on conflict (office, day, use) do nothing
      returning office, use, n
    )
    insert into library_use_total (office, use, n) select office, use, sum(n) from ended group by 1, 2
    on conflict (office, use) do update set n = library_use_total.n + excluded.n
  `.execute(db);
}

/** A query that found nothing, `n` times from different browsers; `digest` recognises it without its words. */
export interface EmptyQuery {
  readonly office: string;
  readonly digest: Buffer;
  readonly words: string;
  readonly n: number;
}

/** Digests of an office that wait for a second browser; more are counted and not remembered. */
const mostAlone = 1_000;

/** Notes a query that found nothing; its words are kept once two browsers have asked for them. */
export async function noteEmptyQuery(db: Database, { office, digest, words, n }: EmptyQuery): Promise<void> {
  await sql`
    insert into empty_query (office, digest, words, n)
    select code, ${digest}, ${n > 1 ? words : null}, ${n} from office
    where code = ${office} and (
      exists (select from empty_query where office = ${office} and digest = ${digest})
      or (select count(*) from (
        select from empty_query where office = ${office} and words is null limit ${mostAlone}
      ) as alone) < ${mostAlone}
    )
    on conflict (office, digest) do update
      set n = empty_query.n + excluded.n, words = ${words}, asked_at = ${clock}
  `.execute(db);
}

/** Queries of an office whose words are kept, the most asked. */
const mostTold = 1_000;
const aloneForDays = 7;

/**
 * Forgets queries after 30 days without being asked, those of a single browser after 7, and of an office's others all but
 * the 1,000 most asked: two addresses without end fill no table.
 */
export async function forgetEmptyQueries(db: Database): Promise<void> {
  const [kept, alone] = [
    await readTimeBefore(db, emptyQueryDays * 24),
    await readTimeBefore(db, aloneForDays * 24),
  ];
  await sql`
    delete from empty_query where asked_at < ${kept} or (words is null and asked_at < ${alone})
  `.execute(db);
  await sql`
    delete from empty_query where (office, digest) in (
      select office, digest from (
        select office, digest, row_number() over (partition by office order by n desc, asked_at desc) as place
        from empty_query where words is not null
      ) as told where place > ${mostTold}
    )
  `.execute(db);
}

const mostListed = 100;

interface Period {
  readonly office: string;
  readonly from: string;
  readonly to: string;
}

/** The uses of an office's collection over some days, and what was looked for in vain. */
export async function readLibrary(
  db: Database,
  { office, from, to }: Period,
): Promise<Supervision['library']> {
  const counts = await db
    .selectFrom('library_use')
    .select(['day', 'use', 'n'])
    .where('office', '=', office)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('use', '<>', 'in-room-use')
    .execute();
  const inRoom = await readInRoom(db, { office, from, to });
  const emptyQueries = await db
    .selectFrom('empty_query')
    .select(['words', 'n'])
    .where('office', '=', office)
    .where('words', 'is not', null)
    .orderBy('n', 'desc')
    .orderBy('words')
    .limit(mostListed)
    .$narrowType<{ words: string }>()
    .execute();
  const all = [...counts, ...inRoom];
  const countOf = (day: string, use: LibraryUse): number =>
    all.find((count) => count.day === day && count.use === use)?.n ?? 0;
  const days = [...new Set(all.map(({ day }) => day))].toSorted();
  return {
    days: days.map((day) => ({
      day,
      uses: Object.fromEntries(libraryUses.map((use) => [use, countOf(day, use)])) as Record<
        LibraryUse,
        number
      >,
    })),
    titles: await readTitles(db, { office, from, to }),
    emptyQueries,
  };
}

/** From the uses themselves, so that today's stand there as well. */
async function readInRoom(
  db: Database,
  { office, from, to }: Period,
): Promise<{ day: string; use: 'in-room-use'; n: number }[]> {
  const { rows } = await sql<{ day: string; use: 'in-room-use'; n: number }>`
    select day, 'in-room-use' as use, count(*) as n from in_room_use
    where office = ${office} and day between ${from}::date and ${to}::date and removed_at is null group by 1
  `.execute(db);
  return rows;
}

/** What was read and fetched most. */
async function readTitles(
  db: Database,
  { office, from, to }: Period,
): Promise<Supervision['library']['titles']> {
  const inPeriod = sql`office = ${office} and day between ${from}::date and ${to}::date`;
  const { rows } = await sql<Supervision['library']['titles'][number]>`
    select (select title from publication where id = most.publication_id) as title,
      most.softcopies, most.in_room as "inRoom"
    from (
      select publication_id, sum(softcopies) as softcopies, sum(in_room) as in_room
      from (
        select publication_id, 0 as softcopies, count(*) as in_room from in_room_use
        where ${inPeriod} and removed_at is null group by 1
        union all
        select publication_id, count(*), 0 from softcopy_request
        where ${inPeriod} and downloaded_at is not null and publication_id is not null group by 1
      ) as used
      group by 1 order by sum(softcopies) + sum(in_room) desc, 1 limit ${mostListed}
    ) as most order by most.softcopies + most.in_room desc, title
  `.execute(db);
  return rows;
}
