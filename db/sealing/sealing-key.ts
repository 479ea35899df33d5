import { sql } from 'kysely';
import { unreadable } from '../../domain/unreadable.ts';
import { createCipher, KeyFileError, type Cipher, type Place } from './cipher.ts';
import type { Database } from '../connect.ts';

/** Values looked at in each table when the database does not know its key yet. */
const samplesOfTable = 5;

/** What is known of a key and of the database it is to open. */
export interface KeyStanding {
  /** The fingerprint that the database remembers. */
  readonly recorded: string | null;
  /** The fingerprint of the key at hand. */
  readonly found: string | null;
  /** Whether there are sealed values, and whether the key at hand opens any. */
  readonly sealed: 'none' | 'opens' | 'closed';
  readonly mayMake: boolean;
}

/** What follows from it: the key is used, recorded as the database's, made anew, or refused. */
export type KeyVerdict = 'fits' | 'record' | 'make' | 'missing' | 'foreign';

/** A remembered fingerprint decides; without one, the sealed values do. */
export function keyVerdictOf({ recorded, found, sealed, mayMake }: KeyStanding): KeyVerdict {
  if (found === null) return recorded === null && sealed === 'none' && mayMake ? 'make' : 'missing';
  if (recorded !== null) return found === recorded ? 'fits' : 'foreign';
  return sealed === 'closed' ? 'foreign' : 'record';
}

/** The key at hand is not the database's; `recorded` is null when only sealed values tell so. */
export class KeyRefusedError extends Error {
  override name = 'KeyRefusedError';
  readonly recorded: string | null;
  /** The fingerprint of the refused key, or null when there is none at all. */
  readonly found: string | null;

  constructor({ recorded, found }: Pick<KeyStanding, 'recorded' | 'found'>) {
    super(found === null ? 'the key is missing' : 'the key is another');
    this.recorded = recorded;
    this.found = found;
  }
}

/**
 * Why a process cannot run with the key file it has, for people; null for every other error.
 */
export function keyRefusalOf(error: unknown, keyFile: string): string | null {
  if (error instanceof KeyFileError) return `KEY_FILE: ${keyFile} ${error.message}.`;
  if (!(error instanceof KeyRefusedError)) return null;
  const { recorded, found } = error;
  const wanted = recorded === null ? 'with another key' : `with the key ${recorded}`;
  return [
    found === null
      ? `KEY_FILE: there is no key at ${keyFile}, and the personal data of this database is sealed ${wanted}.`
      : `KEY_FILE: ${keyFile} holds the key ${found}, but the personal data of this database is sealed ${wanted}.`,
    'Copy the key file of the Kunjung that uses this database, or the one kept with its backups, and set KEY_FILE to it.',
    'No key was made, and nothing was changed.',
  ].join('\n');
}

/**
 * The cipher of the database's key. The first key is remembered by its fingerprint; `make` provides it when `find` finds
 * none and nothing was ever sealed (without `make` it must be there). Of several callers at once the first decides, and
 * the others look for the key after it. Throws a KeyRefusedError, having changed nothing, when the key is missing or
 * another.
 */
export async function openSealingKey(
  db: Database,
  { find, make = null }: { find: () => Promise<Buffer | null>; make?: (() => Promise<Buffer>) | null },
): Promise<Cipher> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('sealing key'))`.execute(trx);
    const row = await trx.selectFrom('sealing_key').select('fingerprint').executeTakeFirst();
    const recorded = row?.fingerprint ?? null;
    const secret = await find();
    const cipher = secret === null ? null : createCipher(secret);
    const found = cipher?.fingerprint ?? null;
    const sealed = recorded === null ? await trySealed(trx, cipher) : 'none';
    const verdict = keyVerdictOf({ recorded, found, sealed, mayMake: make !== null });
    if (verdict === 'fits' && cipher) return cipher;
    const taken = verdict === 'make' && make ? createCipher(await make()) : cipher;
    if (taken === null || verdict === 'missing' || verdict === 'foreign') {
      throw new KeyRefusedError({ recorded, found });
    }
    await trx.insertInto('sealing_key').values({ fingerprint: taken.fingerprint }).execute();
    return taken;
  });
}

/** Tries a key on values of each table: one that opens is enough, for single ones can be damaged. */
async function trySealed(db: Database, cipher: Cipher | null): Promise<KeyStanding['sealed']> {
  const { rows } = await sql<Place & { body: Buffer }>`
    (select 'guest_book' as table, 'name' as column, command_id::text as row, name as body from guest_book where name is not null limit ${samplesOfTable})
    union all
    (select 'private_note', kind, command_id::text, body from private_note limit ${samplesOfTable})
    union all
    (select 'rating', 'comment', visit_id::text, comment from rating where comment is not null limit ${samplesOfTable})
    union all
    (select 'incident', 'note', id::text, note from incident where note is not null limit ${samplesOfTable})
    union all
    (select 'correction', 'reason', id::text, reason from correction limit ${samplesOfTable})
    union all
    (select 'mail', 'content', id::text, content from mail where content is not null limit ${samplesOfTable})
    union all
    (select 'profile', 'body', sealed_as::text, body from profile limit ${samplesOfTable})
  `.execute(db);
  if (rows.length === 0) return 'none';
  return cipher !== null && rows.some(({ body, ...place }) => cipher.read(body, place) !== unreadable)
    ? 'opens'
    : 'closed';
}
