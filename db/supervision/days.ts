import { sql } from 'kysely';
import type { DayState, OfficeDay } from '../../domain/supervision/day.ts';
import type { DayReport, DayView } from '../../wire/supervision/supervision.ts';
import { toIso } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import { isFinal, type FinalStep, type Step } from '../../domain/visits/steps.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import { figureRows } from './figure-rows.ts';
import { canBeCalledBack, isOpen } from '../fragments.ts';

/** Whether the midnight after a local day of the office `o` is past. */
const isOver = (day: string) => sql`(${clock} at time zone o.time_zone)::date > ${day}::date`;

/** Counts the visits of a day that are still open. */
export async function surveyDay(db: Database, { office, day }: OfficeDay): Promise<Required<DayState>> {
  const { rows } = await sql<Required<DayState>>`
    select count(*) filter (where ${isOpen} and v.custody <> 'held') as unfinished,
      count(*) filter (where ${isOpen} and v.custody = 'held') as held,
      (select ${isOver(day)} from office o where o.code = ${office}) as "isOver"
    from visit v where v.office = ${office} and v.day = ${day}::date
  `.execute(db);
  const [state] = rows;
  if (!state) throw new Error('an aggregate answered no row');
  return state;
}

/**
 * Writes the report of a day's end: counts, the SLA, the cards, and the visits that did not end.
 * The first report stays; `fresh` is false for a repeat.
 */
export async function reportDay(db: Database, of: OfficeDay): Promise<{ report: DayReport; fresh: boolean }> {
  return db.transaction().execute((trx) => reportDayIn(trx, of));
}

/** The same in the caller's transaction. */
export async function reportDayIn(
  trx: Transaction,
  { office, day }: OfficeDay,
): Promise<{ report: DayReport; fresh: boolean }> {
  const report = await readReport(trx, { office, day });
  const written = await trx
    .insertInto('day_close')
    .values({ office, day, closed_at: clock, report: JSON.stringify(report) })
    .onConflict((conflict) => conflict.columns(['office', 'day']).doNothing())
    .returning('day')
    .executeTakeFirst();
  if (!written) return { report, fresh: false };
  await endChange(trx, {
    by: 'system',
    office,
    done: { action: 'day-closed', detail: { day } },
    command: null,
    changed: [office],
  });
  return { report, fresh: true };
}

async function readReport(db: Database, { office, day }: OfficeDay): Promise<DayReport> {
  const ofDay = sql`v.office = ${office} and v.day = ${day}::date`;
  const [steps, sla, custody, left, paper] = await Promise.all([
    sql<{
      step: Step;
      n: number;
    }>`select v.step, count(*) as n from visit v where ${ofDay} group by 1`.execute(db),
    sql<DayReport['sla']>`
      select count(*) filter (where v.verdict = 'met') as met,
        count(*) filter (where v.verdict = 'breached') as breached,
        count(*) filter (where v.verdict = 'excluded') as excluded
      from visit v where ${ofDay}
    `.execute(db),
    sql<DayReport['custody']>`
      select count(*) as deposited, count(k.returned_at) as returned, count(k.resolved_at) as resolved
      from custody k join visit v on v.id = k.visit_id where ${ofDay}
    `.execute(db),
    sql<{ id: string; service: string; number: number; locker: string | null }>`
      select v.id, v.service, v.number, k.locker from visit v
      left join custody k on k.visit_id = v.id and k.returned_at is null and k.resolved_at is null
      where ${ofDay} and ${isOpen} order by v.service, v.number
    `.execute(db),
    sql<{ n: number }>`
      select count(*) as n from paper_visit where office = ${office} and day = ${day}::date
    `.execute(db),
  ]);
  const counts: Partial<Record<FinalStep | 'open', number>> = {};
  for (const { step, n } of steps.rows) {
    const key = isFinal(step) ? step : 'open';
    counts[key] = (counts[key] ?? 0) + n;
  }
  const named = left.rows.map(({ id, service, number, locker }) => ({
    visitId: id,
    label: labelOf(service, number),
    locker,
  }));
  return {
    visits: { ...counts, 'on-paper': paper.rows[0]?.n ?? 0 },
    sla: sla.rows[0] ?? { met: 0, breached: 0, excluded: 0 },
    custody: custody.rows[0] ?? { deposited: 0, returned: 0, resolved: 0 },
    held: named.flatMap(({ visitId, label, locker }) =>
      locker === null ? [] : [{ visitId, label, locker }],
    ),
    unfinished: named.flatMap(({ visitId, label, locker }) => (locker === null ? [{ visitId, label }] : [])),
  };
}

/** The ends of some local days, both included, newest first. */
export async function listDays(
  db: Database,
  { office, from, to }: { office: string; from: string; to: string },
): Promise<DayView[]> {
  const rows = await db
    .selectFrom('day_close')
    .select(['day', 'closed_at', 'settled_at', 'report'])
    .where('office', '=', office)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day', 'desc')
    .execute();
  return rows.map(({ day, closed_at, settled_at, report }) => ({
    day,
    closedAt: toIso(closed_at),
    settledAt: toIso(settled_at),
    report,
  }));
}

/** The first half of the key of an advisory lock, whose second is the office. */
const totalsLock = 6500_1403;

/**
 * Lets one transaction at a time change the totals of an office: each changes many rows, and two that did so in orders of
 * their own would wait for each other in a ring.
 */
export async function lockTotals(trx: Transaction, office: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${totalsLock}, hashtext(${office}))`.execute(trx);
}

/**
 * Writes the day's final figures once nothing can change them: every visit ended, no undo open, the
 * office's midnight past (ratings). True when they are final; safe to run again.
 */
export async function settleDay(db: Database, of: OfficeDay): Promise<boolean> {
  return db.transaction().execute((trx) => settleDayIn(trx, of));
}

/** The same in the caller's transaction. */
export async function settleDayIn(trx: Transaction, { office, day }: OfficeDay): Promise<boolean> {
  const closing = await trx
    .selectFrom('day_close')
    .select('settled_at')
    .where('office', '=', office)
    .where('day', '=', day)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (closing.settled_at !== null) return true;
  const { rows } = await sql<{ over: boolean }>`
    select not exists (
      select from visit v where v.office = o.code and v.day = ${day}::date
        and (${isOpen} or v.undo_until > ${clock} or ${canBeCalledBack})
    ) and ${isOver(day)} as over
    from office o where o.code = ${office}
  `.execute(trx);
  if (!rows[0]?.over) return false;
  await sql`
    insert into daily_rollup (office, day, metric, label, bucket, value)
    select * from (${figureRows(sql`v.office = ${office} and v.day = ${day}::date`)}) as figures
  `.execute(trx);
  await trx
    .updateTable('day_close')
    .set({ settled_at: clock })
    .where('office', '=', office)
    .where('day', '=', day)
    .execute();
  await writeAudit(trx, { by: 'system', office, action: 'day-settled', detail: { day } });
  await lockTotals(trx, office); // last, because every other day of the office waits from here on
  await sql`
    insert into rollup_total (office, metric, label, bucket, value)
    select office, metric, label, bucket, value from daily_rollup where office = ${office} and day = ${day}::date
    on conflict (office, metric, label, bucket) do update set value = rollup_total.value + excluded.value
  `.execute(trx);
  return true;
}
