import { sql } from 'kysely';
import { toShelfCode } from '../../domain/catalogue/shelf-code.ts';
import type { ShelfLabel } from '../../wire/catalogue/shelf-labels.ts';
import type { Database } from '../connect.ts';

/** Titles on a page of labels. */
export const labelsPerPage = 500;
const mostShelves = 1_000;

/** As people count shelves: `Rak 3` before `Rak 10`. */
const inShelfOrder = sql`(
  select string_agg(case when part[1] ~ '^[0-9]' then lpad(part[1], 9, '0') else lower(part[1]) end, '' order by n)
  from regexp_matches(shelf, '([0-9]+|[^0-9]+)', 'g') with ordinality found(part, n))`;

/** What is printed on the labels of an office's printed publications, in the order of the shelves. */
export async function listLabels(
  db: Database,
  {
    office,
    shelf,
    since,
    page,
  }: { office: string; shelf: string | null; since: string | null; page: number },
): Promise<{ labels: ShelfLabel[]; total: number; shelves: { shelf: string; titles: number }[] }> {
  const { rows } = await sql<{
    total: number;
    labels: (Omit<ShelfLabel, 'code'> & { shelfNumber: number })[];
    shelves: { shelf: string; titles: number }[];
  }>`
    with printed as materialized (
      select p.id, p.shelf_number, p.title, p.year, coalesce(p.publication_number, p.catalogue_number) as number, p.shelf,
        p.copies, p.created_at at time zone o.time_zone as added
      from publication p join office o on o.code = p.office
      where p.office = ${office} and p.copies > 0 and p.removed_at is null),
    shelves as materialized (
      select shelf, titles, ${inShelfOrder} as ordered
      from (select shelf, count(*)::int as titles from printed where shelf is not null group by shelf) s),
    wanted as materialized (
      select printed.*, ordered from printed left join shelves using (shelf)
      where (${shelf}::text is null or shelf = ${shelf}) and (${since}::date is null or added >= ${since}::date)),
    shown as (
      select *, row_number() over (order by ordered nulls last, title, year, id) as place from wanted
      order by place limit ${labelsPerPage} offset ${(page - 1) * labelsPerPage})
    select (select count(*)::int from wanted) as total,
      (select coalesce(json_agg(json_build_object('id', id, 'shelfNumber', shelf_number, 'title', title, 'year', year,
        'number', number, 'shelf', shelf, 'copies', copies) order by place), '[]')
        from shown) as labels,
      (select coalesce(json_agg(json_build_object('shelf', shelf, 'titles', titles) order by ordered), '[]')
        from (select * from shelves order by ordered limit ${mostShelves}) s) as shelves
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the labels had no answer');
  const { total, labels, shelves } = row;
  return {
    total,
    shelves,
    labels: labels.map(({ id, shelfNumber, title, year, number, shelf: place, copies }) => ({
      id,
      code: toShelfCode(shelfNumber),
      title,
      year,
      number,
      shelf: place,
      copies,
    })),
  };
}
