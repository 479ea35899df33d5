import { sql, type RawBuilder } from 'kysely';
import {
  facetNames,
  type Chosen,
  type Counted,
  type FacetName,
} from '../../../domain/catalogue/search/facets.ts';
import type { Database } from '../../connect.ts';
import { every, facetColumns, narrowing } from './question.ts';

/** What was found, by what it can be narrowed by. */
export interface Counts {
  /** Publications, or series where each counts once. */
  readonly total: number;
  readonly publications: number;
  readonly counts: readonly Counted[];
}

/** Few of each: they are counted together, and the sums are made of some thousand rows. */
const together: readonly FacetName[] = ['year', 'subject', 'language', 'softcopy', 'printed'];

/** A relation `i` with the columns of facets, and which of its rows are counted. */
export interface Counting {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  readonly chosen: Chosen;
  readonly bySeries: boolean;
}

/** The counts of a statement: what stands before its `select`, and the columns in it. */
export interface CountingParts {
  readonly grouped: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
}

/**
 * Counts what meets a condition and has the chosen values. Each facet counts as if it were not narrowed itself, so
 * that a second value can be chosen beside the first. Where nothing is chosen all is counted in one walk.
 */
export function countingOf({ from, where, chosen, bySeries }: Counting): CountingParts {
  const list = (names: readonly FacetName[]) =>
    sql.join(
      names.map((name) => facetColumns[name]),
      sql`, `,
    );
  const isOpen = (name: FacetName): boolean => (chosen[name] ?? []).length === 0;
  const counts = facetNames.map((name) => {
    const column = sql.ref(name);
    if (isOpen(name)) {
      const rows = sql`grouped where ${name === 'region' ? sql`is_region` : sql`is_rest`} and ${column} is not null`;
      return sql`(select ${name}::text as facet, ${column}::text as value, sum(n)::int as count from ${rows} group by ${column})`;
    }
    const others = every([
      where,
      narrowing({ ...chosen, [name]: [] }),
      sql`${facetColumns[name]} is not null`,
    ]);
    return sql`(select ${name}::text as facet, ${facetColumns[name]}::text as value, count(*)::int as count from ${from} where ${others} group by 2)`;
  });
  return {
    grouped: sql`grouped as materialized (
      select ${list(facetNames)}, ${bySeries ? sql`grouping(i.series) = 0` : sql`false`} as is_series,
        grouping(i.region) = 0 as is_region, grouping(i.year) = 0 as is_rest, count(*)::int as n
      from ${from} where ${where} and ${narrowing(chosen)}
      group by grouping sets ((${list(together)}), (i.region)${bySeries ? sql`, (i.series)` : sql``}))`,
    columns: sql`
      (select coalesce(json_agg(c), '[]') from (${sql.join(counts, sql` union all `)}) c) as counts,
      (select coalesce(sum(n), 0)::int from grouped where is_rest) as publications,
      (select count(*)::int from grouped where ${bySeries ? sql`is_series` : sql`false`}) as series`,
  };
}

/** A row of such columns. */
export interface CountedRow {
  readonly counts: readonly Counted[];
  readonly publications: number;
  readonly series: number;
}

/** What such a row says. */
export const toCounts = (
  { counts, publications, series }: CountedRow,
  { bySeries }: Pick<Counting, 'bySeries'>,
): Counts => ({ counts, publications, total: bySeries ? series : publications });

/** Counts in the collection. */
export async function countFound(db: Database, asked: Omit<Counting, 'from'>): Promise<Counts> {
  const { grouped, columns } = countingOf({ ...asked, from: sql`publication_index i` });
  const { rows } = await sql<CountedRow>`with ${grouped} select ${columns}`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the count had no answer');
  return toCounts(row, asked);
}
