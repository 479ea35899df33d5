import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  calling: 'Nomor Dipanggil · Now calling',
  missed: 'Baru saja dipanggil · Just called',
  goTo: 'Silakan menuju',
  times: (n: number) => `Panggilan ke-${n}`,
  serving: 'Di meja layanan · At the desk',
  inLine: 'Menunggu · Waiting',
  waiting: (n: number) => `${n} menunggu`,
  nobody: 'Belum ada antrean',
  waitForCall: 'Menunggu panggilan berikutnya',
  priorityNote: 'Antrean prioritas dapat dipanggil lebih dahulu.',
  noNewNumbers: 'Nomor baru tidak diberikan.',
};

const en: typeof id = {
  calling: 'Now calling · Nomor Dipanggil',
  missed: 'Just called · Baru saja dipanggil',
  goTo: 'Please go to',
  times: (n) => `Call ${n}`,
  serving: 'At the desk · Di meja layanan',
  inLine: 'Waiting · Menunggu',
  waiting: (n) => `${n} waiting`,
  nobody: 'Nobody is waiting',
  waitForCall: 'Waiting for the next call',
  priorityNote: 'Priority numbers may be called first.',
  noNewNumbers: 'No new numbers are given.',
};

/** The board's own words, in the language of the page or the given one. */
export const boardWords = (spoken?: Language): typeof id => inLanguage({ id, en }, spoken);
