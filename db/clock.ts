import { sql } from 'kysely';
import type { Instant } from '../domain/visit/visit.ts';
import type { Database } from './connect.ts';

/** The database's time, to be written. The only clock of verdicts; tests may shift it. */
export const clock = sql<Date>`clock()`;

/** The same, to compare a stored time with. */
export const clockNow = sql<Instant>`clock()`;

/** Reads the database's time. */
export async function readClock(db: Database): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select clock() as now`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}
