import { sql } from 'kysely';
import { visitorTerms } from '../../domain/visitors/keeping.ts';
import { readTimeBefore } from '../clock.ts';
import type { Database } from '../connect.ts';
import { inTurns } from '../keeping/turns.ts';

/** As many rows at a time, so that none is locked for long when much has come together. */
const atOnce = 1_000;

/**
 * Forgets visitors when their time is over: of guest books name, ways to reach, institution and what was written freely, so that
 * their codes still count; kept guest books that nobody used since; comments; reasons that officers gave. The digits of
 * a card go sooner, once it is back; of one that never went back they are all that ties it to somebody. A visit that is not over keeps
 * its visitor.
 */
export async function forgetVisitors(db: Database): Promise<void> {
  const before = await readTimeBefore(db, visitorTerms.keptDays * 24);
  const cardBefore = await readTimeBefore(db, visitorTerms.cardKeptDays * 24);
  const statements = [
    sql`
      update guest_book set name = null, email = null, institution = null, phone = null, occupation_other = null,
        purpose_other = null, data_needed = null
      where command_id = any (array(
        select g.command_id from guest_book g join visit v on v.id = g.visit_id
        where g.current_at < ${before} and g.name is not null and v.ended_at is not null
        order by g.current_at limit ${atOnce}))`,
    sql`
      delete from profile where id = any (array(
        select id from profile where used_at < ${before} order by used_at limit ${atOnce}))`,
    sql`
      update rating set comment = null where visit_id = any (array(
        select r.visit_id from rating r join visit v on v.id = r.visit_id
        where r.changed_at < ${before} and r.comment is not null and v.ended_at is not null
        order by r.changed_at limit ${atOnce}))`,
    sql`
      delete from private_note where kind = 'reason' and command_id = any (array(
        select n.command_id from private_note n join visit v on v.id = n.visit_id
        where n.kind = 'reason' and n.current_at < ${before} and v.ended_at is not null
        order by n.current_at limit ${atOnce}))`,
    sql`
      delete from private_note where kind = 'id-last4' and command_id = any (array(
        select n.command_id from private_note n
        where n.kind = 'id-last4' and n.current_at < ${cardBefore} and not exists (
          select from custody k where k.id = n.command_id
            and case when k.returned_at is not null then k.returned_at >= ${cardBefore}
              else coalesce(k.resolved_at, 'infinity') >= ${before} end)
        order by n.current_at limit ${atOnce}))`,
  ];
  for (const statement of statements) await inTurns(db, atOnce, statement);
}
