import { timeWords, type Reader } from '../offices/clock-words.ts';
import type { Bilingual, Language } from '../language.ts';
import type { Step } from '../visits/steps.ts';
import type { IsoTime } from '../time.ts';

/** What the headline tells of a visit. */
interface Standing {
  readonly step: Step;
  readonly ahead: number;
  readonly counter: { readonly label: string } | null;
  /** Whether the visit can be rated, or was. */
  readonly rating: 'closed' | 'open' | 'submitted';
}

/** An estimated range of minutes. */
export interface Estimate {
  readonly lowMinutes: number;
  readonly highMinutes: number;
}

/**
 * Whether a range has been proven wrong: the visitor has stood at the same place for longer than it reaches. In
 * milliseconds; a place changes by a call.
 */
export const isOutwaited = ({ highMinutes }: Estimate, stoodMs: number): boolean =>
  stoodMs > highMinutes * 60_000;

/** The steps in the visitor's own words. Staff see the same steps under other names. */
export const stepsToVisitor: Readonly<Record<Step, Bilingual>> = {
  waiting: { id: 'Menunggu', en: 'Waiting' },
  called: { id: 'Dipanggil', en: 'Called' },
  'guest-book': { id: 'Mengisi buku tamu', en: 'Filling the guest book' },
  registered: { id: 'Menunggu dilayani', en: 'Waiting for service' },
  serving: { id: 'Dilayani', en: 'Being served' },
  library: { id: 'Di perpustakaan', en: 'In the library' },
  rating: { id: 'Silakan beri penilaian', en: 'Please rate our service' },
  done: { id: 'Selesai', en: 'Done' },
  'no-show': { id: 'Terlewat', en: 'Missed' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
  expired: { id: 'Layanan tutup', en: 'Closed' },
};

/** A step of the list in the visitor's own words; nobody is asked for a rating that was given. */
export function stepToVisitor(step: Step, { rating }: Pick<Standing, 'rating'>): Bilingual {
  return step === 'rating' && rating === 'submitted'
    ? { id: 'Penilaian diterima', en: 'Rating received' }
    : stepsToVisitor[step];
}

/** The text of a page with an unknown or expired token. */
export const goneWords = {
  ended: { id: 'Halaman ini sudah berakhir', en: 'This page has ended' },
  unknown: {
    id: 'Nomor ini tidak dikenal. Silakan hubungi petugas.',
    en: 'This number is not known. Please ask the staff.',
  },
} as const satisfies Record<string, Bilingual>;

const ahead: Readonly<Record<Language, (people: number) => string>> = {
  id: (people) => (people === 0 ? 'Anda berikutnya' : `${people} orang di depan Anda`),
  en: (people) => (people === 0 ? 'You are next' : `${people} ahead of you`),
};

const yourTurn: Readonly<Record<Language, (counter: string) => string>> = {
  id: (counter) => `Giliran Anda: ${counter}`,
  en: (counter) => `Your turn: ${counter}`,
};

const rated: Bilingual = { id: 'Terima kasih atas penilaian Anda', en: 'Thank you for your rating' };

const ends: Readonly<Partial<Record<Step, Bilingual>>> = {
  done: {
    id: 'Terima kasih. Kunjungan Anda telah selesai.',
    en: 'Thank you. Your visit is complete.',
  },
  'no-show': { id: 'Nomor Anda terlewat', en: 'Your number was missed' },
  cancelled: { id: 'Nomor ini dibatalkan', en: 'This number was cancelled' },
  expired: { id: 'Layanan sudah tutup', en: 'The service has closed' },
};

/** The line that states where a visit is, in the served page and in every update. */
export function headlineOf({ step, ahead: people, counter, rating }: Standing, language: Language): string {
  if (step === 'waiting') return ahead[language](people);
  if (step === 'called' && counter) return yourTurn[language](counter.label);
  if (step === 'rating' && rating === 'submitted') return rated[language];
  return (ends[step] ?? stepsToVisitor[step])[language];
}

const expectedWait: Readonly<Record<Language, (estimate: Estimate) => string>> = {
  id: ({ lowMinutes, highMinutes }) => `Perkiraan tunggu ${lowMinutes}–${highMinutes} menit`,
  en: ({ lowMinutes, highMinutes }) => `Expected wait ${lowMinutes}–${highMinutes} minutes`,
};

/** How long it may still take, or an empty text without an estimate. */
export function waitOf({ estimate }: { readonly estimate: Estimate | null }, language: Language): string {
  return estimate ? expectedWait[language](estimate) : '';
}

const readAt: Readonly<Record<Language, (time: string) => string>> = {
  id: (time) => `Diperbarui ${time}`,
  en: (time) => `Updated ${time}`,
};

/** `Diperbarui 09.41.05 WITA` */
export function updatedOf({ at }: { readonly at: IsoTime }, reader: Reader): string {
  return readAt[reader.language](timeWords(new Date(at), reader, true));
}
