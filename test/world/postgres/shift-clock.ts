import { sql } from 'kysely';
import type { Database } from '../../../db/connect.ts';

/** Shifts the database's clock by so many milliseconds from real time. */
export async function shiftClock(db: Database, milliseconds: number): Promise<void> {
  await sql`create or replace function clock() returns timestamptz language sql volatile as ${sql.lit(
    `select date_trunc('milliseconds', clock_timestamp()) + interval '${milliseconds} milliseconds'`,
  )}`.execute(db);
}
