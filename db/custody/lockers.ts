import type { SettableLockerState } from '../../domain/custody/custody.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { lockerInUse } from '../offices/codes.ts';

/** Writes a locker's state, in the caller's transaction. */
export async function setLockerState(
  trx: Database,
  { office, locker, state }: { office: string; locker: string; state: SettableLockerState },
): Promise<void> {
  await trx
    .updateTable('locker')
    .set({ state })
    .where('office', '=', office)
    .where('code', '=', locker)
    .execute();
}

/** The result of changing a locker. */
export type LockerChange = 'changed' | 'unknown' | 'taken' | 'stale';

/**
 * Changes the state staff set for a locker, if it is still as they saw it. A locker with a bag inside is not
 * changed: the bag must be moved first.
 */
export async function changeLocker(
  trx: Transaction,
  change: {
    office: string;
    locker: string;
    expected: SettableLockerState;
    state: SettableLockerState;
    staffId: string;
    commandId: string;
  },
): Promise<LockerChange> {
  const { office, locker, expected, state, staffId, commandId } = change;
  const row = await lockerInUse(trx, office, locker).forUpdate().executeTakeFirst();
  if (!row) return 'unknown';
  const inside = await openCustodyIn(trx, { office, lockers: [locker] });
  if (inside.length > 0) return 'taken';
  if (row.state !== expected) return 'stale';
  await setLockerState(trx, { office, locker, state });
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 200),
    office,
    done: { action: 'locker-changed', detail: { locker, before: expected, after: state } },
    changed: [office],
  });
  return 'changed';
}

/** Those of the lockers that hold a bag. */
export async function openCustodyIn(
  db: Database,
  { office, lockers }: { office: string; lockers: readonly string[] },
): Promise<string[]> {
  if (lockers.length === 0) return [];
  const rows = await db
    .selectFrom('custody')
    .select('locker')
    .where('office', '=', office)
    .where('locker', 'in', lockers)
    .where('returned_at', 'is', null)
    .where('resolved_at', 'is', null)
    .execute();
  return rows.map(({ locker }) => locker);
}
