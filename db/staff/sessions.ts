import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { notifyChange } from '../changes.ts';
import { hashOf } from '../sealing/secrets.ts';
import { rememberAddress } from './addresses.ts';
import { plannedOnce } from '../planned-once.ts';

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

/** A `session` of a `staff` that still holds. */
const isOpenSession = sql<boolean>`(staff.disabled_at is null
  and session.seen_at > ${clock} - ${idleLimit} and session.created_at > ${clock} - ${absoluteLimit})`;

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

/** Starts a session and returns its secret, which only the browser keeps. `from` is the digest of its address. */
export async function startSession(
  db: Database,
  staff: Staff,
  { requestId, from }: { requestId: string; from: Buffer | null },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const secret = await addSession(trx, staff);
    if (from) await rememberAddress(trx, { from, office: staff.office });
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

type SessionRow = Staff & { readonly unseen: boolean };

/** Who holds a session, no row when it is unknown, idle for 30 minutes or 12 hours old. */
const sessionOf = (secret: string) => sql<SessionRow>`
  select staff.id, username, name, role, staff.office, session.seen_at < ${clock} - interval '1 minute' as unseen
  from session join staff on staff.id = session.staff_id
  where id_hash = ${hashOf(secret)} and ${isOpenSession}
`;

/** How a session is asked for. Only a request is activity, and tells the digest of the address it came `from`; an open socket is none. */
interface Asking {
  readonly secret: string;
  readonly from: Buffer | null;
}

/** Who holds this session, or null. */
export async function findSession(
  db: Database,
  secret: string,
  { from }: Pick<Asking, 'from'>,
): Promise<Staff | null> {
  const { rows } = await sessionOf(secret).execute(db);
  return rows[0] ? noted(db, rows[0], { secret, from }) : null;
}

/** Who asks, whether the office of a path is there, and where the visit of a path belongs. */
export interface Admission {
  readonly staff: Staff | null;
  readonly isOffice: boolean;
  readonly target: VisitKey | null;
}

/** Reads by one statement who asks and what for. */
export async function readAdmission(
  db: Database,
  {
    office,
    visitId,
    ...asking
  }: Asking & { readonly office: string | null; readonly visitId: string | null },
): Promise<Admission> {
  const { rows } = await sql<{
    holder: SessionRow | null;
    isOffice: boolean;
    target: VisitKey | null;
  }>`${plannedOnce('admission')}
    select (select to_json(holder) from (${sessionOf(asking.secret)}) as holder) as holder,
      exists (select from office where code = ${office}) as "isOffice",
      (select json_build_object('visitId', id, 'office', office, 'day', day) from visit where id = ${visitId}) as target
  `.execute(db);
  const { holder = null, isOffice = false, target = null } = rows[0] ?? {};
  return { staff: holder && (await noted(db, holder, asking)), isOffice, target };
}

/** Keeps the session awake, and notes at which address its holder works, once a minute. */
async function noted(db: Database, row: SessionRow, { secret, from }: Asking): Promise<Staff> {
  const { unseen, ...staff } = row;
  if (from && unseen) {
    await db.updateTable('session').set({ seen_at: clock }).where('id_hash', '=', hashOf(secret)).execute();
    await rememberAddress(db, { from, office: staff.office });
  }
  return staff;
}

/** Which of these sessions somebody still holds: not ended, not idle, not too old, the account not disabled. */
export async function findOpenSessions(db: Database, secrets: readonly string[]): Promise<Set<string>> {
  if (secrets.length === 0) return new Set();
  const byHash = new Map(secrets.map((secret) => [hashOf(secret).toString('hex'), secret]));
  const rows = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(sql<string>`encode(id_hash, 'hex')`.as('hash'))
    .where(sql<boolean>`id_hash = any (${[...byHash.keys()].map((hex) => Buffer.from(hex, 'hex'))}::bytea[])`)
    .where(isOpenSession)
    .execute();
  return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []));
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
