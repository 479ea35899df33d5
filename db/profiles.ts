import { randomUUID } from 'node:crypto';
import type { GuestBook } from '../domain/visit/guest-book.ts';
import { didBy, writeAudit } from './audit.ts';
import { clock } from './clock.ts';
import type { Database } from './connect.ts';
import type { Cipher, Place } from './private.ts';

/** What is kept of a guest book: who somebody is, not what they came for. */
export type Profile = Omit<GuestBook, 'privacyNotice' | 'services' | 'dataNeeded' | 'remember' | 'group'>;

const bodyPlace = (row: string): Place => ({ table: 'profile', column: 'body', row });

/** An address as it is recognised: case and blanks do not matter. */
const macOf = (cipher: Cipher, email: string): Buffer => cipher.mac(`profile ${email.trim().toLowerCase()}`);

/**
 * Keeps a guest book for the next visit, because the visitor asked for it with the book; a later one replaces
 * it. Only its address, exactly typed, finds it again.
 */
export async function keepProfile(
  db: Database,
  cipher: Cipher,
  { guestBook }: { guestBook: GuestBook },
): Promise<void> {
  const email_mac = macOf(cipher, guestBook.email);
  const known = await db
    .selectFrom('profile')
    .select('id')
    .where('email_mac', '=', email_mac)
    .executeTakeFirst();
  const id = known?.id ?? randomUUID();
  const values = {
    body: cipher.seal(JSON.stringify(toProfile(guestBook)), bodyPlace(id)),
    privacy_notice: guestBook.privacyNotice,
    consented_at: clock,
    used_at: clock,
  };
  await db
    .insertInto('profile')
    .values({ id, email_mac, sealed_as: id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

function toProfile(guestBook: GuestBook): Profile {
  const {
    privacyNotice: _notice,
    services: _services,
    dataNeeded: _data,
    remember: _wish,
    group: _group,
    ...kept
  } = guestBook;
  return kept;
}

/** Opens the profile of exactly this address for an officer, and records that it was looked for. */
export async function findProfile(
  { db, cipher }: { db: Database; cipher: Cipher },
  { email, office, staffId }: { email: string; office: string; staffId: string },
): Promise<Profile | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('profile')
      .set({ used_at: clock })
      .where('email_mac', '=', macOf(cipher, email))
      .returning(['id', 'body'])
      .executeTakeFirst();
    await writeAudit(trx, {
      ...didBy({ kind: 'staff', id: staffId }),
      office,
      action: 'profile-looked-up',
      detail: JSON.stringify({ found: row !== undefined }),
    });
    return row ? (JSON.parse(cipher.open(row.body, bodyPlace(row.id))) as Profile) : null;
  });
}

/** Forgets a kept guest book on the visitor's word. True when there was one. */
export async function forgetProfile(
  { db, cipher }: { db: Database; cipher: Cipher },
  { email, office, staffId }: { email: string; office: string; staffId: string },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('profile')
      .where('email_mac', '=', macOf(cipher, email))
      .returning('id')
      .executeTakeFirst();
    await writeAudit(trx, {
      ...didBy({ kind: 'staff', id: staffId }),
      office,
      action: 'profile-forgotten',
      detail: JSON.stringify({ found: gone !== undefined }),
    });
    return gone !== undefined;
  });
}
