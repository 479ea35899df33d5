import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/**
 * The database's time, to be written. The only clock of verdicts; tests may shift it. A statement asks for it
 * as a subselect: `clock()` alone is volatile, asked anew for each row, and can bound no index.
 */
export const clock = sql<Date>`(select clock())`;

/** The same, to compare a stored time with. */
export const clockNow = sql<Instant>`(select clock())`;

/** Reads the database's time. */
export async function readClock(db: Database): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select clock() as now`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}

/**
 * The database's time less so many hours, read beforehand: the planner does not know what a subselect will say and
 * takes a third of a table for it, so that it reads a table of years from end to end for its last days.
 */
export async function readTimeBefore(db: Database, hours: number): Promise<Date> {
  return new Date((await readClock(db)) - hours * 3_600_000);
}
