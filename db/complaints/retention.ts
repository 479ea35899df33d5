import { sql } from 'kysely';
import { dismissedKeptDays, keptYears, receivedMails } from '../../domain/complaints/terms.ts';
import { readTimeBefore } from '../clock.ts';
import type { Database } from '../connect.ts';

const keptForHours = keptYears * 365 * 24;

/**
 * Forgets who complained, about which visit, and everything that was written and attached, two years after the end of a complaint. Its
 * reference, kind, times and history of moves stay, so that no count changes. What complainants attached to one that was dismissed
 * unverified goes sooner. Which address was told of a new one is forgotten after a day.
 */
export async function forgetComplaints(db: Database): Promise<void> {
  const before = await readTimeBefore(db, keptForHours);
  const limitEnded = await readTimeBefore(db, receivedMails.withinMs / 3_600_000);
  await sql`
    update complaint set told_mac = null where told_mac is not null and received_at < ${limitEnded}
  `.execute(db);
  const limitDismissed = await readTimeBefore(db, dismissedKeptDays * 24);
  await sql`
    delete from complaint_attachment a using complaint c
    where c.id = a.complaint_id and c.ended_at < ${limitDismissed} and c.stage = 'dismissed'
      and c.verified_at is null and a.actor = 'complainant'
  `.execute(db);
  await sql`
    delete from complaint_attachment a using complaint c
    where c.id = a.complaint_id and c.ended_at < ${before} and c.text is not null
  `.execute(db);
  await sql`
    with forgotten as (
      update complaint set text = null, person = null, visit_id = null
      where ended_at < ${before} and text is not null
      returning id
    )
    update complaint_event set text = null
    where complaint_id in (select id from forgotten) and text is not null
  `.execute(db);
}
