import type { Language } from '../../../domain/language.ts';
import type { LostDetail } from '../../../domain/visits/record.ts';
import { inLanguage } from './words.ts';

const tables: Readonly<Record<Language, Readonly<Record<LostDetail, string>>>> = {
  id: {
    link: 'Tautan pengunjung hilang: QR pada nomornya tidak berlaku lagi',
    'guest-book': 'Buku tamu hilang saat basis data dipulihkan; pengunjung sudah mengisinya',
    'id-last4': 'Empat digit terakhir kartu identitas hilang; cocokkan kartu dengan orangnya',
    reason: 'Alasan yang ditulis supervisor hilang',
  },
  en: {
    link: "The visitor's link was lost: the QR code of the number no longer works",
    'guest-book': 'The guest book was lost when the database was restored; the visitor had filled it',
    'id-last4': 'The last four digits of the ID card were lost; compare the card with the person',
    reason: 'The reason the supervisor wrote was lost',
  },
};

/** What only a lost database had of a visit, as staff read it. */
export const lostWords = (): Readonly<Record<LostDetail, string>> => inLanguage(tables);
