import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import { linkTerms, mailLimits, sameWishMs, spacedCode } from '../../domain/members/links.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { Cipher } from '../sealing/cipher.ts';
import { clock, clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { prepareMail, queueMail, withdrawMail } from '../mail/outbox.ts';
import { codeFor, hashOf, tokenFor } from '../sealing/secrets.ts';
import { addressMacOf } from './members.ts';

/** A wish for a link that proves an address. */
export interface LinkWish {
  readonly id: string;
  readonly kind: 'member-confirm' | 'member-link';
  readonly email: string;
  /** Whom it leads to; null when nobody is registered with the address. */
  readonly memberId: string | null;
  readonly office: string;
  readonly language: Language;
  /** Where the wish comes from, and the secret of the browser in which alone the link is good. */
  readonly place: string;
  readonly browser: string;
  /** Whether the page itself shows the link, which then proves nothing. */
  readonly shown: boolean;
  /** Whether mails are written. */
  readonly mailIsOn: boolean;
}

/** The path of a link; its secret stands in the fragment, which is sent to no server and logged nowhere. */
export const linkPathOf = (cipher: Cipher, id: string): string =>
  `${pathOf('member-sign-in')}#${tokenFor(cipher, `member link ${id}`)}`;

const codeOf = (cipher: Cipher, id: string): string => codeFor(cipher, `member code ${id}`);

/** Lets one transaction at a time decide about an address. */
export async function lockAddress(trx: Transaction, addressMac: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${addressMac.readBigInt64BE().toString()}::bigint)`.execute(trx);
}

/**
 * Makes a link and mails it; answers its id, which is an older one's when the same browser has just asked for the same.
 * For an unknown address, and for one that got too many mails, the same statements write the
 * same rows, but the link leads to nobody and the mail is taken back at once: neither the answer nor its time tells.
 */
export async function makeLink(trx: Transaction, cipher: Cipher, wish: LinkWish): Promise<string> {
  const { id, kind, email, office, language, shown, mailIsOn } = wish;
  const addressMac = addressMacOf(cipher, email);
  const placeMac = cipher.mac(`link place ${wish.place}`);
  const browserHash = hashOf(wish.browser);
  await lockAddress(trx, addressMac);
  const same = await findSameWish(trx, { addressMac, browserHash, memberId: wish.memberId });
  if (same) return same.id;
  const mailed = mailIsOn && (await mayMail(trx, { addressMac, placeMac }));
  const leadsTo = mailed || shown ? wish.memberId : null;
  const {
    now,
    name,
    time_zone: timeZone,
  } = await trx
    .selectFrom('office')
    .select(['name', 'time_zone', clockNow.as('now')])
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
  const validUntil = now + linkTerms.goodForMs;
  const path = linkPathOf(cipher, id);
  await trx
    .insertInto('member_link')
    .values({
      id,
      member_id: leadsTo,
      address_mac: addressMac,
      place_mac: placeMac,
      browser_hash: browserHash,
      token_hash: hashOf(path.slice(path.indexOf('#') + 1)),
      shown,
      mailed,
      expires_at: new Date(validUntil),
    })
    .execute();
  if (!mailIsOn) return id;
  await prepareMail(trx, cipher, {
    kind,
    cause: id,
    office,
    language,
    to: email,
    values: { office: name, path, code: spacedCode(codeOf(cipher, id)), validUntil, timeZone },
    goodUntil: validUntil,
  });
  await (mailed && leadsTo !== null ? queueMail : withdrawMail)(trx, { kind, cause: id });
  return id;
}

async function findSameWish(
  trx: Database,
  { addressMac, browserHash, memberId }: { addressMac: Buffer; browserHash: Buffer; memberId: string | null },
): Promise<{ id: string } | undefined> {
  return trx
    .selectFrom('member_link')
    .select('id')
    .where('browser_hash', '=', browserHash)
    .where('address_mac', '=', addressMac)
    .where('member_id', 'is not distinct from', memberId)
    .where('used_at', 'is', null)
    .where(sql<boolean>`created_at > ${clock} - ${sameWishMs} * interval '1 millisecond'`)
    .executeTakeFirst();
}

async function mayMail(
  trx: Database,
  { addressMac, placeMac }: { addressMac: Buffer; placeMac: Buffer },
): Promise<boolean> {
  const allowed = mailLimits.map(
    ({ withinMs, fromOnePlace, fromAll }) => sql<boolean>`(
      select count(*) filter (where place_mac = ${placeMac}) < ${fromOnePlace} and count(*) < ${fromAll}
      from member_link where address_mac = ${addressMac} and mailed
        and created_at > ${clock} - ${withinMs} * interval '1 millisecond'
    )`,
  );
  const { rows } = await sql<{
    allowed: boolean;
  }>`select ${sql.join(allowed, sql` and `)} as allowed`.execute(trx);
  return rows[0]?.allowed ?? false;
}

/** Proof of an address: the secret of a link, or its code, and the browser that sends it. */
export interface Proof {
  readonly token?: string | undefined;
  readonly code?: string | undefined;
  readonly browser: string | null;
}

/** A link that was used: whom it leads to, and whether it proves that somebody reads mail at the address. */
export interface UsedLink {
  readonly id: string;
  readonly memberId: string;
  readonly shown: boolean;
}

/**
 * Uses a link up, by its secret or by its code, and only in the browser that asked for it. A wrong code counts as a try,
 * and after five of them the link is over. Nothing is thrown, because the count must stay.
 */
export async function takeLink(
  trx: Transaction,
  cipher: Cipher,
  { token, code, browser }: Proof,
): Promise<UsedLink | 'unknown' | 'over' | 'other-browser' | 'wrong-code'> {
  const browserHash = browser === null ? null : hashOf(browser);
  if (token === undefined && browserHash === null) return 'wrong-code';
  const row = await trx
    .selectFrom('member_link')
    .select(['id', 'member_id', 'browser_hash', 'shown', 'tries', 'used_at'])
    .select(sql<boolean>`expires_at > ${clock}`.as('inTime'))
    .$if(token !== undefined, (all) => all.where('token_hash', '=', hashOf(token ?? '')))
    .$if(token === undefined, (all) => all.where('browser_hash', '=', browserHash ?? Buffer.of()))
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return token === undefined ? 'wrong-code' : 'unknown';
  const { id, member_id: memberId, shown, tries } = row;
  if (row.used_at !== null || !row.inTime || tries >= linkTerms.mostTries) return 'over';
  if (browserHash === null || !row.browser_hash.equals(browserHash)) return 'other-browser';
  if (token === undefined && (memberId === null || !isSame(code ?? '', codeOf(cipher, id)))) {
    await trx
      .updateTable('member_link')
      .set({ tries: tries + 1 })
      .where('id', '=', id)
      .execute();
    return 'wrong-code';
  }
  if (memberId === null) return 'over';
  await trx.updateTable('member_link').set({ used_at: clock }).where('id', '=', id).execute();
  for (const kind of ['member-confirm', 'member-link'] as const) await withdrawMail(trx, { kind, cause: id });
  return { id, memberId, shown };
}

const isSame = (given: string, right: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
