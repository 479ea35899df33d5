import type { IdType, IncidentKind } from '../custody/custody.ts';
import type { Language } from '../language.ts';
import type { OverallScore } from '../ratings/rating.ts';
import type { Verdict } from '../visits/sla.ts';
import type { Step } from '../visits/steps.ts';

type StaffWords<Code extends string | number> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

/** The steps of a visit in staff's words, on pages, in files and on dashboards; visitors read other words. */
export const stepWords: StaffWords<Step> = {
  id: {
    waiting: 'Menunggu',
    called: 'Dipanggil',
    'guest-book': 'Mengisi buku tamu',
    registered: 'Menunggu dilayani',
    serving: 'Dilayani: ID dan loker',
    library: 'Di perpustakaan',
    rating: 'Penilaian ditawarkan',
    done: 'Selesai',
    'no-show': 'Tidak hadir',
    cancelled: 'Dibatalkan',
    expired: 'Ditutup sistem',
  },
  en: {
    waiting: 'Waiting',
    called: 'Called',
    'guest-book': 'Filling the guest book',
    registered: 'Waiting for service',
    serving: 'Being served: ID and locker',
    library: 'In the library',
    rating: 'Rating offered',
    done: 'Done',
    'no-show': 'No-show',
    cancelled: 'Cancelled',
    expired: 'Closed by the system',
  },
};

/** The verdicts. */
export const verdictWords: StaffWords<Verdict> = {
  id: { running: 'Berjalan', met: 'Tepat waktu', breached: 'Terlambat', excluded: 'Dikecualikan' },
  en: { running: 'Running', met: 'On time', breached: 'Late', excluded: 'Excluded' },
};

/** Overall ratings. */
export const scoreWords: StaffWords<OverallScore> = {
  id: {
    1: '1 Sangat tidak puas',
    2: '2 Tidak puas',
    3: '3 Cukup puas',
    4: '4 Puas',
    5: '5 Sangat puas',
  },
  en: {
    1: '1 Very dissatisfied',
    2: '2 Dissatisfied',
    3: '3 Fairly satisfied',
    4: '4 Satisfied',
    5: '5 Very satisfied',
  },
};

/** Kinds of identity cards. */
export const idTypeWords: StaffWords<IdType> = {
  id: { ktp: 'KTP', sim: 'SIM', paspor: 'Paspor', pelajar: 'Kartu Pelajar/Mahasiswa', lainnya: 'Lainnya' },
  en: {
    ktp: 'KTP (national ID)',
    sim: 'SIM (driving licence)',
    paspor: 'Passport',
    pelajar: 'Student card',
    lainnya: 'Other',
  },
};

/** Where a card is that was deposited. */
export const custodyStateWords: StaffWords<'held' | 'returned' | 'resolved'> = {
  id: { held: 'Masih dititip', returned: 'Dikembalikan', resolved: 'Diselesaikan supervisor' },
  en: { held: 'Still held', returned: 'Returned', resolved: 'Resolved by a supervisor' },
};

/** What may happen to a card or a key. */
export const incidentWords: StaffWords<IncidentKind> = {
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
