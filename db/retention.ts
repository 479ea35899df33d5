import { sql } from 'kysely';
import { removeOldBoardLines } from './boards/board-lines.ts';
import { forgetBoardNames } from './boards/board-names.ts';
import { forgetBrowsers } from './staff/browsers.ts';
import { readTimeBefore } from './clock.ts';
import type { Database } from './connect.ts';
import { removeOldTries } from './staff/failed-tries.ts';
import { removeOldPresence } from './staff/presence.ts';
import { removeSyntheticVisits } from './probe/synthetic.ts';

/**
 * Deletes expired data: commands after 48 hours, personal data that no move made current
 * after a day, kept guest books that wait for their address after three, sessions after 12 hours, silent workers and apis after an hour. A mailed link
 * is answered as expired for 48 hours more, then as unknown; that an address was verified stays with its book.
 * Mails are forgotten after 30 days, those that were never to be sent after one.
 * Failed sign-ins are forgotten after an hour, browsers after 90 days without a sign-in. Boards that nobody accepted are forgotten a day after they were seen, synthetic visits after two.
 */
export async function removeExpired(db: Database): Promise<void> {
  const [hourAgo, halfDayAgo, dayAgo, twoDaysAgo, threeDaysAgo, monthAgo] = [
    await readTimeBefore(db, 1),
    await readTimeBefore(db, 12),
    await readTimeBefore(db, 24),
    await readTimeBefore(db, 48),
    await readTimeBefore(db, 72),
    await readTimeBefore(db, 30 * 24),
  ];
  await sql`delete from guest_book where current_at is null and created_at < ${dayAgo}`.execute(db);
  await sql`delete from private_note where current_at is null and created_at < ${dayAgo}`.execute(db);
  await sql`delete from profile_offer where created_at < ${dayAgo}
    and (current_at is null or created_at < ${threeDaysAgo})`.execute(db);
  await sql`update email_check set token_hash = null
    where token_hash is not null and expires_at < ${twoDaysAgo}`.execute(db);
  await sql`delete from mail where stage = 'prepared' and created_at < ${dayAgo}`.execute(db);
  await sql`delete from mail where created_at < ${monthAgo}`.execute(db);
  await sql`delete from command where created_at < ${twoDaysAgo}`.execute(db);
  await sql`delete from session where created_at < ${halfDayAgo}`.execute(db);
  await sql`delete from heartbeat where at < ${hourAgo}`.execute(db);
  await forgetBoardNames(db);
  await removeOldBoardLines(db);
  await removeOldTries(db);
  await forgetBrowsers(db);
  await removeOldPresence(db);
  await removeSyntheticVisits(db);
}
