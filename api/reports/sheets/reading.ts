import type { Cipher } from '../../../db/sealing/cipher.ts';
import type { Transaction } from '../../../db/connect.ts';
import type { Origin, Sheet } from '../sheet.ts';

/** What a table is read with. */
export interface Reading {
  readonly trx: Transaction;
  readonly cipher: Cipher;
  readonly office: string;
  readonly origin: Origin;
}

/** A table without its name. */
export type Content = Pick<Sheet, 'columns' | 'rows' | 'notes'>;
