import { sql } from 'kysely';
import type { Database } from '../../../db/connect.ts';
import { until, type Patience } from '../until.ts';

/** Waits until so many statements of a database wait for a lock. */
export async function waitersForLocks(db: Database, count: number, patience?: Patience): Promise<void> {
  const wait = async (): Promise<boolean> => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db);
    return rows[0]?.n === count;
  };
  await until(`${count} who wait for a lock`, wait, patience);
}
