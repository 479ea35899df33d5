import { sql } from 'kysely';
import type { Bilingual } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

/** An office's announcements: a message on the boards, and an unscheduled closing. */
export interface Announcement {
  readonly message: Bilingual | null;
  readonly closing: { readonly reason: Bilingual; readonly until: Instant | null } | null;
}

/** The current announcements; a closing whose time has passed is left out. */
export async function readAnnouncement(db: Database, office: string): Promise<Announcement> {
  const row = await db
    .selectFrom('board')
    .select(['message', 'closed_reason', 'closed_until'])
    .select(sql<boolean>`closed_until <= ${clock}`.as('over'))
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  return {
    message: row.message,
    closing: row.closed_reason && !row.over ? { reason: row.closed_reason, until: row.closed_until } : null,
  };
}

/** Sets or clears the announcements. No number is given while closed; open visits are finished. */
export async function announce(
  trx: Transaction,
  {
    office,
    announcement,
    staffId,
    commandId,
  }: {
    office: string;
    announcement: Announcement;
    staffId: string;
    commandId: string;
  },
): Promise<void> {
  const { message, closing } = announcement;
  const before = await readAnnouncement(trx, office);
  await trx
    .updateTable('board')
    .set((eb) => ({
      announcements: eb('announcements', '+', 1),
      message: message && JSON.stringify(message),
      closed_reason: closing && JSON.stringify(closing.reason),
      closed_until: closing?.until ? new Date(closing.until) : null,
    }))
    .where('office', '=', office)
    .execute();
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 200),
    office,
    done: { action: 'announced', detail: { before, after: announcement } },
    changed: [office],
  });
}
