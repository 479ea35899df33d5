import { countText, type Bilingual } from '../../domain/language.ts';

/** A field's name as a sentence starts with it, and how to fill it, with an example. */
export interface FieldWords {
  readonly name: Bilingual;
  readonly how: Bilingual;
}

/** The names of all request fields, at any depth. */
type FieldsOf<T> = T extends readonly (infer Entry)[]
  ? FieldsOf<Entry>
  : T extends object
    ? { [Name in keyof T & string]-?: Name | FieldsOf<NonNullable<T[Name]>> }[keyof T & string]
    : never;

/** A field's words; where the same name means two things, the one below `parent/` comes first. */
export type WordsOf<T> = Record<FieldsOf<T>, FieldWords> &
  Readonly<Record<`${string}/${string}`, FieldWords>>;

export const field = (id: string, en: string, howId: string, howEn: string): FieldWords => ({
  name: { id, en },
  how: { id: howId, en: howEn },
});

/** A field that is chosen from a list. */
export const choice = (id: string, en: string, exampleId: string, exampleEn: string): FieldWords =>
  field(
    id,
    en,
    `Pilih salah satu dari daftar, misalnya ${exampleId}.`,
    `Choose one from the list, such as ${exampleEn}.`,
  );

/** A text with a maximum length. */
export const text = (
  id: string,
  en: string,
  most: number,
  exampleId: string,
  exampleEn = exampleId,
): FieldWords =>
  field(
    id,
    en,
    `Tulis paling banyak ${countText(most, 'id')} huruf, misalnya ${exampleId}.`,
    `Write ${countText(most, 'en')} letters at most, such as ${exampleEn}.`,
  );

/** A whole number between two, which are told as they are typed. */
export const number = (
  id: string,
  en: string,
  { least, most, example }: { least: number; most: number; example: number },
): FieldWords =>
  field(
    id,
    en,
    `Tulis bilangan bulat dari ${least} sampai ${most}, misalnya ${example}.`,
    `Write a whole number from ${least} to ${most}, such as ${example}.`,
  );

export const yesNo = (id: string, en: string): FieldWords =>
  field(id, en, 'Pilih ya atau tidak.', 'Choose yes or no.');

export const moment = (id: string, en: string): FieldWords =>
  field(
    id,
    en,
    'Tulis tanggal dan jamnya, misalnya 2026-11-24T02:30:00.000Z.',
    'Write its date and time, such as 2026-11-24T02:30:00.000Z.',
  );

export const date = (id: string, en: string): FieldWords =>
  field(
    id,
    en,
    'Tulis tanggal yang ada dalam kalender, misalnya 2026-12-31.',
    'Write a date of the calendar, such as 2026-12-31.',
  );

export const email = field(
  'Alamat e-mail',
  'The e-mail address',
  'Tulis alamat lengkap, misalnya siti@contoh.go.id.',
  'Write the whole address, such as siti@example.org.',
);
export const personName = text('Nama', 'The name', 150, 'Siti Aminah');
export const username = field(
  'Nama pengguna',
  'The user name',
  'Tulis 2 sampai 32 huruf kecil atau angka tanpa spasi, misalnya siti.aminah.',
  'Write 2 to 32 small letters or digits without blanks, such as siti.aminah.',
);
export const newPassword = field(
  'Kata sandi',
  'The password',
  'Tulis 8 sampai 200 huruf, misalnya tiga kata yang mudah diingat.',
  'Write 8 to 200 letters, such as three words that are easy to remember.',
);
export const counterCode = field(
  'Kode loket',
  'The counter’s code',
  'Tulis paling banyak 32 huruf atau angka, misalnya FO-1.',
  'Write 32 letters or digits at most, such as FO-1.',
);
export const lockerCode = field(
  'Kode loker',
  'The locker’s code',
  'Tulis paling banyak 32 huruf atau angka, tiap kode satu kali, misalnya 07.',
  'Write 32 letters or digits at most, each code once, such as 07.',
);
export const service = choice('Layanan', 'The service', 'P (Perpustakaan)', 'P (Perpustakaan)');
export const priority = choice('Golongan prioritas', 'The priority group', 'lanjut usia', 'elderly');
export const language = choice('Bahasa', 'The language', 'Bahasa Indonesia', 'English');
export const why = text(
  'Alasan',
  'The reason',
  500,
  'kartu dititipkan di pos satpam',
  'the card was left with the guard',
);
export const revision = field(
  'Keadaan kunjungan',
  'The state of the visit',
  'Muat ulang halaman ini, lalu coba lagi.',
  'Load this page again, then try again.',
);
export const version = field(
  'Versi pengaturan',
  'The version of the settings',
  'Muat ulang halaman ini, lalu ubah lagi.',
  'Load this page again, then make the change again.',
);
export const hours = field(
  'Jam',
  'The list of hours',
  'Tulis jam mulai dan selesai secara berurutan, misalnya 08:00-12:00 13:00-15:00.',
  'Write starts and ends in their order, such as 08:00-12:00 13:00-15:00.',
);
export const day = date('Tanggal', 'The date');
export const lockerState = choice('Keadaan loker', 'The locker’s state', 'rusak', 'out of order');

/** The name of a whole request where no field can be named. */
export const wholeRequest: FieldWords = field(
  'Kiriman ini',
  'This request',
  'Isi sekurangnya satu bagian yang dikenal, lalu kirim lagi.',
  'Fill at least one part of it that is known, then send it again.',
);
