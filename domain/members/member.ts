import type { Bilingual } from '../language.ts';

/** How the address of a member was confirmed: by mail, or by a link that the page showed because no mail goes out. */
export const confirmations = ['mail', 'page'] as const;
export type Confirmation = (typeof confirmations)[number];

/** What ended a registration: its owner, time without use, or an older registration with the same address. */
export const memberEnds = ['owner', 'time', 'merging'] as const;
export type MemberEnd = (typeof memberEnds)[number];

/**
 * What ended a session besides its own browser: a proof of the address elsewhere, a sign-out there, the deletion of the
 * registration, or its end for want of use.
 */
export const sessionEnds = ['proof', 'sign-out', 'deletion', 'time'] as const;
export type SessionEnd = (typeof sessionEnds)[number];

/** What the browser of such a session is told. */
export const sessionEndWords: Readonly<Record<SessionEnd, Bilingual>> = {
  proof: {
    id: 'Anda sudah keluar di peramban ini, karena alamat e-mail pendaftaran ini dikonfirmasi dari surat di peramban lain. Jika itu Anda, silakan masuk lagi.',
    en: 'You were signed out in this browser, because the e-mail address of this registration was confirmed from a mail in another one. If that was you, please sign in again.',
  },
  'sign-out': {
    id: 'Anda dikeluarkan dari peramban ini melalui peramban Anda yang lain.',
    en: 'Another of your browsers signed you out here.',
  },
  deletion: {
    id: 'Pendaftaran Anda sudah dihapus melalui peramban Anda yang lain.',
    en: 'Your registration was deleted in another of your browsers.',
  },
  time: {
    id: 'Pendaftaran Anda sudah berakhir: tidak dikonfirmasi dalam 7 hari, atau tidak dipakai selama 12 bulan. Silakan mendaftar lagi.',
    en: 'Your registration has ended: it was not confirmed within 7 days, or not used for 12 months. Please register again.',
  },
};
