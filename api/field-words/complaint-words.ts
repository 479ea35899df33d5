import { choice, field, revision, type FieldWords } from './field-words.ts';
import { countText } from '../../domain/language.ts';
import { complaintLimits } from '../../domain/complaints/terms.ts';

const { fewestCharacters, mostCharacters, mostReplyCharacters } = complaintLimits;

const complaintText = field(
  'Isi pengaduan',
  'The complaint',
  `Tulis ${fewestCharacters} sampai ${countText(mostCharacters, 'id')} huruf: apa yang terjadi, kapan dan di mana.`,
  `Write ${fewestCharacters} to ${countText(mostCharacters, 'en')} letters: what happened, when and where.`,
);

const person = {
  person: field(
    'Identitas pengadu',
    'Who complains',
    'Isi nama bila pengaduan tidak anonim, dan kosongkan bila anonim.',
    'Give a name unless the complaint is anonymous; an anonymous one has none.',
  ),
  name: field(
    'Nama',
    'The name',
    'Tulis nama pengadu, paling banyak 150 huruf, misalnya Rina Wati.',
    'Write the name of who complains, 150 letters at most, such as Rina Wati.',
  ),
  email: field(
    'Alamat e-mail',
    'The e-mail address',
    'Tulis alamat e-mail, misalnya nama@contoh.id.',
    'Write an e-mail address, such as name@example.com.',
  ),
  phone: field(
    'Nomor telepon',
    'The phone number',
    'Tulis nomor lengkap, misalnya 0812-3456-7890.',
    'Write the whole number, such as 0812-3456-7890 or +65 6123 4567.',
  ),
} satisfies Readonly<Record<string, FieldWords>>;

const filed = {
  text: complaintText,
  identity: choice('Cara menyebut diri', 'How to be named', 'rahasia', 'confidential'),
  ...person,
};

const visit = field(
  'Kunjungan',
  'The visit',
  'Pakai tautan di halaman kunjungan, atau kosongkan.',
  'Use the link of the visit’s page, or leave it out.',
);

/** The words of a complaint as it is handed in. */
export const complaintWords = { ...filed, visit };

/** The words of one that staff enter. */
export const enteredComplaintWords = {
  ...complaintWords,
  channel: choice('Saluran', 'The channel', 'kotak saran', 'box'),
};

const ownReply = field(
  'Pesan',
  'The message',
  `Tulis pesan atau alasan Anda, paling banyak ${countText(mostReplyCharacters, 'id')} huruf, misalnya kapan terjadi lagi.`,
  `Write your message or reason, ${countText(mostReplyCharacters, 'en')} letters at most, such as when it happened again.`,
);

const reply = field(
  'Pesan',
  'The message',
  `Tulis paling banyak ${countText(mostReplyCharacters, 'id')} huruf, misalnya apa yang sudah dilakukan.`,
  `Write ${countText(mostReplyCharacters, 'en')} letters at most, such as what was done.`,
);

/** The words of the complainant's moves. */
export const complainantMoveWords = {
  move: choice('Langkah', 'The step', 'pesan', 'message'),
  text: ownReply,
};

/** The words of the moves of staff. */
export const complaintMoveWords = {
  ...complainantMoveWords,
  text: reply,
  expectedRevision: revision,
  kind: choice('Jenis pengaduan', 'The kind of complaint', 'permintaan informasi', 'information'),
  assignee: field(
    'Petugas',
    'The officer',
    'Pilih akun petugas di kantor ini, atau kosongkan.',
    'Choose the account of an officer of this office, or leave it empty.',
  ),
  unit: field(
    'Unit tujuan',
    'The unit',
    'Tulis nama unit, paling banyak 200 huruf, misalnya Inspektorat Utama BPS.',
    'Write the name of the unit, 200 letters at most, such as the Inspectorate.',
  ),
};

/** The words of whoever needs to know who complains. */
export const complainantReadingWords = {
  reason: choice('Alasan', 'The reason', 'menghubungi pengadu', 'contact'),
};

/** The words of whoever deletes an attachment. */
export const attachmentDeletionWords = {
  reason: choice('Alasan', 'The reason', 'memuat orang lain', 'other-person'),
};

/** The words of the list's choice. */
export const complaintListWords = {
  state: choice('Keadaan pengaduan', 'The state', 'open', 'open'),
  reference: field(
    'Nomor pengaduan',
    'The number of the complaint',
    'Tulis nomornya atau akhirnya, seperti ADU-6500-2026-0007 atau 7.',
    'Write the number or its end, such as ADU-6500-2026-0007 or 7.',
  ),
};
