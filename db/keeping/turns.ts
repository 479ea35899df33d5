import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../connect.ts';

/** After so many turns a statement rests until its job runs again: whoever stops the process does not wait for a year's rows. */
const mostTurns = 20;

/** Runs a statement that takes on so many rows until it finds fewer: no row is locked for long, and none of them takes so long that it is given up. */
export async function inTurns(db: Database, rows: number, statement: RawBuilder<unknown>): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { numAffectedRows = 0n } = await statement.execute(db);
    if (numAffectedRows < rows) return;
  }
}

/** How many rows are removed at once. */
const atOnce = 5_000;

/**
 * Deletes the rows of a table for which a condition holds, or changes them so that it no longer does (`set`), in turns. An
 * index has to find them. Rows that another worker is removing are left to it.
 */
export async function removeInTurns(
  db: Database,
  { table, where, set }: { table: string; where: RawBuilder<unknown>; set?: RawBuilder<unknown> },
): Promise<void> {
  const name = sql.table(table);
  const some = sql`ctid = any(array(select ctid from ${name} where ${where} limit ${atOnce} for update skip locked))`;
  await inTurns(
    db,
    atOnce,
    set ? sql`update ${name} set ${set} where ${some}` : sql`delete from ${name} where ${some}`,
  );
}
