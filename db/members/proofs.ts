import { sql } from 'kysely';
import type { Confirmation } from '../../domain/members/member.ts';
import type { Browser, System } from '../../domain/members/browser.ts';
import { writeAudit } from '../audit.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock } from '../clock.ts';
import { moveSoftcopies } from '../softcopies/requests.ts';
import type { Database, Transaction } from '../connect.ts';
import { lockAddress, takeLink, type Proof, type UsedLink } from './links.ts';
import { addressMacOf, endMember, readMember, rewritePerson, type KnownMember } from './members.ts';
import { endMemberSession, endSessionsFrom, startMemberSession, type Member } from './sessions.ts';

/** Who signs in by a link: in which browser, and as whom it was signed in until then. */
export interface SignIn extends Proof {
  readonly before: Member | null;
  readonly terminal: boolean;
  readonly seenAs: { readonly browser: Browser; readonly system: System };
}

/**
 * Signs somebody in by a link or its code, which also confirms the address. Answers the member and the secret of the new
 * session, or why not.
 */
export async function signInByLink(
  { db, cipher }: { db: Database; cipher: Cipher },
  signIn: SignIn,
): Promise<{ memberId: string; secret: string } | Exclude<Awaited<ReturnType<typeof takeLink>>, UsedLink>> {
  return db.transaction().execute(async (trx) => {
    const link = await takeLink(trx, cipher, signIn);
    if (typeof link === 'string') return link;
    const { before, terminal, seenAs } = signIn;
    const memberId = await confirm(trx, cipher, { link, session: before?.session });
    if (memberId === null) return 'over';
    if (before) await endMemberSession(trx, { memberId: before.id, session: before.session }); // one browser, one session
    const secret = await startMemberSession(trx, cipher, { id: link.id, memberId, terminal, ...seenAs });
    await trx.updateTable('member').set({ used_at: clock }).where('id', '=', memberId).execute();
    return { memberId, secret };
  });
}

/**
 * Confirms the address of a member as far as the link proves it, and answers who is meant: the older member with that
 * address, if there is one whom mail has proven. Who had sessions before the proof may be somebody else: they end, and
 * browsers other than that of `session` are told why.
 */
async function confirm(
  trx: Transaction,
  cipher: Cipher,
  { link, session }: { link: UsedLink; session: string | undefined },
): Promise<string | null> {
  const member = await readMember({ db: trx, cipher }, link.memberId);
  if (!member) return null;
  const by: Confirmation = link.shown ? 'page' : 'mail';
  if (member.confirmedBy === 'mail' || member.confirmedBy === by) return member.id;
  if (by === 'page' || !member.person) {
    await markConfirmed(trx, member, by);
    return member.id;
  }
  const addressMac = addressMacOf(cipher, member.person.email);
  await lockAddress(trx, addressMac);
  const older = await trx
    .selectFrom('member')
    .select('id')
    .where('address_mac', '=', addressMac)
    .where('confirmed_by', '=', 'mail')
    .executeTakeFirst();
  await endSessionsFrom(trx, { memberId: member.id, by: 'proof', sparing: session });
  if (!older) {
    await markConfirmed(trx, member, by);
    return member.id;
  }
  await merge(trx, cipher, { from: member, into: older.id });
  return older.id;
}

async function markConfirmed(
  trx: Transaction,
  { id, office, person, registeredAt, confirmedBy }: KnownMember,
  by: Confirmation,
): Promise<void> {
  await trx
    .updateTable('member')
    .set({ confirmed_by: by, confirmed_at: sql`coalesce(confirmed_at, ${clock})` })
    .where('id', '=', id)
    .execute();
  if (confirmedBy === null && person) {
    await sql`
      update registration_count c set confirmed = confirmed + 1 from office o
      where o.code = ${office} and c.office = o.code and c.day = (${new Date(registeredAt)} at time zone o.time_zone)::date
        and c.institution_category = ${person.institutionCategory} and c.purpose = ${person.purpose}
    `.execute(trx);
  }
  const told = { action: 'member-confirmed', detail: { member: id, by } };
  await writeAudit(trx, { by: { kind: 'visitor' }, office, ...told });
}

/** Lets an older registration go on with what was written last, and ends the newer one. */
async function merge(
  trx: Transaction,
  cipher: Cipher,
  { from, into }: { from: KnownMember; into: string },
): Promise<void> {
  if (from.person)
    await rewritePerson(trx, cipher, { id: into, language: from.language, person: from.person });
  await moveSoftcopies(trx, { from: from.id, into });
  await endMember(trx, { id: from.id, office: from.office, by: 'merging' });
}
