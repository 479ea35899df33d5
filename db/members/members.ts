import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Confirmation, MemberEnd, SessionEnd } from '../../domain/members/member.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { Instant } from '../../domain/time.ts';
import { unreadable } from '../../domain/unreadable.ts';
import { otherPurpose } from '../../domain/visitors/guest-book.ts';
import type { Registration } from '../../wire/members.ts';
import { writeAudit } from '../audit.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { clock, clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { prepareMail, queueMail } from '../mail/outbox.ts';
import { countUses } from '../supervision/library-uses.ts';
import { endSessionsFrom } from './sessions.ts';

/** Who somebody is, as they wrote it. */
export type Person = Omit<Registration, 'office' | 'language' | 'terminal'>;

/** A member with what stands sealed; `person` is null when it cannot be opened. */
export interface KnownMember {
  readonly id: string;
  readonly office: string;
  readonly language: Language;
  readonly registeredAt: Instant;
  /** How the address was confirmed; null while it was not. */
  readonly confirmedBy: Confirmation | null;
  readonly person: Person | null;
}

/** How long the mail that confirms a deletion makes sense. */
const tellsOfDeletionForMs = 24 * 3_600_000;

const toText = ({ purpose, purposeOther, ...person }: Person): string =>
  JSON.stringify({ ...person, purpose, ...(purpose === otherPurpose ? { purposeOther } : {}) });

const personPlace = (id: string): Place => ({ table: 'member', column: 'person', row: id });

function openPerson(cipher: Cipher, { id, person }: { id: string; person: Buffer | null }): Person | null {
  const text = person === null ? unreadable : cipher.read(person, personPlace(id));
  return text === unreadable ? null : (JSON.parse(text) as Person);
}

/** The digest by which an address is found; case and blanks do not matter. */
export const addressMacOf = (cipher: Cipher, email: string): Buffer =>
  cipher.mac(`member ${email.trim().toLowerCase()}`);

/** Adds a member under its command's id, whoever else uses the address. */
export async function addMember(
  trx: Transaction,
  cipher: Cipher,
  { id, office, language, person }: Pick<KnownMember, 'id' | 'office' | 'language'> & { person: Person },
): Promise<void> {
  await trx
    .insertInto('member')
    .values({
      id,
      office,
      language,
      person: cipher.seal(toText(person), personPlace(id)),
      address_mac: addressMacOf(cipher, person.email),
    })
    .execute();
  await writeAudit(trx, {
    by: { kind: 'visitor' },
    office,
    action: 'member-registered',
    detail: { member: id },
  });
}

/** Counts a registration: last in its transaction, as registrations of one kind wait for one another's count. */
export async function countRegistration(
  trx: Transaction,
  { office, person }: { office: string; person: Person },
): Promise<void> {
  await sql`
    insert into registration_count as c (office, day, institution_category, purpose, registered)
    select code, (${clock} at time zone time_zone)::date, ${person.institutionCategory}, ${person.purpose}, 1
    from office where code = ${office}
    on conflict (office, day, institution_category, purpose) do update set registered = c.registered + 1
  `.execute(trx);
  await countUses(trx, { office, use: 'registration', n: 1 });
}

/** A member that has not ended, or null. */
export async function readMember(
  { db, cipher }: { db: Database; cipher: Cipher },
  id: string,
): Promise<KnownMember | null> {
  const row = await db
    .selectFrom('member')
    .select(['office', 'language', 'person', 'registered_at', 'confirmed_by'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id,
    office: row.office,
    language: row.language,
    registeredAt: row.registered_at,
    confirmedBy: row.confirmed_by,
    person: openPerson(cipher, { id, person: row.person }),
  };
}

/** Writes a member's person anew, with the same address. */
export async function rewritePerson(
  trx: Transaction,
  cipher: Cipher,
  { id, language, person }: Pick<KnownMember, 'id' | 'language'> & { person: Person },
): Promise<void> {
  await trx
    .updateTable('member')
    .set({ person: cipher.seal(toText(person), personPlace(id)), language })
    .where('id', '=', id)
    .execute();
}

/**
 * Who signs in with an address: the one member whom mail has proven to own it, else the newest whose link a page showed.
 * Whoever follows a mailed link proves it then.
 */
export async function findByAddress(
  db: Database,
  cipher: Cipher,
  email: string,
): Promise<{ id: string; office: string; email: string } | null> {
  const row = await db
    .selectFrom('member')
    .select(['id', 'office', 'person'])
    .where('address_mac', '=', addressMacOf(cipher, email))
    .where('confirmed_by', 'is not', null)
    .orderBy(sql`confirmed_by = 'mail'`, 'desc')
    .orderBy('registered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const person = row && openPerson(cipher, row);
  return row && person ? { id: row.id, office: row.office, email: person.email } : null;
}

/** Deletes a registration at its owner's wish; with mail (`mailIsOn`) that is confirmed to a confirmed address. */
export async function deleteMember(
  { db, cipher, mailIsOn }: { db: Database; cipher: Cipher; mailIsOn: boolean },
  { id, office, session }: { id: string; office: string; session: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const member = mailIsOn ? await readMember({ db: trx, cipher }, id) : null;
    if (member?.person && member.confirmedBy !== null) {
      const { name, now } = await trx
        .selectFrom('office')
        .select(['name', clockNow.as('now')])
        .where('code', '=', office)
        .executeTakeFirstOrThrow();
      const mail = { kind: 'member-deleted', cause: id } as const;
      await prepareMail(trx, cipher, {
        ...mail,
        office,
        language: member.language,
        to: member.person.email,
        values: { office: name, path: pathOf('catalogue') },
        goodUntil: now + tellsOfDeletionForMs,
      });
      await queueMail(trx, mail);
    }
    await endMember(trx, { id, office, by: 'owner', session });
  });
}

/** What the end of a registration is to the browsers that were signed in. */
const sessionEndOf = { owner: 'deletion', time: 'time', merging: 'proof' } as const satisfies Readonly<
  Record<MemberEnd, SessionEnd>
>;

/**
 * Ends a registration: who it was is blank from then on, its sessions and links are gone, what was counted stays.
 * `session` is that of the browser that wants it.
 */
export async function endMember(
  trx: Transaction,
  { id, office, by, session }: { id: string; office: string; by: MemberEnd; session?: string },
): Promise<void> {
  const ended = await trx
    .updateTable('member')
    .set({ person: null, address_mac: null, ended_at: clock, ended_by: by, due_at: clock })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return;
  await endSessionsFrom(trx, { memberId: id, by: sessionEndOf[by], sparing: session });
  await trx.deleteFrom('member_link').where('member_id', '=', id).execute();
  await writeAudit(trx, {
    by: by === 'time' ? 'system' : { kind: 'visitor' },
    office,
    action: 'member-ended',
    detail: { member: id, by },
  });
}
