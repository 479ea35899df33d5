import { sql, type RawBuilder } from 'kysely';
import { clock, timeIn } from './clock.ts';
import type { Database } from './connect.ts';

/** A row that was read as due, and since when: as text, so that exactly this comes back. */
export interface DueRow {
  readonly id: string;
  readonly due: string;
}

/** Tables with rows that one workflow each carries, and looks at again when they are due. */
type CarriedTable = 'complaint' | 'mail' | 'member' | 'softcopy_request' | 'webapi_run';

/** Since when a row is due, in seconds since 1970, to be read with it. */
export const dueSince = sql<string>`extract(epoch from due_at)::text`;

/** Rows that no workflow has looked at in time, those first that are the oldest `by` this column. */
export async function readDueRows(
  db: Database,
  { table, by, limit }: { table: CarriedTable; by: 'due_at' | 'requested_at'; limit: number },
): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select id, ${dueSince} as due from ${sql.table(table)}
    where due_at <= ${clock} order by ${sql.ref(by)} limit ${limit}
  `.execute(db);
  return rows;
}

/** Notes that rows have a workflow now, so that the next look leaves them alone for a while. Those that are not `open` any more stay. */
export async function markRowsCarried(
  db: Database,
  { table, forMs, open = sql`true` }: { table: CarriedTable; forMs: number; open?: RawBuilder<unknown> },
  rows: readonly DueRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update ${sql.table(table)} set due_at = ${timeIn(forMs)} where ${areDueAs(rows)} and ${open}
  `.execute(db);
}

/**
 * Whether a row is one of those that were read, and is due since then. One that was woken since they were read is due since
 * later, and must stay so: the workflow that was started meanwhile may have looked before.
 */
function areDueAs(rows: readonly DueRow[]) {
  const ids = sql.join(rows.map(({ id }) => id));
  const pairs = sql.join(rows.map(({ id, due }) => sql`(${id}::uuid, ${due}::numeric)`));
  return sql<boolean>`(id in (${ids}) and (id, extract(epoch from due_at)) in (${pairs}))`;
}
