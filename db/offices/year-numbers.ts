import { sql } from 'kysely';
import type { Transaction } from '../connect.ts';

/** The next number of an office within a year, from 1; counted on in the transaction of what gets it, so that none is left out. */
export async function nextNumber(
  trx: Transaction,
  { table, office, year }: { table: 'complaint_number' | 'softcopy_number'; office: string; year: number },
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into ${sql.table(table)} as n (office, year, last) values (${office}, ${year}, 1)
    on conflict (office, year) do update set last = n.last + 1
    returning last
  `.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('no number was counted');
  return row.last;
}
