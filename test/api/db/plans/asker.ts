import { randomUUID } from 'node:crypto';
import { createCommandStore } from '../../../../db/commands.ts';
import type { Database, Transaction } from '../../../../db/connect.ts';
import { readOfficeNow } from '../../../../db/offices/offices.ts';
import type { Cipher } from '../../../../db/sealing/cipher.ts';
import type { Staff } from '../../../../db/staff/sessions.ts';

/** An officer who asks a database. */
export interface Asker {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly office: string;
  readonly staff: Staff;
}

/** Something that is asked, by the name of what asks it: a press, a screen or a regular job. */
export type Ask = readonly [what: string, ask: (asker: Asker) => Promise<unknown>];

/** The service day of the asker's office. */
export async function today({ db, office }: Asker): Promise<string> {
  return (await readOfficeNow(db, office))?.opening.day ?? '';
}

/** The service day so many days earlier. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** Writes under a command's id, as the api does; answers the id. */
export async function write(
  { db, cipher }: Asker,
  visitId: string,
  work: (trx: Transaction, commandId: string) => Promise<unknown>,
): Promise<string> {
  const store = createCommandStore({ db, cipher });
  const { id } = await store.take({ scope: 's', key: randomUUID(), request: '', visitId });
  await db.transaction().execute((trx) => work(trx, id));
  return id;
}
