import { sql } from 'kysely';
import { realClock } from './clock.ts';
import type { Database } from './connect.ts';

/**
 * True when `holder` is the one who does `job` for the next seconds, of all processes on this database. Whoever
 * stops asking loses it. By real time, which tests do not shift.
 */
export async function holdsLease(
  db: Database,
  { job, holder, seconds }: { job: string; holder: string; seconds: number },
): Promise<boolean> {
  const until = sql<Date>`${realClock} + make_interval(secs => ${seconds})`;
  const held = await db
    .insertInto('lease')
    .values({ job, holder, until })
    .onConflict((conflict) =>
      conflict
        .column('job')
        .doUpdateSet({ holder, until })
        .where((eb) =>
          eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<', sql<never>`${realClock}`)]),
        ),
    )
    .returning('job')
    .executeTakeFirst();
  return held !== undefined;
}

/** Gives a lease back, so that nobody waits for its end. */
export async function releaseLease(
  db: Database,
  { job, holder }: { job: string; holder: string },
): Promise<void> {
  await db.deleteFrom('lease').where('job', '=', job).where('holder', '=', holder).execute();
}
