import { sql } from 'kysely';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** For how long after an officer's work their address still counts as theirs: as long as an idle session. */
const recent = sql`interval '30 minutes'`;

/** An address as its keyed digest, and the office of whoever worked there; null for an account of all offices. */
interface StaffAddress {
  readonly from: Buffer;
  readonly office: string | null;
}

/** Notes that somebody of the staff works at an address. */
export async function rememberAddress(db: Database, { from, office }: StaffAddress): Promise<void> {
  await db
    .insertInto('staff_address')
    .values({ address_mac: from, office, seen_at: clock })
    .onConflict((conflict) => conflict.columns(['address_mac', 'office']).doUpdateSet({ seen_at: clock }))
    .execute();
}

/** Whether somebody of this office has just been at work at an address. */
export async function isStaffAddress(
  db: Database,
  { from, office }: StaffAddress & { readonly office: string },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from staff_address where address_mac = ${from}
        and (office = ${office} or office is null) and seen_at > ${clock} - ${recent}
    ) as found
  `.execute(db);
  return rows[0]?.found ?? false;
}

/** Forgets addresses at which nobody has worked lately. */
export async function forgetAddresses(db: Database): Promise<void> {
  await sql`delete from staff_address where seen_at < ${clock} - ${recent}`.execute(db);
}
