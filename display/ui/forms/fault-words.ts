import { complaintLimits } from '../../../domain/complaints/terms.ts';
import { largestGroup } from '../../../domain/visitors/guest-book.ts';
import { inLanguage } from '../words/words.ts';

const { fewestCharacters } = complaintLimits;

const id = {
  title: 'Mohon periksa isian berikut',
  wrong: {
    required: 'Wajib diisi.',
    unchosen: 'Pilih salah satu.',
    short: `Tulis sedikitnya ${fewestCharacters} huruf.`,
    email: 'Tulis alamat lengkap, misalnya siti@contoh.go.id.',
    phone: 'Tulis nomor lengkap, misalnya 0812-3456-7890.',
    group: `Hitung semua, sekurangnya 2 dan paling banyak ${largestGroup} orang.`,
  },
};

/** What may be wrong with a field of a form. */
export type Fault = keyof (typeof id)['wrong'];

const en: typeof id = {
  title: 'Please check these fields',
  wrong: {
    required: 'Required.',
    unchosen: 'Please choose one.',
    short: `Write at least ${fewestCharacters} letters.`,
    email: 'Write the whole address, such as siti@example.org.',
    phone: 'Write the whole number, such as 0812-3456-7890 or +65 6123 4567.',
    group: `Count everyone, two people at least and ${largestGroup} at most.`,
  },
};

/** What the forms of visitors, members and complainants say of faults, above them and at their fields. */
export const faultWords = (): typeof id => inLanguage({ id, en });
