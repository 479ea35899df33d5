import { sql } from 'kysely';
import type { Database } from '../connect.ts';

/** The counters in use, by code. */
export async function listCounters(db: Database, office: string): Promise<{ code: string; label: string }[]> {
  return db
    .selectFrom('counter')
    .select(['code', 'label'])
    .where('office', '=', office)
    .where('retired_at', 'is', null)
    .orderBy('code')
    .execute();
}

/** The codes of the lockers in use. */
export async function listLockerCodes(db: Database, office: string): Promise<string[]> {
  const rows = await db
    .selectFrom('locker')
    .select('code')
    .where('office', '=', office)
    .where('retired_at', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}

/** True for a counter in use. */
export async function hasCounter(db: Database, office: string, code: string): Promise<boolean> {
  const counters = await listCounters(db, office);
  return counters.some((counter) => counter.code === code);
}

/** Whether a counter is in use. */
export const isCounter = (office: string, code: string) => sql<boolean>`exists (
  select from counter where office = ${office} and code = ${code} and retired_at is null)`;

/** True for a service the office offers. */
export async function hasService(db: Database, office: string, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('service')
    .select('code')
    .where('office', '=', office)
    .where('code', '=', code)
    .executeTakeFirst();
  return row !== undefined;
}

/** A locker in use, to be read or locked. */
export const lockerInUse = (db: Database, office: string, code: string) =>
  db
    .selectFrom('locker')
    .select('state')
    .where('office', '=', office)
    .where('code', '=', code)
    .where('retired_at', 'is', null);

/** True for a locker in use. */
export async function hasLocker(db: Database, office: string, code: string): Promise<boolean> {
  return (await lockerInUse(db, office, code).executeTakeFirst()) !== undefined;
}
