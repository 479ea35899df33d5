import { sql, type Insertable, type NotNull, type Selectable } from 'kysely';
import type { GuestBook, WholeGuestBook } from '../../wire/visitors/guest-books.ts';
import { otherOccupation, otherPurpose } from '../../domain/visitors/guest-book.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { writeAudit } from '../audit.ts';
import type { Database } from '../connect.ts';
import { emailVerified } from '../fragments.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { dropInvitation, prepareInvitation } from '../ratings/invitations.ts';
import { beginCheck, dropCheck, moveCheck, prepareCheck } from './email-checks.ts';
import { dropOffered, keepOffered, offerProfile } from './profiles.ts';
import type { NoteKind } from '../visits/tables.ts';
import type { GuestBookTable } from './tables.ts';

type SealedColumn = Extract<
  keyof GuestBookTable,
  'name' | 'email' | 'institution' | 'occupation_other' | 'phone' | 'purpose_other' | 'data_needed'
>;

const guestBookPlace = (column: SealedColumn, row: string): Place => ({ table: 'guest_book', column, row });
const notePlace = (kind: NoteKind, row: string): Place => ({ table: 'private_note', column: kind, row });

/** A guest book whose visitor is not forgotten. */
type KnownBook = Selectable<GuestBookTable> & Record<'name' | 'email' | 'institution', Buffer>;

/** The e-mail address of a guest book that was read with its id, or `unreadable`. */
export function openEmail(cipher: Cipher, row: Pick<KnownBook, 'command_id' | 'email'>): string {
  return cipher.read(row.email, guestBookPlace('email', row.command_id));
}

/** What data a guest book that was read with its id asks for, or `unreadable`. */
export function openDataNeeded(
  cipher: Cipher,
  { commandId, dataNeeded }: { commandId: string; dataNeeded: Buffer },
): string {
  return cipher.read(dataNeeded, guestBookPlace('data_needed', commandId));
}

/** The visitor of a guest book that was read with its id: name and institution, or `unreadable`; empty once forgotten. */
export function openVisitor(
  cipher: Cipher,
  row: Pick<GuestBookTable, 'command_id' | 'name' | 'institution'>,
): { name: string; institution: string } {
  const open = (column: 'name' | 'institution') =>
    row[column] === null ? '' : cipher.read(row[column], guestBookPlace(column, row.command_id));
  return { name: open('name'), institution: open('institution') };
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
  if (book.mailIsOn) await prepareMails(db, cipher, book);
}

/** The mails that wait for what becomes of a guest book: the check of its address, and the link to the rating. */
async function prepareMails(db: Database, cipher: Cipher, book: NewGuestBook): Promise<void> {
  await prepareCheck(db, cipher, book);
  if (book.guestBook.ratingMail) await prepareInvitation(db, cipher, book);
}

/** A guest book as a row, sealed. */
export function guestBookRow(
  cipher: Cipher,
  { commandId, visitId, guestBook }: Omit<NewGuestBook, 'mailIsOn'>,
): Insertable<GuestBookTable> {
  const seal = (column: SealedColumn, text: string) => cipher.seal(text, guestBookPlace(column, commandId));
  const sealOptional = (column: SealedColumn, text: string | undefined) =>
    text === undefined || text === '' ? null : seal(column, text);
  const { occupation, purpose } = guestBook;
  return {
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
    rating_mail: guestBook.ratingMail ?? false,
    group_male: guestBook.group?.male ?? null,
    group_female: guestBook.group?.female ?? null,
  };
}

async function writeGuestBook(db: Database, cipher: Cipher, book: NewGuestBook): Promise<void> {
  await db.insertInto('guest_book').values(guestBookRow(cipher, book)).execute();
  const { commandId, guestBook } = book;
  if (guestBook.remember) await offerProfile(db, cipher, { commandId, guestBook });
}

/**
 * Replaces the current guest book, whose content is deleted within a day; how long the visitor is known counts on from
 * there. The state of its e-mail check is kept only when the address is unchanged. False when there is none: only the
 * visit's own move brings the first, and a forgotten visitor stays forgotten.
 */
export async function replaceGuestBook(trx: Database, cipher: Cipher, book: NewGuestBook): Promise<boolean> {
  const { commandId, visitId, guestBook } = book;
  const replaced = await trx
    .selectFrom('guest_book')
    .select(['command_id', 'email', 'current_at'])
    .where('visit_id', '=', visitId)
    .where('current_at', 'is not', null)
    .where('email', 'is not', null)
    .$narrowType<{ email: NotNull; current_at: NotNull }>()
    .forUpdate()
    .executeTakeFirst();
  if (!replaced) return false;
  await trx
    .updateTable('guest_book')
    .set({ current_at: null })
    .where('command_id', '=', replaced.command_id)
    .execute();
  await dropOffered(trx, replaced.command_id);
  await dropInvitation(trx, replaced.command_id);
  await writeGuestBook(trx, cipher, book);
  const isSame = openEmail(cipher, replaced) === guestBook.email;
  const isChecked = isSame && (await moveCheck(trx, { from: replaced.command_id, to: commandId }));
  if (!isChecked) {
    await dropCheck(trx, replaced.command_id);
    if (book.mailIsOn) await prepareCheck(trx, cipher, book);
    await beginCheck(trx, commandId);
  }
  if (book.mailIsOn && guestBook.ratingMail) await prepareInvitation(trx, cipher, book);
  await trx
    .updateTable('guest_book')
    .set({ current_at: new Date(replaced.current_at) })
    .where('command_id', '=', commandId)
    .execute();
  await keepOffered(trx, { commandId, confirmed: true }); // a supervisor saw it
  return true;
}

/** What an officer needs from a visit's current guest book, still sealed. */
export type ReadBook = Pick<
  KnownBook,
  | 'command_id'
  | 'name'
  | 'email'
  | 'institution'
  | 'purpose'
  | 'purpose_other'
  | 'services'
  | 'disability'
  | 'data_needed'
  | 'group_male'
  | 'group_female'
> & {
  readonly emailVerified: boolean | null;
};

/**
 * A visit's current guest book as `book`, no row before there is one and once its visitor is forgotten, and the record of
 * the access: parts of the statement that reads the visit. Without a reader nothing is read.
 */
export const readingBook = (
  visitId: string,
  { readerId, mailLeaves }: { readerId: string | null; mailLeaves: boolean },
) => sql`
  book as (
    select g.command_id, g.name, g.email, g.institution, g.purpose, g.purpose_other, g.services, g.disability,
      g.data_needed, g.group_male, g.group_female,
      ${emailVerified(mailLeaves)} as "emailVerified"
    from guest_book g left join email_check c on c.command_id = g.command_id
    where g.visit_id = ${visitId} and g.current_at is not null and g.name is not null
      and ${readerId}::uuid is not null
  ), access as (
    insert into audit (office, actor, staff_id, action, visit_id)
    select v.office, 'staff', ${readerId}::uuid, 'guest-book-read', v.id from visit v
    where v.id = ${visitId} and exists (select from book)
  )`;

/** Opens what was read of a guest book. */
export function openBook(cipher: Cipher, book: ReadBook): NonNullable<StaffVisit['guestBook']> {
  const open = (column: SealedColumn, sealed: Buffer) =>
    cipher.read(sealed, guestBookPlace(column, book.command_id));
  return {
    name: open('name', book.name),
    email: openEmail(cipher, book),
    emailVerified: book.emailVerified,
    institution: open('institution', book.institution),
    purpose: book.purpose as GuestBook['purpose'],
    purposeOther: book.purpose_other && open('purpose_other', book.purpose_other),
    services: book.services as GuestBook['services'],
    disability: book.disability,
    group: groupOf(book),
    dataNeeded: book.data_needed && open('data_needed', book.data_needed),
  };
}

/**
 * A visit's whole current guest book for correction, or null before there is one and once its visitor is forgotten. The
 * access is recorded in the same transaction.
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
      .where('g.name', 'is not', null)
      .$narrowType<Record<'name' | 'email' | 'institution', NotNull>>()
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

/** Everyone who came, where a group was counted. */
function groupOf({ group_male: male, group_female: female }: Pick<KnownBook, 'group_male' | 'group_female'>) {
  return male === null || female === null ? null : { male, female };
}

/** The codes were validated on input. */
function toGuestBook(cipher: Cipher, row: KnownBook): WholeGuestBook['guestBook'] {
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
    ratingMail: row.rating_mail,
    group: groupOf(row) ?? undefined,
    privacyNotice: row.privacy_notice,
  };
}

/** The digits of a card or a reason in words, of a command. */
export interface NewNote {
  readonly commandId: string;
  readonly visitId: string;
  readonly kind: NoteKind;
  readonly text: string;
}

/** A note as a row, sealed. */
export function noteRow(cipher: Cipher, { commandId, visitId, kind, text }: NewNote) {
  const body = cipher.seal(text, notePlace(kind, commandId));
  return { command_id: commandId, visit_id: visitId, kind, body };
}

/** Stores a note under its command's id. */
export async function storeNote(db: Database, cipher: Cipher, note: NewNote): Promise<void> {
  await db.insertInto('private_note').values(noteRow(cipher, note)).execute();
}

/** The text of a note, or `unreadable`. */
export function openNote(cipher: Cipher, kind: NoteKind, commandId: string, body: Buffer): string {
  return cipher.read(body, notePlace(kind, commandId));
}
