import type * as z from 'zod';
import {
  field,
  choice,
  text,
  yesNo,
  moment,
  date,
  email,
  username,
  newPassword,
  counterCode,
  lockerCode,
  service,
  priority,
  language,
  why,
  revision,
  version,
  day,
  lockerState,
  type FieldWords,
  type WordsOf,
} from './field-words.ts';
import { guestBook as guestBookWords, rating as ratingWords } from './guest-book-words.ts';
import { calendar, eachDateOnce, policy as policyWords, settings } from './office-words.ts';
import { catalogueWords, citationWords, labelWords, shelfWords, synonymWords } from './catalogue-words.ts';
import {
  attachmentDeletionWords,
  complainantMoveWords,
  complainantReadingWords,
  complaintListWords,
  complaintMoveWords,
  complaintWords,
  enteredComplaintWords,
} from './complaint-words.ts';
import { boardBody } from '../../wire/boards.ts';
import { catalogueQuery, citationQuery, suggestionQuery } from '../../wire/catalogue/catalogue.ts';
import { uploadQuery } from '../../wire/catalogue/collections.ts';
import { attachmentDeletionBody } from '../../wire/complaints/complaint-attachments.ts';
import {
  complainantMoveBody,
  complaintBody,
  complaintMoveBody,
  complaintReadingBody,
  complaintsQuery,
  enteredComplaintBody,
} from '../../wire/complaints/complaints.ts';
import { handoverBody, incidentBody, lockerBody } from '../../wire/custody.ts';
import { deviceBody, pairingBody } from '../../wire/devices.ts';
import { dayQuery, dayRange, reportQuery } from '../../wire/fields.ts';
import { guestBook, profileBody } from '../../wire/visitors/guest-books.ts';
import { shelfQuery, useBody } from '../../wire/catalogue/in-room-uses.ts';
import { mailQuery } from '../../wire/mails.ts';
import { linkBody, memberSignIn, registration } from '../../wire/members.ts';
import { policy } from '../../wire/offices/offices.ts';
import { rating, sheetBody } from '../../wire/ratings.ts';
import { documentQuery, recordQuery } from '../../wire/supervision/reports.ts';
import { originalsQuery, softcopyOrder } from '../../wire/softcopies/softcopies.ts';
import {
  announcementBody,
  calendarCsvBody,
  nationalCalendarBody,
  settingsBody,
} from '../../wire/offices/settings.ts';
import { labelQuery } from '../../wire/catalogue/shelf-labels.ts';
import { synonymsBody } from '../../wire/catalogue/synonyms.ts';
import { accountBody, accountChange, ownPasswordBody, sessionBody } from '../../wire/staff.ts';
import { correctionBody, paperVisitBody } from '../../wire/supervision/stories.ts';
import { ticketBody } from '../../wire/visitors/visitors.ts';
import { callBody, deskQuery, moveBody, priorityBody } from '../../wire/visits.ts';

const atTerminal = yesNo('Pilihan terminal', 'The choice of the terminal');

const filePurpose = field(
  'Keperluan berkas',
  'The purpose of the file',
  'Tulis 10 sampai 200 huruf, misalnya laporan tahunan ke perpustakaan nasional.',
  'Write 10 to 200 letters, such as the yearly report to the national library.',
);

const columnValues = choice('Isi kolom', 'What stands in the columns', 'words', 'words');

const wordsFor = <Input>(schema: z.ZodType<unknown, Input>, words: NoInfer<WordsOf<Input>>) =>
  [schema, words] as const;

const rangeWords = {
  from: date('Tanggal awal', 'The first day'),
  to: field(
    'Tanggal akhir',
    'The last day',
    'Tulis tanggal yang tidak mendahului tanggal awal, misalnya 2026-12-31.',
    'Write a date that is not before the first day, such as 2026-12-31.',
  ),
};

/** The words of every field of every request, by its schema. A field without an entry does not compile. */
export const requestWords = new Map<z.ZodType, Readonly<Record<string, FieldWords>>>([
  wordsFor(ticketBody, { service, priority, language }),
  wordsFor(guestBook, guestBookWords),
  wordsFor(rating, ratingWords),
  wordsFor(sheetBody, {
    ticket: field(
      'Tiket',
      'The ticket',
      'Pindai kode QR pada tiket, atau tulis alamat di bawahnya.',
      'Scan the QR code of the ticket, or write the address below it.',
    ),
  }),
  wordsFor(registration, {
    ...guestBookWords,
    purpose: choice('Pemanfaatan', 'The use', 'tugas sekolah atau kuliah', 'school work'),
    office: choice('Kantor', 'The office', '6500', '6500'),
    language,
    terminal: atTerminal,
  }),
  wordsFor(linkBody, { email }),
  wordsFor(memberSignIn, {
    token: text('Tautan', 'The link', 22, 'yang ada dalam surat', 'the one in the mail'),
    code: field(
      'Kode',
      'The code',
      'Tulis delapan angka dari surat, misalnya 1234 5678.',
      'Write the eight digits of the mail, such as 1234 5678.',
    ),
    terminal: atTerminal,
  }),
  wordsFor(callBody, { counter: counterCode }),
  wordsFor(moveBody, {
    ...guestBookWords,
    move: choice('Langkah', 'The step', 'Layani', 'serve'),
    expectedRevision: revision,
    idType: choice('Jenis kartu', 'The kind of card', 'KTP', 'KTP'),
    idLast4: field(
      'Empat angka terakhir kartu',
      'The end of the card’s number',
      'Tulis tepat empat angka atau huruf, misalnya 0003.',
      'Write exactly four digits or letters, such as 0003.',
    ),
    locker: lockerCode,
    counter: counterCode,
    lockerKey: choice('Kunci loker', 'The locker’s key', 'kembali', 'returned'),
    reason: why,
    cause: choice('Sebab', 'The cause', 'tidak diambil', 'not collected'),
    guestBook: field(
      'Buku tamu',
      'The guest book',
      'Isi buku tamu, misalnya nama dan e-mail.',
      'Fill the guest book, such as name and e-mail.',
    ),
  }),
  wordsFor(sessionBody, {
    username: text('Nama pengguna', 'The user name', 64, 'petugas'),
    password: text(
      'Kata sandi',
      'The password',
      200,
      'yang diberikan oleh admin',
      'the one your admin gave you',
    ),
  }),
  wordsFor(policy, policyWords),
  wordsFor(settingsBody, settings),
  wordsFor(nationalCalendarBody, {
    ...calendar,
    expectedVersion: version,
    days: eachDateOnce,
    name: calendar['days/name'],
  }),
  wordsFor(calendarCsvBody, {
    csv: field(
      'Berkas kalender',
      'The calendar’s file',
      'Pilih berkas CSV paling besar 60 kB, misalnya kalender-2026-2027.csv.',
      'Choose a CSV file of 60 kB at most, such as kalender-2026-2027.csv.',
    ),
  }),
  wordsFor(announcementBody, {
    message: field(
      'Pesan di papan',
      'The message on the boards',
      'Tulis dalam kedua bahasa, misalnya Selamat datang.',
      'Write it in both languages, such as Welcome.',
    ),
    id: text('Teks bahasa Indonesia', 'The Indonesian text', 200, 'Listrik padam'),
    en: text('Teks bahasa Inggris', 'The English text', 200, 'Power failure'),
    closing: field(
      'Penutupan',
      'The closing',
      'Tulis alasannya dalam kedua bahasa, misalnya Listrik padam.',
      'Write its reason in both languages, such as Power failure.',
    ),
    reason: field(
      'Alasan tutup',
      'The reason for closing',
      'Tulis dalam kedua bahasa, misalnya Listrik padam.',
      'Write it in both languages, such as Power failure.',
    ),
    until: moment('Waktu buka kembali', 'The time of opening again'),
  }),
  wordsFor(accountBody, {
    username,
    name: text('Nama', 'The name', 100, 'Siti Aminah'),
    role: choice('Peran', 'The role', 'petugas', 'officer'),
    password: newPassword,
  }),
  wordsFor(ownPasswordBody, {
    current: text(
      'Kata sandi sekarang',
      'The current password',
      200,
      'yang dipakai saat masuk',
      'the one you signed in with',
    ),
    next: newPassword,
  }),
  wordsFor(accountChange, {
    password: newPassword,
    disabled: yesNo('Keadaan akun', 'The state of the account'),
  }),
  wordsFor(lockerBody, { state: lockerState, expected: lockerState }),
  wordsFor(deviceBody, {
    name: text('Nama perangkat', 'The name of the device', 60, 'Kios lobi', 'Kiosk in the hall'),
  }),
  wordsFor(boardBody, {
    board: field(
      'Nama papan',
      'The board’s name',
      'Tulis paling banyak 32 huruf, angka atau tanda hubung, misalnya lobi.',
      'Write 32 letters, digits or hyphens at most, such as lobby.',
    ),
  }),
  wordsFor(pairingBody, {
    code: field(
      'Kode kios',
      'The kiosk’s code',
      'Tulis delapan angka dari halaman pengaturan, misalnya 12345678.',
      'Write the eight digits from the settings page, such as 12345678.',
    ),
  }),
  wordsFor(incidentBody, {
    kind: choice('Kejadian', 'The kind of incident', 'kunci hilang', 'key lost'),
    note: text('Catatan', 'The note', 500, 'kunci tertinggal di rumah', 'the key was left at home'),
  }),
  wordsFor(handoverBody, { to: choice('Penerima', 'The colleague', 'siti.aminah', 'siti.aminah') }),
  wordsFor(priorityBody, { priority }),
  wordsFor(correctionBody, {
    ...guestBookWords,
    field: choice(
      'Bagian yang dibetulkan',
      'The part to put right',
      'waktu dipanggil',
      'the time of the call',
    ),
    at: moment('Waktu yang benar', 'The right time'),
    reason: why,
    guestBook: field(
      'Buku tamu',
      'The guest book',
      'Isi buku tamu, misalnya nama dan e-mail.',
      'Fill the guest book, such as name and e-mail.',
    ),
  }),
  wordsFor(paperVisitBody, {
    service,
    label: field(
      'Nomor',
      'The number',
      'Tulis nomor di kertasnya, paling banyak 16 huruf atau angka, misalnya K-012.',
      'Write the number on the paper, 16 letters or digits at most, such as K-012.',
    ),
    takenAt: moment('Waktu ambil nomor', 'The time the number was taken'),
    servedAt: field(
      'Waktu dilayani',
      'The time of service',
      'Isi hanya bila selesai dilayani, misalnya 2026-11-24T02:30:00.000Z.',
      'Fill it only when the visit was served, such as 2026-11-24T02:30:00.000Z.',
    ),
    endedAt: field(
      'Waktu selesai',
      'The time of the end',
      'Tulis waktu sesudah dilayani, misalnya 2026-11-24T03:00:00.000Z.',
      'Write a time after the service, such as 2026-11-24T03:00:00.000Z.',
    ),
    outcome: choice('Hasil', 'The outcome', 'selesai', 'done'),
  }),
  wordsFor(profileBody, { email }),
  wordsFor(dayQuery, { day }),
  wordsFor(mailQuery, {
    after: field(
      'Surat terakhir dari halaman sebelumnya',
      'The last mail of the page before',
      'Tulis id surat, yaitu next dari halaman itu, misalnya 0b6d2c1e-4f0a-4c57-9a55-3f1f1a1a7c10.',
      'Write the id of a mail, which is that page’s next, such as 0b6d2c1e-4f0a-4c57-9a55-3f1f1a1a7c10.',
    ),
  }),
  wordsFor(catalogueQuery, catalogueWords),
  wordsFor(suggestionQuery, { q: catalogueWords.q, office: catalogueWords.office }),
  wordsFor(citationQuery, citationWords),
  wordsFor(uploadQuery, { apply: yesNo('Pilihan terapkan', 'The choice of applying') }),
  wordsFor(synonymsBody, { expectedVersion: version, lines: synonymWords }),
  wordsFor(shelfQuery, shelfWords),
  wordsFor(labelQuery, labelWords),
  wordsFor(useBody, { publication: shelfWords.publication }),
  wordsFor(complaintBody, { ...complaintWords, language }),
  wordsFor(enteredComplaintBody, { ...enteredComplaintWords, language }),
  wordsFor(complaintMoveBody, complaintMoveWords),
  wordsFor(complainantMoveBody, complainantMoveWords),
  wordsFor(complaintReadingBody, complainantReadingWords),
  wordsFor(attachmentDeletionBody, attachmentDeletionWords),
  wordsFor(complaintsQuery, complaintListWords),
  wordsFor(originalsQuery, {
    q: catalogueWords.q,
    softcopy: catalogueWords.softcopy,
    page: catalogueWords.page,
  }),
  wordsFor(softcopyOrder, { publication: shelfWords.publication }),
  wordsFor(documentQuery, {
    ...rangeWords,
    format: choice('Bentuk berkas', 'The kind of file', 'csv', 'csv'),
    values: columnValues,
    purpose: filePurpose,
  }),
  wordsFor(dayRange, rangeWords),
  wordsFor(reportQuery, {
    ...rangeWords,
    values: columnValues,
  }),
  wordsFor(recordQuery, { purpose: filePurpose }),
  wordsFor(deskQuery, { state: choice('Keadaan kunjungan', 'The state of visits', 'open', 'open'), day }),
]);
