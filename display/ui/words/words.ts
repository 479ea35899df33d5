import type { ClosedReason } from '../../../domain/offices/calendar.ts';
import type { Priority } from '../../../domain/visits/queue.ts';
import { idTypeWords, stepWords, verdictWords } from '../../../domain/staff/words.ts';
import type { Role } from '../../../domain/staff/roles.ts';
import type { Language } from '../../../domain/language.ts';
import { unreadable } from '../../../domain/unreadable.ts';
import { language } from './language.ts';

/** The words more than one page uses. A code without a word in both languages does not compile. */
const id = {
  unit: 'Pelayanan Statistik Terpadu — Perpustakaan',
  step: stepWords.id,
  verdict: verdictWords.id,
  priority: {
    elderly: 'Lansia (60 tahun ke atas)',
    disability: 'Penyandang disabilitas',
    pregnant: 'Ibu hamil',
    child: 'Anak-anak',
    disaster: 'Korban bencana',
  } satisfies Record<Priority, string>,
  closed: {
    hours: 'Layanan tutup',
    break: 'Istirahat',
    holiday: 'Hari libur',
    notice: 'Layanan tutup',
  } satisfies Record<ClosedReason, string>,
  idType: idTypeWords.id,
  email: { verified: 'terverifikasi', unverified: 'belum diverifikasi' },
  close: 'Tutup',
  signOut: 'Keluar',
  save: 'Simpan',
  role: { staff: 'Petugas', supervisor: 'Supervisor', admin: 'Admin' } satisfies Record<Role, string>,
  back: 'Kembali',
  tryAgain: 'Coba lagi',
  toStart: 'Ke halaman depan',
  /** In the place of a stored text that cannot be opened. */
  unreadable: 'tidak terbaca',
  unreachable: 'Layanan tidak dapat dihubungi. Silakan coba lagi.',
  notSent: 'Belum terkirim. Silakan coba lagi.',
  staleSince: (time: string) => `Koneksi terputus. Data pukul ${time}`,
  askStaff: 'Mohon perhatikan panggilan petugas',
  opensAgain: (time: string) => `buka kembali ${time}`,
};

const en: typeof id = {
  unit: 'Integrated Statistical Services — Library',
  step: stepWords.en,
  verdict: verdictWords.en,
  priority: {
    elderly: 'Elderly (60 and over)',
    disability: 'Person with disability',
    pregnant: 'Pregnant',
    child: 'Child',
    disaster: 'Disaster victim',
  },
  closed: { hours: 'Closed', break: 'Break', holiday: 'Public holiday', notice: 'Closed' },
  idType: idTypeWords.en,
  email: { verified: 'verified', unverified: 'not verified' },
  close: 'Close',
  signOut: 'Sign out',
  save: 'Save',
  role: { staff: 'Officer', supervisor: 'Supervisor', admin: 'Admin' },
  back: 'Back',
  tryAgain: 'Try again',
  toStart: 'To the start page',
  unreadable: 'unreadable',
  unreachable: 'The service cannot be reached. Please try again.',
  notSent: 'Not sent yet. Please try again.',
  staleSince: (time) => `Connection lost. Data from ${time}`,
  askStaff: 'Please listen for the staff to call you',
  opensAgain: (time) => `opens again ${time}`,
};

/** The shared words in the language of the page, or in the one asked for. */
export const words = (spoken?: Language): typeof id => inLanguage({ id, en }, spoken);

/** The check state of an e-mail address; empty where addresses are not checked by mail. */
export function emailWord(verified: boolean | null): string {
  return verified === null ? '' : words().email[verified ? 'verified' : 'unverified'];
}

/** Picks the page's own words from its tables, in the language of the page or in the one asked for. */
export function inLanguage<T>(own: Readonly<Record<Language, T>>, spoken: Language = language()): T {
  return own[spoken];
}

/** A text as the beginning of a sentence: "buka kembali" alone on a line is "Buka kembali". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A stored text as it is shown: a word of its own stands for one that cannot be opened. */
export function readable(text: string): string {
  return text === unreadable ? words().unreadable : text;
}
