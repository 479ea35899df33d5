import { sql } from 'kysely';
import type { Days } from '../../domain/standard/periods.ts';
import { answeredAt } from '../fragments.ts';
import type { Database } from '../connect.ts';
import { clock } from '../clock.ts';

/** How the promise was kept over some days: the verdicts, and the middle of the waits it measures. */
export async function readKeptPromise(
  db: Database,
  { office, from, to }: Days & { readonly office: string },
): Promise<{ met: number; breached: number; medianSeconds: number | null }> {
  const { rows } = await sql<{ met: number; breached: number; medianSeconds: number | null }>`
    select count(*) filter (where v.verdict = 'met') as met,
      count(*) filter (where v.verdict = 'breached') as breached,
      percentile_disc(0.5) within group (order by extract(epoch from ${answeredAt} - v.registered_at)::float8)
        as "medianSeconds"
    from visit v join policy p on p.office = v.office and p.version = v.policy_version
    where v.office = ${office} and v.day between ${from}::date and ${to}::date and v.verdict in ('met', 'breached')
  `.execute(db);
  return rows[0] ?? { met: 0, breached: 0, medianSeconds: null };
}

/** Complaints of some local days, by whether they were answered in time. What was set aside as none is left out. */
export async function readComplaintCounts(
  db: Database,
  { office, from, to, timeZone }: Days & { readonly office: string; readonly timeZone: string },
): Promise<{ received: number; inTime: number; late: number; open: number }> {
  const startOf = (day: string) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  const endOf = (day: string) => sql`((${day}::date + 1)::timestamp at time zone ${timeZone})`;
  const doneAt = sql`coalesce(answered_at, ended_at)`;
  const { rows } = await sql<{ received: number; inTime: number; late: number }>`
    select count(*)::integer as received,
      count(*) filter (where ${doneAt} < answer_due_at)::integer as "inTime",
      count(*) filter (where coalesce(${doneAt}, ${clock}) >= answer_due_at)::integer as late
    from complaint
    where office = ${office} and stage <> 'dismissed'
      and received_at >= ${startOf(from)} and received_at < ${endOf(to)}
  `.execute(db);
  const { received = 0, inTime = 0, late = 0 } = rows[0] ?? {};
  return { received, inTime, late, open: received - inTime - late };
}

/**
 * Changes whenever an office's own words do, and when invented days come or go: what was counted before is no answer any
 * more. Null when there is no such office.
 */
export async function readStandardMark(db: Database, office: string): Promise<string | null> {
  const row = await db
    .selectFrom('settings_version as s')
    .leftJoin('demo_data as d', 'd.office', 's.scope')
    .select(['s.version', 'd.made_at as madeAt'])
    .where('s.scope', '=', office)
    .executeTakeFirst();
  return row ? `${row.version} ${row.madeAt ?? ''}` : null;
}
