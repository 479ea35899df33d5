import { inLanguage } from '../../words/words.ts';

const id = {
  stillHere: 'Masih mencari pustaka?',
  leavesIn: 'Tanpa sentuhan, halaman kembali ke awal dalam beberapa detik:',
  stay: 'Ya, lanjutkan',
  leaving: 'Kembali ke halaman awal …',
};

const en: typeof id = {
  stillHere: 'Still looking for a publication?',
  leavesIn: 'Without a touch the page goes back to the start in some seconds:',
  stay: 'Yes, go on',
  leaving: 'Back to the start …',
};

/** The words of a reading room's terminal. */
export const terminalWords = (): typeof id => inLanguage({ id, en });
