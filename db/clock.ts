import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/**
 * The database's time, to be written. The only clock of verdicts; tests may shift it. Always a subselect: `clock()`
 * alone is volatile, evaluated for each row, and cannot bound an index.
 */
export const clock = sql<Date>`(select clock())`;

/** The same, for comparison with a stored time. */
export const clockNow = sql<Instant>`(select clock())`;

/** The database's time so many milliseconds from now, to be written. */
export const timeIn = (milliseconds: number) =>
  sql<Date>`${clock} + ${milliseconds} * interval '1 millisecond'`;

/** Reads the database's time. */
export async function readClock(db: Database): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select clock() as now`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}

/** Reads the time of the database's machine, which no shift of `clock()` changes: what the engine's time is compared with. */
export async function readMachineTime(db: Database): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select clock_timestamp() as now`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}

/**
 * The database's time less some hours, read beforehand: the planner does not know the value of a subselect, assumes
 * a third of the table, and would scan a table of years for its last days.
 */
export async function readTimeBefore(db: Database, hours: number): Promise<Date> {
  return new Date((await readClock(db)) - hours * 3_600_000);
}

/** The time of the database's host, which tests do not shift: for leases, and to compare with the engine's time. */
export const realClock = sql<Date>`(select clock_timestamp())`;
