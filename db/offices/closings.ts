import { sql } from 'kysely';
import { openingOf } from '../../domain/offices/calendar.ts';
import type { OfficeDay } from '../../domain/supervision/day.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { endChange } from '../endings.ts';
import { canBeCalledBack, isOpen } from '../fragments.ts';
import { officesNowOf, scheduleOf, toOfficeNow, type OfficeNowRow } from './offices.ts';

/** A running visit whose closing time differs from the calendar's. */
export interface ClosingToTell {
  readonly visit: VisitKey;
  readonly closesAt: Instant;
  /** Names the state of the office that asks for it, also after a restore of an older one. */
  readonly asked: string;
}

/**
 * Running visits of today, and no-shows that can be called back, whose closing time is no longer the office's: the calendar got other hours for
 * today. Each keeps the week of its own policy version. A day that lost all its hours changes no running
 * visit: who is inside is served to the end.
 */
export async function closingsToTell(db: Database): Promise<ClosingToTell[]> {
  const { rows: groups } = await sql<{
    office: string;
    day: string;
    closesAt: Instant;
    policy: Policy;
    version: number;
  }>`
    select v.office, v.day, v.closes_at as "closesAt", p.body as policy, p.version
    from (
      select office, day, closes_at, policy_version from visit v where ${isOpen}
      union select office, day, closes_at, policy_version from visit v where ${canBeCalledBack}
    ) as v
    join policy p on p.office = v.office and p.version = v.policy_version
  `.execute(db);
  const offices = await readRows(db, groups);
  const changed: ClosingToTell[] = [];
  for (const { office, day, closesAt, policy, version } of groups) {
    const now = offices.get(office);
    if (!now) continue;
    const opening = openingOf(scheduleOf(now, policy), now.timeZone, now.now);
    const next = opening.closesAt;
    if (opening.day !== day || next === null || next === closesAt) continue;
    const visits = await db
      .selectFrom('visit as v')
      .select(['id as visitId', 'office', 'day'])
      .where('office', '=', office)
      .where('day', '=', day)
      .where('policy_version', '=', version)
      .where('closes_at', '=', sql<Instant>`${new Date(closesAt)}`)
      .where((eb) => eb.or([isOpen, canBeCalledBack]))
      .execute();
    const asked = `${now.incarnation}-${now.revision}`;
    changed.push(...visits.map((visit) => ({ visit, closesAt: next, asked })));
  }
  return changed;
}

/** The offices of these rows as they are now, all by one statement. */
async function readRows(
  db: Database,
  of: readonly { readonly office: string }[],
): Promise<ReadonlyMap<string, OfficeNowRow>> {
  if (of.length === 0) return new Map();
  const { rows } = await officesNowOf([...new Set(of.map(({ office }) => office))]).execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Writes a running visit's new closing time; called by its workflow, so that both agree. */
export async function recordClosing(
  db: Database,
  { visitId, closesAt }: { visitId: string; closesAt: Instant },
): Promise<void> {
  const at = new Date(closesAt);
  await db.transaction().execute(async (trx) => {
    const visit = await trx
      .updateTable('visit')
      .set({
        closes_at: at,
        call_back_until: sql<Date | null>`case when call_back_until is not null then ${at}::timestamptz end`,
      })
      .where('id', '=', visitId)
      .where('closes_at', '<>', sql<Instant>`${at}`)
      .returning('office')
      .executeTakeFirst();
    if (!visit) return; // written already; or lost with an older database, and written back with this closing time
    const { office } = visit;
    await endChange(trx, {
      by: { kind: 'clock' },
      office,
      done: { action: 'closing-changed', visitId, detail: { closesAt: at.toISOString() } },
      command: null,
      changed: [office],
    });
  });
}

/** How far back a day can still be closed. */
const lookBackDays = 60;

/** How long the visits of an office take to close themselves, once it is their turn. */
const closeWithinMs = 2_000;

/**
 * Days with visits whose office has closed and whose figures are not settled yet. Today counts as closed
 * when both its visits and its calendar say so: hours may have grown after the last visit had ended. Of offices that close
 * together each has its turn, and its visits theirs before it.
 */
export async function daysToClose(db: Database): Promise<OfficeDay[]> {
  const { rows } = await sql<OfficeDay>`
    select distinct t.office, t.day from ticket_counter t
    where not t.settled and t.day > ${clock}::date - ${sql.lit(lookBackDays)}
      and t.office <> ${sql.lit(syntheticOffice)}
      and not exists (
        select from visit v where v.office = t.office and v.day = t.day and v.closes_at > ${clock}
      )
    order by t.day, t.office
  `.execute(db);
  const offices = await readRows(db, rows);
  return rows.filter(({ office, day }) => {
    const row = offices.get(office);
    if (!row) return true;
    const { opening, now, closingTurnMs } = toOfficeNow(row);
    return opening.day !== day || (opening.closesAt ?? 0) + closingTurnMs + closeWithinMs <= now;
  });
}
