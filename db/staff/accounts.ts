import { randomUUID } from 'node:crypto';
import { sql, type OrderByItemBuilder } from 'kysely';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { listOffices } from '../offices/offices.ts';
import { addSession, type Staff } from './sessions.ts';

/** An account as admins see it. */
export interface AccountView {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
}

/** The accounts of an office, by name. */
export async function listAccounts(db: Database, office: string): Promise<AccountView[]> {
  return accounts(db).where('office', '=', office).orderBy('name').execute();
}

/** Every account of a person, national ones first, then by office and name. */
export async function listAllAccounts(db: Database): Promise<(AccountView & { office: string | null })[]> {
  return accounts(db).select('office').where(isHuman).orderBy('office', nullsFirst).orderBy('name').execute();
}

const nullsFirst = (order: OrderByItemBuilder) => order.asc().nullsFirst();

const accounts = (db: Database) =>
  db
    .selectFrom('staff')
    .select(['username', 'name', 'role'])
    .select(sql<boolean>`disabled_at is not null`.as('disabled'));

/** An account of a person, not of the synthetic office. */
const isHuman = sql<boolean>`office is distinct from ${syntheticOffice}`;

/** Creates an account, national when `office` is null. False when the user name is taken in any office. */
export async function createAccount(
  trx: Transaction,
  {
    office,
    by,
    account,
  }: {
    office: string | null;
    by: ChangedBy;
    account: { username: string; name: string; role: Role; passwordHash: string };
  },
): Promise<boolean> {
  const { username, name, role, passwordHash } = account;
  const created = await trx
    .insertInto('staff')
    .values({ id: by.commandId ?? randomUUID(), username, name, role, office, password_hash: passwordHash })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) return false;
  await endChange(trx, {
    ...changedBy(by, 201),
    office,
    done: { action: 'account-created', detail: { username, role } },
    changed: [],
  });
  return true;
}

/**
 * Changes an account: its password, or whether it may sign in. Either signs it out everywhere at once.
 * False when there is no such account, or none of this `office` when one is given.
 */
export async function changeAccount(
  trx: Transaction,
  {
    office,
    by,
    username,
    change,
  }: {
    office?: string;
    by: ChangedBy;
    username: string;
    change: { readonly passwordHash: string } | { readonly disabled: boolean };
  },
): Promise<boolean> {
  const account = await trx
    .updateTable('staff')
    .set(
      'passwordHash' in change
        ? { password_hash: change.passwordHash }
        : { disabled_at: change.disabled ? clock : null },
    )
    .where('username', '=', username)
    .where(isHuman)
    .$if(office !== undefined, (query) => query.where('office', '=', office ?? null))
    .returning(['id', 'office'])
    .executeTakeFirst();
  if (!account) return false;
  await trx.deleteFrom('session').where('staff_id', '=', account.id).execute();
  await endChange(trx, {
    ...changedBy(by, 200),
    office: account.office,
    done: {
      action: 'passwordHash' in change ? 'account-reset' : 'account-changed',
      detail: { username, ...('disabled' in change ? { disabled: change.disabled } : {}) },
    },
    changed: await linesOf(trx, account.office),
  });
  return true;
}

/** Changes one's own password: every session ends, and the secret of a new one is returned. */
export async function changeOwnPassword(
  db: Database,
  { staff, passwordHash, requestId }: { staff: Staff; passwordHash: string; requestId: string },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await trx.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', staff.id).execute();
    await trx.deleteFrom('session').where('staff_id', '=', staff.id).execute();
    const secret = await addSession(trx, staff);
    await endChange(trx, {
      by: { kind: 'staff', id: staff.id },
      office: staff.office,
      done: { action: 'password-changed', requestId },
      command: null,
      changed: await linesOf(trx, staff.office),
    });
    return secret;
  });
}

/** The offices whose desks check their session again: the account's office, or all for a national account. */
async function linesOf(trx: Database, office: string | null): Promise<string[]> {
  return office === null ? (await listOffices(trx)).map(({ code }) => code).toSorted() : [office];
}
