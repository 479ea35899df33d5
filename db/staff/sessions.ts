import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Instant } from '../../domain/time.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { notifyChange } from '../changes.ts';

/** Who is signed in. `office` is null for a national account. */
export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly office: string | null;
}

const idleLimit = sql`interval '30 minutes'`;
const absoluteLimit = sql`interval '12 hours'`;

/** An account that may sign in, with its password's hash, or null. */
export async function findAccount(
  db: Database,
  username: string,
): Promise<(Staff & { passwordHash: string }) | null> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'username', 'name', 'role', 'office', 'password_hash as passwordHash'])
    .where('username', '=', username)
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`office is distinct from ${syntheticOffice}`)
    .executeTakeFirst();
  return row ?? null;
}

/** Starts a session and returns its secret, which only the browser keeps. */
export async function startSession(db: Database, staff: Staff, requestId: string): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const secret = await addSession(trx, staff);
    await writeAudit(trx, {
      by: { kind: 'staff', id: staff.id },
      office: staff.office,
      action: 'signed-in',
      requestId,
    });
    return secret;
  });
}

/** Adds a session in the caller's transaction and returns its secret. */
export async function addSession(trx: Transaction, staff: Staff): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await trx
    .insertInto('session')
    .values({ id_hash: hashOf(secret), staff_id: staff.id })
    .execute();
  return secret;
}

/** Records a refused sign-in, without the name that was typed. */
export async function recordRefusedSignIn(db: Database, requestId: string): Promise<void> {
  await writeAudit(db, { by: 'system', office: null, action: 'sign-in-refused', requestId });
}

/**
 * Who holds this session, or null when it is unknown, idle for 30 minutes or 12 hours old. Only a request
 * is activity (`touch`); an open socket is not.
 */
export async function findSession(
  db: Database,
  secret: string,
  { touch }: { touch: boolean },
): Promise<Staff | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(['staff.id', 'username', 'name', 'role', 'office'])
    .select(sql<boolean>`session.seen_at < ${clock} - interval '1 minute'`.as('unseen'))
    .where('id_hash', '=', hashOf(secret))
    .where('staff.disabled_at', 'is', null)
    .where('session.seen_at', '>', sql<Instant>`${clock} - ${idleLimit}`)
    .where('session.created_at', '>', sql<Instant>`${clock} - ${absoluteLimit}`)
    .executeTakeFirst();
  if (!row) return null;
  const { unseen, ...staff } = row;
  if (touch && unseen) {
    await db.updateTable('session').set({ seen_at: clock }).where('id_hash', '=', hashOf(secret)).execute();
  }
  return staff;
}

/** Ends a session; its cookie becomes invalid, and the office's desks check their sessions again. */
export async function endSession(db: Database, secret: string): Promise<void> {
  const ended = await db
    .deleteFrom('session')
    .using('staff')
    .whereRef('staff.id', '=', 'session.staff_id')
    .where('id_hash', '=', hashOf(secret))
    .returning('office')
    .executeTakeFirst();
  if (ended?.office) await notifyChange(db, ended.office);
}

/** A colleague who can take over at the desk, or null. */
export async function findColleague(
  db: Database,
  { office, username }: { office: string; username: string },
): Promise<{ id: string } | null> {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where('username', '=', username)
    .where((eb) => eb.or([eb('office', '=', office), eb('office', 'is', null)]))
    .where('role', 'in', ['staff', 'supervisor'])
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** A session's secret as stored. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
