import { sql } from 'kysely';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import { unreadable } from '../../domain/unreadable.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';

/** The saved part of a guest book: who somebody is, not what they came for. */
export type Profile = Omit<
  GuestBook,
  'privacyNotice' | 'services' | 'dataNeeded' | 'remember' | 'ratingMail' | 'group'
>;

const bodyPlace = (row: string): Place => ({ table: 'profile', column: 'body', row });

/** A normalised address: case and blanks do not matter. */
const macOf = (cipher: Cipher, email: string): Buffer => cipher.mac(`profile ${email.trim().toLowerCase()}`);

/**
 * Stores what a visitor asked to keep under the command's id, like the guest book itself. It becomes the kept one
 * by `keepOffered` alone, so a book that is refused changes nothing.
 */
export async function offerProfile(
  db: Database,
  cipher: Cipher,
  { commandId, guestBook }: { commandId: string; guestBook: GuestBook },
): Promise<void> {
  await db
    .insertInto('profile_offer')
    .values({
      command_id: commandId,
      email_mac: macOf(cipher, guestBook.email),
      body: cipher.seal(JSON.stringify(toProfile(guestBook)), bodyPlace(commandId)),
      privacy_notice: guestBook.privacyNotice,
    })
    .execute();
}

/**
 * Saves the profile offered with a guest book, in the transaction that records the book. It replaces an older one
 * only when the address is known to be the visitor's (`confirmed`): anybody can type somebody else's address.
 * Otherwise it waits up to three days for the address to be confirmed by mail.
 */
export async function keepOffered(
  trx: Database,
  { commandId, confirmed }: { commandId: string; confirmed: boolean },
): Promise<void> {
  const { rows } = await sql`
    with offer as (
      update profile_offer set current_at = ${clock} where command_id = ${commandId} returning *
    ), kept as (
      insert into profile as p (id, email_mac, body, sealed_as, privacy_notice, consented_at, used_at)
      select command_id, email_mac, body, command_id, privacy_notice, created_at, ${clock} from offer
      on conflict (email_mac) do update set body = excluded.body, sealed_as = excluded.sealed_as,
        privacy_notice = excluded.privacy_notice, consented_at = excluded.consented_at, used_at = excluded.used_at
      where ${confirmed}::boolean
      returning p.sealed_as
    )
    select * from kept
  `.execute(trx);
  if (rows.length > 0) await dropOffered(trx, commandId);
}

/** Withdraws the profile offered with a guest book that is being replaced. */
export async function dropOffered(trx: Database, commandId: string): Promise<void> {
  await trx.deleteFrom('profile_offer').where('command_id', '=', commandId).execute();
}

function toProfile(guestBook: GuestBook): Profile {
  const {
    privacyNotice: _notice,
    services: _services,
    dataNeeded: _data,
    remember: _wish,
    ratingMail: _mail,
    group: _group,
    ...kept
  } = guestBook;
  return kept;
}

/** Reads the profile of exactly this address for an officer, and records the look-up; null also for an unreadable one. */
export async function findProfile(
  { db, cipher }: { db: Database; cipher: Cipher },
  { email, office, staffId }: { email: string; office: string; staffId: string },
): Promise<Profile | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('profile')
      .set({ used_at: clock })
      .where('email_mac', '=', macOf(cipher, email))
      .returning(['sealed_as', 'body'])
      .executeTakeFirst();
    await writeAudit(trx, {
      by: { kind: 'staff', id: staffId },
      office,
      action: 'profile-looked-up',
      detail: { found: row !== undefined },
    });
    const text = row ? cipher.read(row.body, bodyPlace(row.sealed_as)) : unreadable;
    return text === unreadable ? null : (JSON.parse(text) as Profile);
  });
}

/** Deletes a saved profile at the visitor's request, and what waits to replace it. True when there was one. */
export async function forgetProfile(
  { db, cipher }: { db: Database; cipher: Cipher },
  { email, office, staffId }: { email: string; office: string; staffId: string },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const mac = macOf(cipher, email);
    await trx.deleteFrom('profile_offer').where('email_mac', '=', mac).execute();
    const gone = await trx
      .deleteFrom('profile')
      .where('email_mac', '=', mac)
      .returning('id')
      .executeTakeFirst();
    await writeAudit(trx, {
      by: { kind: 'staff', id: staffId },
      office,
      action: 'profile-forgotten',
      detail: { found: gone !== undefined },
    });
    return gone !== undefined;
  });
}
