import { sql } from 'kysely';
import { readFirstOffice, seedOffice, type OfficeSeed } from '../../db/seed/seed.ts';
import type { Database } from '../../db/connect.ts';
import { weekdays, type Interval, type Policy } from '../../domain/offices/policy.ts';

export const password = 'a password for tests';

/** A zone in which it is about noon now, so that no test meets midnight by accident. */
export function zoneNearNoon(now = new Date()): string {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Hours alike on every day of the week. */
export const daily = (...intervals: Interval[]): Policy['hours'] =>
  Object.fromEntries(weekdays.map((day) => [day, intervals]));

/** The office a suite plays with: like the first one, near noon unless it says where, with its code and policy. */
export async function seedTestOffice(
  db: Database,
  {
    code,
    policy = {},
    timeZone = zoneNearNoon(),
  }: { code: string; policy?: Partial<Policy>; timeZone?: string },
): Promise<OfficeSeed> {
  const first = await readFirstOffice();
  const seed: OfficeSeed = {
    ...first,
    code,
    timeZone,
    policy: { ...first.policy, ...policy },
  };
  const accounts = (['staff', 'supervisor', 'admin'] as const).map((role) => ({
    username: `${role}-${code}`,
    name: `${role} of ${code}`,
    role,
  }));
  await seedOffice(db, seed, { accounts, password });
  return seed;
}

/** Changes what an office's policy says, for numbers that are taken from now on. */
export async function changePolicy(
  { db, office }: { readonly db: Database; readonly office: string },
  policy: Partial<Policy>,
): Promise<void> {
  await sql`update policy set body = body || ${JSON.stringify(policy)}::jsonb where office = ${office}`.execute(
    db,
  );
}
