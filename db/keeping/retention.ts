import { sql } from 'kysely';
import { removeOldBoardLines } from '../boards/board-lines.ts';
import { forgetBoardNames } from '../boards/board-names.ts';
import { forgetBrowsers } from '../staff/browsers.ts';
import { readTimeBefore } from '../clock.ts';
import type { Database } from '../connect.ts';
import { forgetReaders } from '../catalogue/in-room-uses.ts';
import { forgetComplaints } from '../complaints/retention.ts';
import { removeOldMemberRows } from '../members/keeping.ts';
import { forgetAskers } from '../softcopies/requests.ts';
import { removeOldSheets } from '../ratings/sheets.ts';
import { forgetAddresses } from '../staff/addresses.ts';
import { removeOldTries } from '../staff/failed-tries.ts';
import { removeOldPresence } from '../staff/presence.ts';
import { forgetAskingVisits } from '../softcopies/visit-requests.ts';
import { forgetEmptyQueries } from '../supervision/library-uses.ts';
import { removeSyntheticVisits } from '../probe/synthetic.ts';
import { forgetVisitors } from '../visitors/keeping.ts';
import { removeInTurns } from './turns.ts';

/**
 * Deletes expired data: commands after 48 hours, personal data that no move made current
 * after a day, kept guest books that wait for their address after three, sessions after 12 hours, silent workers and apis after an hour. A mailed link
 * is answered as expired for 48 hours more, then as unknown; that an address was verified stays with its book.
 * Queries that found nothing are forgotten after 30 days, those of a single browser after 7.
 * Of members: links after a day, sessions that nobody uses any more, the empty rows of ended registrations after 30 days.
 * Mails are forgotten after 30 days, those that were never to be sent after one; after 30 days nobody knows which visit read
 * what in the room, or asked for which copy, either, nor which member asked for a softcopy that could be fetched until then.
 * Visitors are forgotten two years after they came, the digits of their cards 30 days after these went back.
 * Of complaints: who complained, what was written and what was attached, two years after the end; what was counted stays.
 * Failed sign-ins are forgotten after an hour, browsers after 90 days without a sign-in. Addresses where officers worked are forgotten after half an hour, ratings left open on a tablet after minutes.
 * Boards that nobody accepted are forgotten a day after they were seen, synthetic visits after two.
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
  const unused = sql`current_at is null and created_at < ${dayAgo}`;
  await removeInTurns(db, { table: 'guest_book', where: unused });
  await removeInTurns(db, { table: 'private_note', where: unused });
  await sql`delete from profile_offer where created_at < ${dayAgo}
    and (current_at is null or created_at < ${threeDaysAgo})`.execute(db);
  await removeInTurns(db, {
    table: 'email_check',
    where: sql`token_hash is not null and expires_at < ${twoDaysAgo}`,
    set: sql`token_hash = null`,
  });
  await removeInTurns(db, { table: 'mail', where: sql`stage = 'prepared' and created_at < ${dayAgo}` });
  await removeInTurns(db, { table: 'mail', where: sql`created_at < ${monthAgo}` });
  await removeInTurns(db, { table: 'command', where: sql`created_at < ${twoDaysAgo}` });
  await sql`delete from session where created_at < ${halfDayAgo}`.execute(db);
  await removeOldMemberRows(db);
  await sql`delete from heartbeat where at < ${hourAgo}`.execute(db);
  await forgetBoardNames(db);
  await removeOldBoardLines(db);
  await removeOldTries(db);
  await removeOldSheets(db);
  await forgetAddresses(db);
  await forgetBrowsers(db);
  await removeOldPresence(db);
  await forgetEmptyQueries(db);
  await removeSyntheticVisits(db);
  await forgetReaders(db);
  await forgetAskingVisits(db);
  await forgetAskers(db);
  await forgetComplaints(db);
  await forgetVisitors(db);
}
