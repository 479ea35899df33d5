import { sql } from 'kysely';

/** A row that was read as due, and since when: as text, so that exactly this comes back. */
export interface DueRow {
  readonly id: string;
  readonly due: string;
}

/** Since when a row is due, in seconds since 1970, to be read with it. */
export const dueSince = sql<string>`extract(epoch from due_at)::text`;

/**
 * Whether a row is one of those that were read, and is due since then. One that was woken since they were read is due since
 * later, and must stay so: the workflow that was started meanwhile may have looked before.
 */
export function areDueAs(rows: readonly DueRow[]) {
  const ids = sql.join(rows.map(({ id }) => id));
  const pairs = sql.join(rows.map(({ id, due }) => sql`(${id}::uuid, ${due}::numeric)`));
  return sql<boolean>`(id in (${ids}) and (id, extract(epoch from due_at)) in (${pairs}))`;
}
