import type { CorrectedField } from '../../domain/supervision/correction.ts';
import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type { EscalationChannel } from '../../domain/supervision/escalation.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Riwayat',
  supervision: 'Pengawasan',
  unknown:
    'Kunjungan ini tidak ada di kantor Anda. Periksa alamatnya, atau buka kunjungan dari daftar di Pengawasan.',
  recorded: 'Tercatat',
  corrected: 'Setelah koreksi',
  promise: 'Janji lima menit',
  seconds: (n: number) => `(${Math.round(n)} detik)`,
  workflow: 'Untuk teknisi, nomor di mesin alur:',
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
  } satisfies Record<CorrectedField, string>,
  disorder: (field: string) => `Urutan waktu tidak cocok pada: ${field}.`,
  notice: {
    warning: 'Peringatan: hampir lewat batas',
    breach: 'Lewat batas layanan',
    'custody-after-close': 'Kartu masih dititipkan setelah tutup',
  } satisfies Record<NoticeKind, string>,
  withdrawn: 'ditarik',
  escalation: {
    raised: (times: number) => `Supervisor diberi tahu${times > 1 ? ` (${times} kali)` : ''}`,
    acknowledged: 'Ditanggapi',
    withdrawn: 'Pemberitahuan ditarik: janji ternyata ditepati',
    channel: { webhook: 'pesan', mail: 'e-mail' } satisfies Record<EscalationChannel, string>,
    sent: { raised: 'Diberitahukan keluar', withdrawn: 'Penarikan diberitahukan keluar' },
    unsent: (attempts: number) => `belum terkirim, ${attempts} percobaan`,
  },
  read: (title: string, until: string | null) =>
    `Dibaca di tempat: ${title}${until === null ? '' : `, sampai ${until}`}`,
  askedCopy: (title: string) => `Softcopy diminta: ${title}`,
  noticed: (time: string) => `diketahui ${time}`,
  beside: 'Di samping kunjungan',
  correction: 'Koreksi',
  correctionHint:
    'Catatan semula tetap ada. Koreksi berdiri di sampingnya dengan alasan, dan penilaian ditampilkan dua-duanya.',
  rightTime: 'Waktu yang benar',
  bookHint: 'Membuka buku tamu dicatat. Koreksi menggantikan isian semula, yang lalu dihapus.',
  openBook: 'Buka buku tamu',
  closeBook: 'Tutup buku tamu',
  noBook: 'Kunjungan ini belum mempunyai buku tamu.',
  bookUnreadable: 'Sebagian isi buku tamu tidak terbaca lagi dan dikosongkan di sini.',
  emailState: 'E-mail',
  reason: 'Alasan',
  save: 'Simpan koreksi',
};

const en: typeof id = {
  title: 'History',
  supervision: 'Supervision',
  unknown:
    'There is no such visit in your office. Check the address, or open a visit from a list under Supervision.',
  recorded: 'Recorded',
  corrected: 'As corrected',
  promise: 'Five-minute promise',
  seconds: (n) => `(${Math.round(n)} seconds)`,
  workflow: 'For technicians, its number in the workflow engine:',
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
  read: (title, until) => `Read in the room: ${title}${until === null ? '' : `, until ${until}`}`,
  askedCopy: (title) => `Softcopy asked for: ${title}`,
  noticed: (time) => `noticed ${time}`,
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
  bookUnreadable: 'Parts of the guest book are unreadable and left empty here.',
  emailState: 'E-mail',
  reason: 'Reason',
  save: 'Save the correction',
};

/** The history page's own words. */
export const historyWords = (): typeof id => inLanguage({ id, en });
