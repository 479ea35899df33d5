import { sql } from 'kysely';
import { pathOf } from '../../domain/pages.mjs';
import { dueOf, type Due } from '../../domain/members/keeping.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock, clockNow, readTimeBefore, timeIn } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { markRowsCarried, readDueRows, type DueRow } from '../due-rows.ts';
import { prepareMail, queueMail } from '../mail/outbox.ts';
import { endMember, readMember } from './members.ts';

/** How long a look may be under way before the workflow of its member is started again. */
const lookTakesAtMostMs = 120_000;

/** How much later than it said a workflow may look before its member counts as having none. */
const slackMs = 10 * 60_000;

/** The longest pause: a timer of years is an error waiting to be made. */
const longestPauseMs = 30 * 86_400_000;

/** Members that no workflow has looked at in time, the longest waiting first. */
export function readDueMembers(db: Database, limit: number): Promise<DueRow[]> {
  return readDueRows(db, { table: 'member', by: 'due_at', limit });
}

/** Notes that members have a workflow now, so that the next look leaves them alone for a while. */
export function markMembersCarried(db: Database, rows: readonly DueRow[]): Promise<void> {
  return markRowsCarried(db, { table: 'member', forMs: lookTakesAtMostMs }, rows);
}

/**
 * Does what is due for a member, and tells for how long nothing is: null when the registration has ended. Without a
 * cipher no mail is sent, so nobody is reminded.
 */
export async function keepMember(
  { db, cipher }: { db: Database; cipher: Cipher | null },
  id: string,
): Promise<{ readonly done: 'ended' | 'reminded' | null; readonly pauseMs: number | null }> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('member')
      .select(['office', 'registered_at', 'confirmed_at', 'used_at', 'reminded_at', 'ended_at'])
      .select(clockNow.as('now'))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return { done: null, pauseMs: null };
    if (row.ended_at !== null) {
      await trx.updateTable('member').set({ due_at: null }).where('id', '=', id).execute();
      return { done: null, pauseMs: null };
    }
    const kept = {
      registeredAt: row.registered_at,
      confirmedAt: row.confirmed_at,
      usedAt: row.used_at,
      remindedAt: row.reminded_at,
    };
    const due = dueOf(kept, row.now, { reminds: cipher !== null });
    if (due.kind === 'end') {
      await endMember(trx, { id, office: row.office, by: 'time' });
      await trx.updateTable('member').set({ due_at: null }).where('id', '=', id).execute();
      return { done: 'ended', pauseMs: null };
    }
    const reminds = due.kind === 'remind' && cipher !== null;
    if (reminds) await remind(trx, cipher, { id, due });
    const untilMs = (due.kind === 'remind' ? due.endsAt : due.until) - row.now;
    const pauseMs = Math.min(untilMs, longestPauseMs);
    await trx
      .updateTable('member')
      .set({ due_at: timeIn(pauseMs + slackMs), ...(reminds ? { reminded_at: clock } : {}) })
      .where('id', '=', id)
      .execute();
    return { done: reminds ? 'reminded' : null, pauseMs };
  });
}

async function remind(
  trx: Transaction,
  cipher: Cipher,
  { id, due: { endsAt } }: { id: string; due: Extract<Due, { kind: 'remind' }> },
): Promise<void> {
  const member = await readMember({ db: trx, cipher }, id);
  if (!member?.person) return; // sealed with another key: nobody can be written to
  const office = await trx
    .selectFrom('office')
    .select(['name', 'time_zone'])
    .where('code', '=', member.office)
    .executeTakeFirstOrThrow();
  const mail = { kind: 'member-expiry', cause: `${id} ${endsAt}` } as const;
  await prepareMail(trx, cipher, {
    ...mail,
    office: member.office,
    language: member.language,
    to: member.person.email,
    values: { office: office.name, path: pathOf('member-sign-in'), endsAt, timeZone: office.time_zone },
    goodUntil: endsAt,
  });
  await queueMail(trx, mail);
}

/** Deletes links after a day, sessions that have run out, what ended others after 90 days, and the empty rows of registrations that ended a month ago. */
export async function removeOldMemberRows(db: Database): Promise<void> {
  const [hourAgo, dayAgo, monthAgo] = [
    await readTimeBefore(db, 1),
    await readTimeBefore(db, 24),
    await readTimeBefore(db, 30 * 24),
  ];
  await sql`delete from member_link where created_at < ${dayAgo}`.execute(db);
  await sql`delete from member_session where used_at < ${await readTimeBefore(db, 90 * 24)}`.execute(db);
  await sql`delete from ended_member_session where ended_at < ${await readTimeBefore(db, 90 * 24)}`.execute(
    db,
  );
  await sql`delete from member_session where terminal and used_at < ${hourAgo}`.execute(db);
  await sql`delete from member where ended_at < ${monthAgo} and due_at is null`.execute(db);
}
