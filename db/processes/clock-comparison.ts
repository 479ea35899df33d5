import { sql } from 'kysely';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** An older comparison says nothing about now. */
const goodFor = sql`interval '2 minutes'`;

/** Keeps how far the engine's clock is ahead of the database's, for every api to tell. */
export async function noteEngineClock(db: Database, engineAheadMs: number): Promise<void> {
  await db
    .insertInto('clock_comparison')
    .values({ at: clock, engine_ahead_ms: engineAheadMs })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet({ at: clock, engine_ahead_ms: engineAheadMs }),
    )
    .execute();
}

/** How far the engine's clock is ahead of the database's, in milliseconds; null when nobody looked lately. */
export async function readEngineAheadMs(db: Database): Promise<number | null> {
  const row = await db
    .selectFrom('clock_comparison')
    .select('engine_ahead_ms')
    .where('at', '>', sql<number>`${clock} - ${goodFor}`)
    .executeTakeFirst();
  return row?.engine_ahead_ms ?? null;
}
