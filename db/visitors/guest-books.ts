import { sql, type Selectable } from 'kysely';
import type { GuestBook, WholeGuestBook } from '../../wire/guest-books.ts';
import { otherOccupation, otherPurpose } from '../../domain/visitors/guest-book.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { emailVerified } from '../fragments.ts';
import type { Cipher, Place } from '../cipher.ts';
import { beginCheck, dropCheck, moveCheck, prepareCheck } from './email-checks.ts';
import { dropOffered, keepOffered, offerProfile } from './profiles.ts';
import type { GuestBookTable, NoteKind } from '../schema.ts';

type SealedColumn = Extract<
  keyof GuestBookTable,
  'name' | 'email' | 'institution' | 'occupation_other' | 'phone' | 'purpose_other' | 'data_needed'
>;

const guestBookPlace = (column: SealedColumn, row: string): Place => ({ table: 'guest_book', column, row });
const notePlace = (kind: NoteKind, row: string): Place => ({ table: 'private_note', column: kind, row });

/** The e-mail address of a guest book that was read with its id, or `unreadable`. */
export function openEmail(cipher: Cipher, row: Pick<GuestBookTable, 'command_id' | 'email'>): string {
  return cipher.read(row.email, guestBookPlace('email', row.command_id));
}

/** A guest book to be stored under its command's id, and whether its address is to be checked by mail. */
export interface NewGuestBook {
  readonly commandId: string;
  readonly visitId: string;
  readonly guestBook: GuestBook;
  readonly mailIsOn: boolean;
}

/** Stores a guest book under its command's id; the move that carries the id makes it current. */
export async function storeGuestBook(db: Database, cipher: Cipher, book: NewGuestBook): Promise<void> {
  await writeGuestBook(db, cipher, book);
  if (book.mailIsOn) await prepareCheck(db, cipher, book);
}

async function writeGuestBook(
  db: Database,
  cipher: Cipher,
  { commandId, visitId, guestBook }: NewGuestBook,
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
  if (guestBook.remember) await offerProfile(db, cipher, { commandId, guestBook });
}

/**
 * Replaces the current guest book, whose content is deleted within a day. The state of its e-mail check is kept only
 * when the address is unchanged. False when there is none yet: only the visit's own move brings the first.
 */
export async function replaceGuestBook(trx: Database, cipher: Cipher, book: NewGuestBook): Promise<boolean> {
  const { commandId, visitId, guestBook } = book;
  const replaced = await trx
    .updateTable('guest_book')
    .set({ current_at: null })
    .where('visit_id', '=', visitId)
    .where('current_at', 'is not', null)
    .returning(['command_id', 'email'])
    .executeTakeFirst();
  if (!replaced) return false;
  await dropOffered(trx, replaced.command_id);
  await writeGuestBook(trx, cipher, book);
  const isSame = openEmail(cipher, replaced) === guestBook.email;
  const isChecked = isSame && (await moveCheck(trx, { from: replaced.command_id, to: commandId }));
  if (!isChecked) {
    await dropCheck(trx, replaced.command_id);
    if (book.mailIsOn) await prepareCheck(trx, cipher, book);
    await beginCheck(trx, commandId);
  }
  await trx
    .updateTable('guest_book')
    .set({ current_at: clock })
    .where('command_id', '=', commandId)
    .execute();
  await keepOffered(trx, { commandId, confirmed: true }); // a supervisor saw it
  return true;
}

/**
 * What an officer needs from a visit's current guest book, or null before there is one. The access is
 * recorded in the same statement.
 */
export async function openGuestBook(
  db: Database,
  cipher: Cipher,
  { visitId, readerId, mailLeaves }: { visitId: string; readerId: string; mailLeaves: boolean },
): Promise<StaffVisit['guestBook']> {
  const { rows } = await sql<
    Pick<GuestBookTable, 'command_id' | 'name' | 'email' | 'institution' | 'purpose'> & {
      emailVerified: boolean | null;
    }
  >`
    with book as (
      select g.command_id, g.name, g.email, g.institution, g.purpose, ${emailVerified(mailLeaves)} as "emailVerified"
      from guest_book g left join email_check c on c.command_id = g.command_id
      where g.visit_id = ${visitId} and g.current_at is not null
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
    cipher.read(sealed, guestBookPlace(column, row.command_id));
  return {
    name: open('name', row.name),
    email: openEmail(cipher, row),
    emailVerified: row.emailVerified,
    institution: open('institution', row.institution),
    purpose: row.purpose as GuestBook['purpose'],
  };
}

/**
 * A visit's whole current guest book for correction, or null before there is one. The access is recorded in the
 * same transaction.
 */
export async function readGuestBook(
  db: Database,
  cipher: Cipher,
  {
    visitId,
    office,
    readerId,
    mailLeaves,
  }: { visitId: string; office: string; readerId: string; mailLeaves: boolean },
): Promise<WholeGuestBook | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('guest_book as g')
      .leftJoin('email_check as c', 'c.command_id', 'g.command_id')
      .selectAll('g')
      .select(emailVerified(mailLeaves).as('emailVerified'))
      .where('g.visit_id', '=', visitId)
      .where('g.current_at', 'is not', null)
      .executeTakeFirst();
    if (!row) return null;
    await writeAudit(trx, {
      by: { kind: 'staff', id: readerId },
      office,
      action: 'guest-book-read',
      visitId,
    });
    return { guestBook: toGuestBook(cipher, row), emailVerified: row.emailVerified };
  });
}

/** The codes were validated on input. */
function toGuestBook(cipher: Cipher, row: Selectable<GuestBookTable>): WholeGuestBook['guestBook'] {
  const open = (column: SealedColumn, sealed: Buffer) =>
    cipher.read(sealed, guestBookPlace(column, row.command_id));
  const openOptional = (column: SealedColumn) => {
    const sealed = row[column];
    return sealed === null ? undefined : open(column, sealed);
  };
  return {
    name: open('name', row.name),
    email: openEmail(cipher, row),
    institution: open('institution', row.institution),
    institutionCategory: row.institution_category as GuestBook['institutionCategory'],
    gender: row.gender as GuestBook['gender'],
    ageBand: row.age_band as GuestBook['ageBand'],
    education: row.education as GuestBook['education'],
    occupation: row.occupation as GuestBook['occupation'],
    occupationOther: openOptional('occupation_other'),
    phone: openOptional('phone'),
    disability: row.disability,
    purpose: row.purpose as GuestBook['purpose'],
    purposeOther: openOptional('purpose_other'),
    services: row.services as GuestBook['services'],
    dataNeeded: openOptional('data_needed'),
    remember: row.remember,
    group:
      row.group_male === null || row.group_female === null
        ? undefined
        : { male: row.group_male, female: row.group_female },
    privacyNotice: row.privacy_notice,
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

/** The text of a note, or `unreadable`. */
export function openNote(cipher: Cipher, kind: NoteKind, commandId: string, body: Buffer): string {
  return cipher.read(body, notePlace(kind, commandId));
}
