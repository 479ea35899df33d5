import { sql, type RawBuilder } from 'kysely';
import type { Transaction } from '../connect.ts';
import type { Period } from '../supervision/period.ts';

/** As many rows are in memory at a time. */
const atOnce = 1_000;

/** Reads the rows of a query piece by piece, inside the transaction that sees them as they were at its start. */
export async function* readByCursor<Row>(
  trx: Transaction,
  query: RawBuilder<Row>,
): AsyncGenerator<readonly Row[]> {
  await sql`declare report_rows no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch forward ${sql.lit(atOnce)} from report_rows`.execute(trx);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) break;
  }
  await sql`close report_rows`.execute(trx);
}

/** Whether a column of days is in the period. */
export const during = (day: string, { from, to }: Period) =>
  sql<boolean>`${sql.ref(day)} between ${from}::date and ${to}::date`;
