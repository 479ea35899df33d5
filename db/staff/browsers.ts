import { sql } from 'kysely';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { hashOf } from '../sealing/secrets.ts';

/** True for a browser that this account has signed in with before. */
export async function isKnownBrowser(
  db: Database,
  { secret, username }: { secret: string; username: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('known_browser')
    .innerJoin('staff', 'staff.id', 'known_browser.staff_id')
    .select('staff_id')
    .where('id_hash', '=', hashOf(secret))
    .where('staff.username', '=', username)
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers that an account has signed in with a browser. */
export async function rememberBrowser(
  db: Database,
  { secret, staffId }: { secret: string; staffId: string },
): Promise<void> {
  await db
    .insertInto('known_browser')
    .values({ id_hash: hashOf(secret), staff_id: staffId, seen_at: clock })
    .onConflict((conflict) => conflict.columns(['id_hash', 'staff_id']).doUpdateSet({ seen_at: clock }))
    .execute();
}

/** Forgets browsers that nobody signed in with for 90 days, and all but the newest hundred of an account. */
export async function forgetBrowsers(db: Database): Promise<void> {
  await sql`
    delete from known_browser k using (
      select id_hash, staff_id, row_number() over (partition by staff_id order by seen_at desc) as nth from known_browser
    ) as ranked
    where k.id_hash = ranked.id_hash and k.staff_id = ranked.staff_id
      and (ranked.nth > 100 or k.seen_at < ${clock} - interval '90 days')
  `.execute(db);
}
