import { sql } from 'kysely';
import { pathOf } from '../../domain/pages.mjs';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import { writeAudit } from '../audit.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { readAddressedVisit } from '../mail/addressed-visit.ts';
import { moveMail, prepareMail, queueMail, withdrawMail } from '../mail/outbox.ts';
import { hashOf, tokenFor } from '../sealing/secrets.ts';
import { keepOffered } from './profiles.ts';

/** How long a link is answered, and how long a mail that was not taken still makes sense. */
const linkGoodForMs = 48 * 3_600_000;
const mailGoodForMs = 24 * 3_600_000;

/** The secret of a check's link: every try of a mail has the same. */
const tokenOf = (cipher: Cipher, id: string): string => tokenFor(cipher, `email check ${id}`);

const mailOf = (commandId: string) => ({ kind: 'email-check', cause: commandId }) as const;

/**
 * Prepares the check of a guest book's address and its mail, where the book is stored. Both wait for the move that
 * makes the book current. Synthetic visits have none.
 */
export async function prepareCheck(
  trx: Database,
  cipher: Cipher,
  { commandId, visitId, guestBook }: { commandId: string; visitId: string; guestBook: GuestBook },
): Promise<void> {
  const visit = await readAddressedVisit(trx, visitId);
  if (!visit) return;
  const token = tokenOf(cipher, commandId);
  const validUntil = visit.now + linkGoodForMs;
  await trx
    .insertInto('email_check')
    .values({ command_id: commandId, token_hash: hashOf(token), expires_at: new Date(validUntil) })
    .execute();
  await prepareMail(trx, cipher, {
    ...mailOf(commandId),
    office: visit.office,
    language: visit.language,
    to: guestBook.email,
    values: {
      office: visit.name,
      path: pathOf('check', token),
      validUntil,
      timeZone: visit.timeZone,
    },
    goodUntil: visit.now + mailGoodForMs,
  });
}

/** Lets the mail of a check be sent, in the transaction that makes its guest book current. */
export async function beginCheck(trx: Database, commandId: string): Promise<void> {
  await queueMail(trx, mailOf(commandId));
}

/** Gives a check to the guest book that replaces its own with the same address; false when there is none. */
export async function moveCheck(trx: Database, { from, to }: { from: string; to: string }): Promise<boolean> {
  const moved = await trx
    .updateTable('email_check')
    .set({ command_id: to })
    .where('command_id', '=', from)
    .returning('command_id')
    .executeTakeFirst();
  if (!moved) return false;
  await moveMail(trx, mailOf(from), to);
  return true;
}

/** Takes back the mail of a check whose address was replaced; its link is answered as expired from then on. */
export async function dropCheck(trx: Database, commandId: string): Promise<void> {
  await withdrawMail(trx, mailOf(commandId));
}

interface Check {
  readonly id: string;
  readonly visitId: string;
  readonly office: string;
  readonly state: 'open' | 'verified' | 'expired';
}

async function findCheck(db: Database, token: string, lock = sql``): Promise<Check | null> {
  const { rows } = await sql<Check>`
    select c.command_id as id, v.id as "visitId", v.office,
      case when c.expires_at <= ${clock} or g.current_at is null then 'expired'
        when c.verified_at is not null then 'verified' else 'open' end as state
    from email_check c join guest_book g on g.command_id = c.command_id join visit v on v.id = g.visit_id
    where c.token_hash = ${hashOf(token)} ${lock}
  `.execute(db);
  return rows[0] ?? null;
}

/** What a link leads to, which stays as it is. */
export async function readCheck(db: Database, token: string): Promise<Check['state'] | 'unknown'> {
  return (await findCheck(db, token))?.state ?? 'unknown';
}

/**
 * Marks the address of a current guest book as confirmed; safe to repeat. An expired link, or one whose guest book
 * was corrected since, confirms nothing.
 */
export async function verifyEmail(db: Database, token: string): Promise<'verified' | 'expired' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const check = await findCheck(trx, token, sql`for update of c`);
    if (!check) return 'unknown';
    if (check.state !== 'open') return check.state;
    await trx
      .updateTable('email_check')
      .set({ verified_at: clock })
      .where('command_id', '=', check.id)
      .execute();
    await withdrawMail(trx, mailOf(check.id)); // whoever followed the link needs no other
    await keepOffered(trx, { commandId: check.id, confirmed: true });
    await writeAudit(trx, {
      by: { kind: 'visitor' },
      office: check.office,
      action: 'email-verified',
      visitId: check.visitId,
    });
    return 'verified';
  });
}
