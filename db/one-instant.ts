import type { Database, Transaction } from './connect.ts';

/** Reads in a transaction that sees one instant, and writes nothing. */
export const atOneInstant = <T>(db: Database, read: (trx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
