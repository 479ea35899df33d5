import type { IncidentKind } from '../../../domain/custody/custody.ts';
import type { Language } from '../../../domain/language.ts';
import { inLanguage } from './words.ts';

const tables: Readonly<Record<Language, Readonly<Record<IncidentKind, string>>>> = {
  id: {
    'key-lost': 'Kunci hilang',
    'not-collected': 'Pengunjung pergi tanpa mengambil kartu',
    'wrong-person': 'Kartu diserahkan kepada orang yang salah',
    other: 'Lainnya',
  },
  en: {
    'key-lost': 'Key lost',
    'not-collected': 'The visitor left without the card',
    'wrong-person': 'The card went to the wrong person',
    other: 'Other',
  },
};

/** What may happen to a card or a key, as staff read it; the visitor's phone need not carry these words. */
export const incidentWords = (): Readonly<Record<IncidentKind, string>> => inLanguage(tables);
