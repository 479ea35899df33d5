import { sql, type RawBuilder } from 'kysely';
import { writeAudit } from '../audit.ts';
import type { Database, Transaction } from '../connect.ts';
import { lockTotals } from '../supervision/days.ts';
import type { DemoData } from './mark.ts';

/** What was removed. */
export interface Removed {
  readonly demo: DemoData;
  readonly visits: number;
  readonly complaints: number;
}

/** What hangs on a visit, in the order in which nothing refers to it any more. */
const ofVisits = [
  'escalation_delivery',
  'escalation',
  'visit_notice',
  'correction',
  'incident',
  'custody',
  'rating',
  'guest_book',
  'private_note',
  'ticket_request',
  'command',
  'unmatched_visit',
  'visit_event',
  'audit',
] as const;

/** What is kept by the office's day, besides the counts that have a total. */
const ofDays = ['in_room_use', 'registration_count', 'ticket_counter'] as const;

/**
 * Removes the invented days of an office and everything about them, in one transaction; what happened since stays, with its
 * numbers. The totals lose what was counted of those days. Null when there are none.
 */
export async function removeDemo(
  db: Database,
  { office, staffId }: { readonly office: string; readonly staffId: string | null },
): Promise<Removed | null> {
  return db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = 0`.execute(trx); // the statement's timeout bounds the wait
    const demo = await trx
      .selectFrom('demo_data')
      .select(['office', 'from_day as from', 'to_day as to', 'made_at as madeAt'])
      .where('office', '=', office)
      .forUpdate()
      .executeTakeFirst();
    if (!demo) return null;
    await sql`select set_config('kunjung.removing_demo', ${office}, true)`.execute(trx);
    const inDays = sql`office = ${office} and day between ${demo.from}::date and ${demo.to}::date`;
    // in the order in which a day is settled, so that neither waits for the other in a ring
    await sql`select from day_close where ${inDays} order by day for update`.execute(trx);
    const visits = await removeVisits(trx, inDays);
    const complaints = await removeComplaints(trx, demo);
    await removeCounts(trx, { office, inDays });
    for (const table of ofDays) await sql`delete from ${sql.table(table)} where ${inDays}`.execute(trx);
    await sql`delete from day_close where ${inDays}`.execute(trx);
    await sql`
      delete from audit where office = ${office} and action in ('day-closed', 'day-settled')
        and detail ->> 'day' between ${demo.from} and ${demo.to}
    `.execute(trx);
    const { from, to } = demo;
    await writeAudit(trx, {
      by: staffId === null ? 'system' : { kind: 'staff', id: staffId },
      office,
      action: 'demo-removed',
      detail: { from, to, visits, complaints },
    });
    await trx.deleteFrom('demo_data').where('office', '=', office).execute();
    return { demo, visits, complaints };
  });
}

/** Arrays make the planner use index look-ups, because it cannot estimate the number of rows. */
async function removeVisits(trx: Transaction, inDays: RawBuilder<unknown>): Promise<number> {
  await sql`
    create temporary table demo_visit on commit drop as select id from visit where ${inDays}
  `.execute(trx);
  const ofGone = sql`visit_id = any(array(select id from demo_visit))`;
  await sql`delete from in_room_use where ${ofGone}`.execute(trx);
  for (const table of ofVisits) await sql`delete from ${sql.table(table)} where ${ofGone}`.execute(trx);
  const { numAffectedRows } = await sql`
    delete from visit where id = any(array(select id from demo_visit))
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Complaints of those days; the numbers begin anew unless somebody has complained since. */
async function removeComplaints(trx: Transaction, { office, to }: DemoData): Promise<number> {
  await sql`
    create temporary table demo_complaint on commit drop as
    select c.id, c.received_at from complaint c join office o on o.code = c.office
    where c.office = ${office} and (c.received_at at time zone o.time_zone)::date <= ${to}::date
  `.execute(trx);
  await sql`
    delete from audit where office = ${office} and action like 'complain%'
      and detail ->> 'complaint' = any(array(select id::text from demo_complaint))
  `.execute(trx);
  const { numAffectedRows } = await sql`
    delete from complaint where id = any(array(select id from demo_complaint))
  `.execute(trx);
  await sql`
    delete from complaint_number n where n.office = ${office} and not exists (
      select from complaint c where c.office = n.office and split_part(c.reference, '-', 3) = n.year::text
    )
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Day's figures and their totals: a total that no other day has counted into goes with them. */
async function removeCounts(
  trx: Transaction,
  { office, inDays }: { office: string; inDays: RawBuilder<unknown> },
): Promise<void> {
  await lockTotals(trx, office);
  await sql`
    with gone as (
      delete from daily_rollup where ${inDays} returning metric, label, bucket, value
    ), sums as (
      select metric, label, bucket, sum(value) as value from gone group by 1, 2, 3
    )
    update rollup_total t set value = t.value - s.value from sums s
    where t.office = ${office} and t.metric = s.metric and t.label = s.label and t.bucket = s.bucket
  `.execute(trx);
  await sql`
    delete from rollup_total t where t.office = ${office} and not exists (
      select from daily_rollup d
      where d.office = t.office and d.metric = t.metric and d.label = t.label and d.bucket = t.bucket
    )
  `.execute(trx);
  await sql`
    with gone as (
      delete from library_use where ${inDays} returning use, n
    ), sums as (select use, sum(n) as n from gone group by 1)
    update library_use_total t set n = t.n - s.n from sums s where t.office = ${office} and t.use = s.use
  `.execute(trx);
  await sql`
    delete from library_use_total t where t.office = ${office} and not exists (
      select from library_use u where u.office = t.office and u.use = t.use
    )
  `.execute(trx);
}
