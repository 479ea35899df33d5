import type { CorrectedField } from '../../domain/supervision/correction.ts';
import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type { EscalationChannel, EscalationEvent } from '../../domain/supervision/escalation.ts';
import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

interface HistoryWords {
  readonly title: string;
  readonly recorded: string;
  readonly corrected: string;
  readonly promise: string;
  readonly seconds: (n: number) => string;
  readonly engine: string;
  readonly events: string;
  readonly time: string;
  readonly what: string;
  readonly step: string;
  readonly where: string;
  readonly by: string;
  readonly field: Readonly<Record<CorrectedField, string>>;
  /** Events that no officer chooses as a move, and one whose button says something else. */
  readonly disorder: (field: string) => string;
  readonly notice: Readonly<Record<NoticeKind, string>>;
  readonly withdrawn: string;
  readonly escalation: {
    readonly raised: (times: number) => string;
    readonly acknowledged: string;
    readonly withdrawn: string;
    readonly channel: Readonly<Record<EscalationChannel, string>>;
    readonly sent: Readonly<Record<EscalationEvent, string>>;
    readonly unsent: (attempts: number) => string;
  };
  readonly beside: string;
  readonly correction: string;
  readonly correctionHint: string;
  readonly rightTime: string;
  readonly bookHint: string;
  readonly openBook: string;
  readonly closeBook: string;
  readonly noBook: string;
  readonly emailState: string;
  readonly reason: string;
  readonly save: string;
  readonly actors: Readonly<Record<'visitor' | 'clock', string>>;
}

const tables: Readonly<Record<Language, HistoryWords>> = {
  id: {
    title: 'Riwayat',
    recorded: 'Tercatat',
    corrected: 'Setelah koreksi',
    promise: 'Janji lima menit',
    seconds: (n) => `(${Math.round(n)} detik)`,
    engine: 'Lihat di mesin alur',
    events: 'Kejadian',
    time: 'Pukul',
    what: 'Apa',
    step: 'Tahap',
    where: 'Loket/loker',
    by: 'Oleh',
    field: {
      taken: 'Nomor diambil',
      called: 'Dipanggil',
      registered: 'Buku tamu dikirim',
      served: 'Mulai dilayani',
      entered: 'Masuk perpustakaan',
      ended: 'Selesai',
      'guest-book': 'Buku tamu',
    },
    disorder: (field) => `Urutan waktu tidak cocok pada: ${field}.`,
    notice: {
      warning: 'Peringatan: hampir lewat batas',
      breach: 'Lewat batas layanan',
      'custody-after-close': 'Kartu masih dititipkan setelah tutup',
    },
    withdrawn: 'ditarik',
    escalation: {
      raised: (times) => `Supervisor diberi tahu${times > 1 ? ` (${times} kali)` : ''}`,
      acknowledged: 'Ditanggapi',
      withdrawn: 'Pemberitahuan ditarik: janji ternyata ditepati',
      channel: { webhook: 'pesan', mail: 'e-mail' },
      sent: { raised: 'Diberitahukan keluar', withdrawn: 'Penarikan diberitahukan keluar' },
      unsent: (attempts) => `belum terkirim, ${attempts} percobaan`,
    },
    beside: 'Di samping kunjungan',
    correction: 'Koreksi',
    correctionHint:
      'Catatan semula tetap ada. Koreksi berdiri di sampingnya dengan alasan, dan penilaian ditampilkan dua-duanya.',
    rightTime: 'Waktu yang benar',
    bookHint: 'Membuka buku tamu dicatat. Koreksi menggantikan isian semula, yang lalu dihapus.',
    openBook: 'Buka buku tamu',
    closeBook: 'Tutup buku tamu',
    noBook: 'Kunjungan ini belum mempunyai buku tamu.',
    emailState: 'E-mail',
    reason: 'Alasan',
    save: 'Simpan koreksi',
    actors: { visitor: 'pengunjung', clock: 'sistem' },
  },
  en: {
    title: 'History',
    recorded: 'Recorded',
    corrected: 'As corrected',
    promise: 'Five-minute promise',
    seconds: (n) => `(${Math.round(n)} seconds)`,
    engine: 'Show in the workflow engine',
    events: 'Events',
    time: 'Time',
    what: 'What',
    step: 'Step',
    where: 'Counter/locker',
    by: 'By',
    field: {
      taken: 'Number taken',
      called: 'Called',
      registered: 'Guest book sent',
      served: 'Service started',
      entered: 'Library entered',
      ended: 'Ended',
      'guest-book': 'Guest book',
    },
    disorder: (field) => `The order of times does not fit at: ${field}.`,
    notice: {
      warning: 'Warning: close to the limit',
      breach: 'Over the limit',
      'custody-after-close': 'Card still here after closing',
    },
    withdrawn: 'withdrawn',
    escalation: {
      raised: (times) => `Supervisor told${times > 1 ? ` (${times} times)` : ''}`,
      acknowledged: 'Acknowledged',
      withdrawn: 'Telling withdrawn: the promise was kept after all',
      channel: { webhook: 'message', mail: 'mail' },
      sent: { raised: 'Told outside', withdrawn: 'Withdrawal told outside' },
      unsent: (attempts) => `not sent yet, ${attempts} tries`,
    },
    beside: 'Beside the visit',
    correction: 'Correction',
    correctionHint:
      'What was recorded stays. A correction stands beside it with its reason, and both verdicts are shown.',
    rightTime: 'The right time',
    bookHint:
      'Opening the guest book is recorded. A correction replaces what was written, which is then deleted.',
    openBook: 'Open the guest book',
    closeBook: 'Close the guest book',
    noBook: 'This visit has no guest book yet.',
    emailState: 'E-mail',
    reason: 'Reason',
    save: 'Save the correction',
    actors: { visitor: 'visitor', clock: 'system' },
  },
};

/** The history page's own words. */
export const historyWords = (): HistoryWords => inLanguage(tables);
