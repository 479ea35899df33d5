import { sql } from 'kysely';
import type { Bilingual } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

/** What the office tells everyone now: a message on the boards, and a closing out of turn. */
export interface Announcement {
  readonly message: Bilingual | null;
  readonly closing: { readonly reason: Bilingual; readonly until: Instant | null } | null;
}

/** What is announced now; a closing whose time has passed is none. */
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

/** Announces something, or takes it back. No number is given while closed; open visits are finished. */
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
