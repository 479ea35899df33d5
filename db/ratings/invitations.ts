import { sql } from 'kysely';
import { endOfDay } from '../../domain/offices/calendar.ts';
import { pathOf } from '../../domain/pages.mjs';
import { mailMark } from '../../domain/ratings/mailed.ts';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Database } from '../connect.ts';
import { readAddressedVisit } from '../mail/addressed-visit.ts';
import { prepareMail, queueMail, withdrawMail } from '../mail/outbox.ts';

const mailOf = (commandId: string) => ({ kind: 'rating-link', cause: commandId }) as const;

/**
 * Prepares the mail that a visitor asked for in the guest book. It waits for the visit to end without a rating, and is good
 * as long as one can be given. Synthetic visits have none.
 */
export async function prepareInvitation(
  trx: Database,
  cipher: Cipher,
  { commandId, visitId, guestBook }: { commandId: string; visitId: string; guestBook: GuestBook },
): Promise<void> {
  const visit = await readAddressedVisit(trx, visitId);
  if (!visit) return;
  const validUntil = endOfDay(visit.day, visit.timeZone);
  if (validUntil <= visit.now) return;
  await prepareMail(trx, cipher, {
    ...mailOf(commandId),
    office: visit.office,
    language: visit.language,
    to: guestBook.email,
    values: {
      office: visit.name,
      path: `${pathOf('visitor', visit.token)}?${mailMark}=1`,
      validUntil,
      timeZone: visit.timeZone,
    },
    goodUntil: validUntil,
  });
}

/** Lets the mail be sent, in the transaction of the visitor's leaving; who comes back and leaves again gets no second one. */
export async function inviteToRate(trx: Database, visitId: string): Promise<void> {
  const { rows } = await sql<{ commandId: string }>`
    select command_id as "commandId" from guest_book
    where visit_id = ${visitId} and current_at is not null and rating_mail
      and not exists (select from rating where visit_id = ${visitId})
  `.execute(trx);
  for (const { commandId } of rows) await queueMail(trx, mailOf(commandId));
}

/** Takes the mail of a guest book back. */
export const dropInvitation = (trx: Database, commandId: string): Promise<void> =>
  withdrawMail(trx, mailOf(commandId));

/** Takes the mail of a visit back: it has a rating. */
export async function dropInvitationOf(trx: Database, visitId: string): Promise<void> {
  const { rows } = await sql<{ commandId: string }>`
    select command_id as "commandId" from guest_book
    where visit_id = ${visitId} and current_at is not null and rating_mail
  `.execute(trx);
  for (const { commandId } of rows) await dropInvitation(trx, commandId);
}
