import type { Language } from '../../domain/visit/views.ts';
import { inLanguage } from '../ui/words.ts';

interface BoardWords {
  readonly calling: string;
  readonly goTo: string;
  readonly times: (n: number) => string;
  readonly serving: string;
  readonly next: string;
  readonly waiting: (n: number) => string;
  readonly nobody: string;
  readonly waitForCall: string;
  readonly priorityNote: string;
}

const tables: Readonly<Record<Language, BoardWords>> = {
  id: {
    calling: 'Nomor Dipanggil · Now calling',
    goTo: 'Silakan menuju',
    times: (n) => `Panggilan ke-${n}`,
    serving: 'Sedang Dilayani',
    next: 'Antrean Selanjutnya',
    waiting: (n) => `${n} menunggu`,
    nobody: 'Belum ada antrean',
    waitForCall: 'Menunggu panggilan berikutnya',
    priorityNote: 'Antrean prioritas dapat dipanggil lebih dahulu.',
  },
  en: {
    calling: 'Now calling · Nomor Dipanggil',
    goTo: 'Please go to',
    times: (n) => `Call ${n}`,
    serving: 'Being served',
    next: 'Next in line',
    waiting: (n) => `${n} waiting`,
    nobody: 'Nobody is waiting',
    waitForCall: 'Waiting for the next call',
    priorityNote: 'Priority numbers may be called first.',
  },
};

/** The board's own words. */
export const boardWords = (): BoardWords => inLanguage(tables);
