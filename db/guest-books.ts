import { sql } from 'kysely';
import type { GuestBook } from '../domain/visit/guest-book.ts';
import { otherOccupation, otherPurpose } from '../domain/visit/guest-book.ts';
import { clock } from './clock.ts';
import type { Database } from './connect.ts';
import type { Cipher, Place } from './private.ts';
import { keepProfile } from './profiles.ts';
import type { GuestBookTable, NoteKind } from './schema.ts';

type SealedColumn = Extract<
  keyof GuestBookTable,
  'name' | 'email' | 'institution' | 'occupation_other' | 'phone' | 'purpose_other' | 'data_needed'
>;

const guestBookPlace = (column: SealedColumn, row: string): Place => ({ table: 'guest_book', column, row });
const notePlace = (kind: NoteKind, row: string): Place => ({ table: 'private_note', column: kind, row });

/** Stores a guest book under its command's id; the move that carries the id makes it current. */
export async function storeGuestBook(
  db: Database,
  cipher: Cipher,
  { commandId, visitId, guestBook }: { commandId: string; visitId: string; guestBook: GuestBook },
): Promise<void> {
  const seal = (column: SealedColumn, text: string) => cipher.seal(text, guestBookPlace(column, commandId));
  const sealOptional = (column: SealedColumn, text: string | undefined) =>
    text === undefined || text === '' ? null : seal(column, text);
  const { occupation, purpose } = guestBook;
  await db
    .insertInto('guest_book')
    .values({
      command_id: commandId,
      visit_id: visitId,
      name: seal('name', guestBook.name),
      email: seal('email', guestBook.email),
      institution: seal('institution', guestBook.institution),
      institution_category: guestBook.institutionCategory,
      gender: guestBook.gender,
      age_band: guestBook.ageBand,
      education: guestBook.education,
      occupation,
      occupation_other:
        occupation === otherOccupation ? sealOptional('occupation_other', guestBook.occupationOther) : null,
      phone: sealOptional('phone', guestBook.phone),
      disability: guestBook.disability,
      purpose,
      purpose_other: purpose === otherPurpose ? sealOptional('purpose_other', guestBook.purposeOther) : null,
      services: guestBook.services,
      data_needed: sealOptional('data_needed', guestBook.dataNeeded),
      privacy_notice: guestBook.privacyNotice,
      remember: guestBook.remember ?? false,
      group_male: guestBook.group?.male ?? null,
      group_female: guestBook.group?.female ?? null,
    })
    .execute();
  if (guestBook.remember) await keepProfile(db, cipher, { guestBook });
}

/** Puts a corrected guest book in the place of the current one, whose content goes within a day. */
export async function replaceGuestBook(
  trx: Database,
  cipher: Cipher,
  { commandId, visitId, guestBook }: { commandId: string; visitId: string; guestBook: GuestBook },
): Promise<void> {
  await trx
    .updateTable('guest_book')
    .set({ current_at: null })
    .where('visit_id', '=', visitId)
    .where('current_at', 'is not', null)
    .execute();
  await storeGuestBook(trx, cipher, { commandId, visitId, guestBook });
  await trx
    .updateTable('guest_book')
    .set({ current_at: clock })
    .where('command_id', '=', commandId)
    .execute();
}

/**
 * What an officer needs from a visit's current guest book, or null before there is one. The reading is
 * recorded in the same statement.
 */
export async function openGuestBook(
  db: Database,
  cipher: Cipher,
  { visitId, readerId }: { visitId: string; readerId: string },
): Promise<Pick<GuestBook, 'name' | 'institution' | 'purpose'> | null> {
  const { rows } = await sql<Pick<GuestBookTable, 'command_id' | 'name' | 'institution' | 'purpose'>>`
    with book as (
      select command_id, name, institution, purpose from guest_book
      where visit_id = ${visitId} and current_at is not null
    ), recorded as (
      insert into audit (office, actor, staff_id, action, visit_id)
      select v.office, 'staff', ${readerId}, 'guest-book-read', v.id from visit v
      where v.id = ${visitId} and exists (select from book)
    )
    select * from book
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const open = (column: SealedColumn, sealed: Buffer) =>
    cipher.open(sealed, guestBookPlace(column, row.command_id));
  return {
    name: open('name', row.name),
    institution: open('institution', row.institution),
    purpose: row.purpose as GuestBook['purpose'],
  };
}

/** Stores the digits of a card or a reason in words, under the command's id. */
export async function storeNote(
  db: Database,
  cipher: Cipher,
  note: { commandId: string; visitId: string; kind: NoteKind; text: string },
): Promise<void> {
  const { commandId, visitId, kind, text } = note;
  await db
    .insertInto('private_note')
    .values({
      command_id: commandId,
      visit_id: visitId,
      kind,
      body: cipher.seal(text, notePlace(kind, commandId)),
    })
    .execute();
}

/** Opens a note that was read with its row. */
export function openNote(cipher: Cipher, kind: NoteKind, commandId: string, body: Buffer): string {
  return cipher.open(body, notePlace(kind, commandId));
}
