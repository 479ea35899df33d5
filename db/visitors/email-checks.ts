import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { writeAudit } from '../audit.ts';
import { clock, readClock } from '../clock.ts';
import { unreadable } from '../../domain/unreadable.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Database } from '../connect.ts';
import { openEmail } from './guest-books.ts';
import type { Cipher } from '../cipher.ts';
import { keepOffered } from './profiles.ts';

/** How often a mail is tried; the delay doubles each time, so the tries span more than eight hours. */
const mostAttempts = 10;

/** How long after the guest book a mail still makes sense. */
const lookBackMs = 86_400_000;

/** A mail that is due, claimed for one try. */
export interface DueCheck {
  /** The guest book's id. */
  readonly id: string;
  readonly visitId: string;
  readonly attempt: number;
  /** Null when the address cannot be read any more. */
  readonly address: string | null;
  readonly office: string;
  readonly token: string;
}

/**
 * The secret of a check's link: 128 bits derived from the guest book's id with the key, so that every try of a mail
 * has the same link and the database stores none.
 */
function tokenOf(cipher: Cipher, id: string): string {
  return cipher.mac(`email check ${id}`).subarray(0, 16).toString('base64url');
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Claims the next mail that is due: a guest book of the last 24 hours whose address was never mailed, or
 * whose last try failed and has waited. The attempt is counted before anything is sent, so that a crash
 * costs one try; of two concurrent processes one gets it.
 */
export async function claimDueCheck(
  { db, cipher }: { db: Database; cipher: Cipher },
  { retryAfterMs }: { retryAfterMs: number },
): Promise<DueCheck | null> {
  const mayTry = sql`c.sent_at is null and c.verified_at is null and c.next_try_at <= ${clock}
    and c.attempts < ${sql.lit(mostAttempts)}`;
  const pause = sql`${retryAfterMs} * interval '1 millisecond'`;
  // read beforehand, so that the planner knows the bound and uses the index
  const since = new Date((await readClock(db)) - lookBackMs);
  const claimed = await db.transaction().execute(async (trx) => {
    const { rows: found } = await sql<{ id: string; visitId: string; email: Buffer; office: string }>`
      select g.command_id as id, g.visit_id as "visitId", g.email, o.name as office
      from guest_book g
      join visit v on v.id = g.visit_id
      join office o on o.code = v.office
      left join email_check c on c.command_id = g.command_id
      where g.current_at > ${since} and v.office <> ${syntheticOffice}
        and (c.command_id is null or (${mayTry}))
      order by coalesce(c.next_try_at, g.current_at) limit 1
      for update of g skip locked
    `.execute(trx);
    const due = found[0];
    if (!due) return null;
    const token = tokenOf(cipher, due.id);
    // checked again: another process may have committed its claim meanwhile
    const { rows } = await sql<{ attempts: number }>`
      insert into email_check as c (command_id, token_hash, attempts, next_try_at, expires_at)
      values (${due.id}, ${hashOf(token)}, 1, ${clock} + ${pause}, ${clock} + interval '48 hours')
      on conflict (command_id) do update set attempts = c.attempts + 1, token_hash = excluded.token_hash,
        next_try_at = ${clock} + ${pause} * power(2, c.attempts)
      where ${mayTry}
      returning c.attempts
    `.execute(trx);
    const attempt = rows[0]?.attempts;
    return attempt === undefined ? null : { ...due, token, attempt };
  });
  if (!claimed) return null;
  const { email, ...check } = claimed;
  const address = openEmail(cipher, { command_id: check.id, email });
  return { ...check, address: address === unreadable ? null : address };
}

/** Records that the mail server accepted the mail. */
export async function markCheckSent(db: Database, id: string): Promise<void> {
  await db.updateTable('email_check').set({ sent_at: clock }).where('command_id', '=', id).execute();
}

/**
 * Marks the address of a current guest book as confirmed; safe to repeat. An expired link, or one whose guest book
 * was corrected since, confirms nothing.
 */
export async function verifyEmail(db: Database, token: string): Promise<'verified' | 'expired' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      id: string;
      visitId: string;
      office: string;
      verified: boolean;
      open: boolean;
    }>`
      select c.command_id as id, v.id as "visitId", v.office, c.verified_at is not null as verified,
        c.expires_at > ${clock} and g.current_at is not null as open
      from email_check c join guest_book g on g.command_id = c.command_id join visit v on v.id = g.visit_id
      where c.token_hash = ${hashOf(token)} for update of c
    `.execute(trx);
    const check = rows[0];
    if (!check) return 'unknown';
    if (!check.open) return 'expired';
    if (check.verified) return 'verified';
    await trx
      .updateTable('email_check')
      .set({ verified_at: clock })
      .where('command_id', '=', check.id)
      .execute();
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
