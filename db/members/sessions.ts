import { sql } from 'kysely';
import type { SessionEnd } from '../../domain/members/member.ts';
import type { Browser, System } from '../../domain/members/browser.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { MemberSessions } from '../../wire/members.ts';
import { clock } from '../clock.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Database } from '../connect.ts';
import { hashOf } from '../sealing/secrets.ts';

/** Who is signed in as a member, by which session. */
export interface Member {
  readonly id: string;
  readonly office: string;
  /** Whether the address was confirmed. */
  readonly confirmed: boolean;
  readonly session: string;
  /** At the reading room's terminal. */
  readonly terminal: boolean;
}

/** How long a session lives without use: at home, and at the terminal that the next reader will use. */
const idleLimit = sql`case when s.terminal then interval '5 minutes' else interval '90 days' end`;

/** The secret of a session: made from its id with the key, so that a repeated answer carries the same one. */
export const sessionSecretOf = (cipher: Cipher, id: string): string =>
  cipher.mac(`member session ${id}`).toString('base64url');

/** Starts a session of a member and answers its secret, which only the browser keeps. */
export async function startMemberSession(
  trx: Database,
  cipher: Cipher,
  session: { id: string; memberId: string; terminal: boolean; browser: Browser; system: System },
): Promise<string> {
  const { id, memberId, terminal, browser, system } = session;
  const secret = sessionSecretOf(cipher, id);
  await trx
    .insertInto('member_session')
    .values({ id, secret_hash: hashOf(secret), member_id: memberId, terminal, browser, system })
    .execute();
  return secret;
}

/**
 * The member of a session, or null when it is unknown or was not used for too long. Being asked is use, noted once a
 * minute, for the session and for the member.
 */
export async function findMemberSession(db: Database, secret: string): Promise<Member | null> {
  const { rows } = await sql<Member & { unseen: boolean }>`
    select m.id, m.office, m.confirmed_at is not null as confirmed, s.id as session, s.terminal,
      s.used_at < ${clock} - interval '1 minute' as unseen
    from member_session s join member m on m.id = s.member_id
    where s.secret_hash = ${hashOf(secret)} and s.used_at > ${clock} - ${idleLimit} and m.ended_at is null
  `.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { unseen, ...member } = row;
  if (unseen) {
    await sql`
      with used as (update member_session set used_at = ${clock} where id = ${member.session})
      update member set used_at = ${clock} where id = ${member.id} and ended_at is null
    `.execute(db);
  }
  return member;
}

/** The sessions of a member, the last used first; `current` is the one that asks. */
export async function listMemberSessions(db: Database, { id, session }: Member): Promise<MemberSessions> {
  const { rows } = await sql<{
    id: string;
    browser: Browser;
    system: System;
    terminal: boolean;
    since: Instant;
    usedAt: Instant;
  }>`
    select s.id, s.browser, s.system, s.terminal, s.created_at as since, s.used_at as "usedAt" from member_session s
    where s.member_id = ${id} and s.used_at > ${clock} - ${idleLimit} order by s.used_at desc, s.id limit 100
  `.execute(db);
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      browser: row.browser,
      system: row.system,
      terminal: row.terminal,
      since: toIso(row.since),
      usedAt: toIso(row.usedAt),
      current: row.id === session,
    })),
  };
}

/**
 * Ends the sessions of a member, or the one that is named, so that their browsers can be told why; `sparing` is the
 * session of the browser that does it. Answers whether there were any.
 */
export async function endSessionsFrom(
  db: Database,
  of: {
    readonly memberId: string;
    readonly by: SessionEnd;
    readonly session?: string | undefined;
    readonly sparing?: string | undefined;
  },
): Promise<boolean> {
  const { memberId, by, session = null, sparing = null } = of;
  const { rows } = await sql`
    with ended as (
      delete from member_session where member_id = ${memberId} and (${session}::uuid is null or id = ${session}::uuid)
      returning id, secret_hash
    ), told as (
      insert into ended_member_session (secret_hash, ended_by)
      select secret_hash, ${by} from ended where id is distinct from ${sparing}::uuid
      on conflict do nothing
    )
    select id from ended
  `.execute(db);
  return rows.length > 0;
}

/** What ended the session of this secret besides its own browser; null when nothing did, or the secret is unknown. */
export async function findSessionEnd(db: Database, secret: string): Promise<SessionEnd | null> {
  const row = await db
    .selectFrom('ended_member_session')
    .select('ended_by')
    .where('secret_hash', '=', hashOf(secret))
    .executeTakeFirst();
  return row?.ended_by ?? null;
}

/** Forgets what ended the session of this secret: its browser has been told. */
export async function forgetSessionEnd(db: Database, secret: string): Promise<void> {
  await db.deleteFrom('ended_member_session').where('secret_hash', '=', hashOf(secret)).execute();
}

/** Ends the session of the browser that wants it. */
export async function endMemberSession(
  db: Database,
  { memberId, session }: { memberId: string; session: string },
): Promise<void> {
  await db.deleteFrom('member_session').where('id', '=', session).where('member_id', '=', memberId).execute();
}
