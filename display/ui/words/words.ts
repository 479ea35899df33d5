import type { ClosedReason } from '../../../domain/offices/calendar.ts';
import type { IdType, LockerState, SkipReason } from '../../../domain/custody/custody.ts';
import type { Priority } from '../../../domain/visits/queue.ts';
import { stepWords, verdictWords } from '../../../domain/staff/words.ts';
import type { Role } from '../../../domain/staff/roles.ts';
import type { EventName, StaffMoveName } from '../../../domain/visits/steps.ts';
import type { Language } from '../../../domain/language.ts';
import { unreadable } from '../../../domain/unreadable.ts';
import { language } from './language.ts';

/** The words more than one page uses. A code without a word in both languages does not compile. */
const id = {
  unit: 'Pelayanan Statistik Terpadu — Perpustakaan',
  step: stepWords.id,
  move: {
    recall: 'Panggil ulang',
    arrive: 'Sudah hadir',
    'submit-guest-book': 'Isi buku tamu di sini',
    requeue: 'Kembalikan ke antrean',
    'no-show': 'Tidak hadir',
    cancel: 'Batalkan',
    serve: 'Mulai layani',
    deposit: 'Titip ID dan loker',
    'change-locker': 'Pindah loker',
    'skip-locker': 'Tanpa loker',
    transfer: 'Alihkan ke loket lain',
    enter: 'Izinkan masuk',
    'return-id': 'Kembalikan ID',
    finish: 'Selesai membaca',
    leave: 'Selesai',
    'resolve-custody': 'Selesaikan titipan',
    undo: 'Urungkan',
  } satisfies Record<StaffMoveName, string>,
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
  idType: {
    ktp: 'KTP',
    sim: 'SIM',
    paspor: 'Paspor',
    pelajar: 'Kartu Pelajar/Mahasiswa',
    lainnya: 'Lainnya',
  } satisfies Record<IdType, string>,
  skipReason: {
    'no-bag': 'Tidak membawa tas',
    'lockers-full': 'Loker penuh',
    other: 'Lainnya',
  } satisfies Record<SkipReason, string>,
  lockerState: {
    free: 'Tersedia',
    taken: 'Terpakai',
    'out-of-order': 'Rusak',
    'key-lost': 'Kunci hilang',
  } satisfies Record<LockerState, string>,
  email: { verified: 'terverifikasi', unverified: 'belum diverifikasi' },
  /** What happened, as a sentence goes on: "P-012 dipanggil". */
  event: {
    'check-in': 'mengambil nomor',
    call: 'dipanggil',
    recall: 'dipanggil ulang',
    arrive: 'hadir',
    'submit-guest-book': 'mengisi buku tamu',
    requeue: 'dikembalikan ke antrean',
    'no-show': 'dinyatakan tidak hadir',
    cancel: 'dibatalkan',
    serve: 'mulai dilayani',
    deposit: 'menitipkan ID',
    'change-locker': 'pindah loker',
    'skip-locker': 'masuk tanpa loker',
    transfer: 'dialihkan',
    enter: 'masuk perpustakaan',
    'return-id': 'menerima ID kembali',
    finish: 'selesai membaca',
    leave: 'selesai',
    'resolve-custody': 'diselesaikan titipannya',
    undo: 'diurungkan langkahnya',
    expire: 'ditutup sistem',
  } satisfies Record<EventName, string>,
  actor: { visitor: 'pengunjung', clock: 'sistem' },
  discard: 'Buang isian?',
  discardIt: 'Ya, buang',
  locksSoon: (seconds: number) =>
    `Tablet terkunci dalam ${seconds} detik dan isian ini dihapus. Sentuh layar untuk melanjutkan.`,
  formLost: (title: string) => `Tablet terkunci karena tidak dipakai; isian "${title}" tidak tersimpan.`,
  close: 'Tutup',
  signOut: 'Keluar',
  save: 'Simpan',
  role: { staff: 'Petugas', supervisor: 'Supervisor', admin: 'Admin' } satisfies Record<Role, string>,
  back: 'Kembali',
  tryAgain: 'Coba lagi',
  /** In the place of a stored text that cannot be opened. */
  unreadable: 'tidak terbaca',
  unreachable: 'Layanan tidak dapat dihubungi. Silakan coba lagi.',
  staleSince: (time: string) => `Koneksi terputus. Data pukul ${time}`,
  askStaff: 'Mohon perhatikan panggilan petugas',
  opensAgain: (time: string) => `buka kembali ${time}`,
};

const en: typeof id = {
  unit: 'Integrated Statistical Services — Library',
  step: stepWords.en,
  move: {
    recall: 'Recall',
    arrive: 'Has arrived',
    'submit-guest-book': 'Fill the guest book here',
    requeue: 'Return to queue',
    'no-show': 'No-show',
    cancel: 'Cancel visit',
    serve: 'Start service',
    deposit: 'Deposit ID, give locker',
    'change-locker': 'Change locker',
    'skip-locker': 'Without locker',
    transfer: 'Transfer to another counter',
    enter: 'Let in',
    'return-id': 'Return ID',
    finish: 'Finished reading',
    leave: 'Done',
    'resolve-custody': 'Resolve deposit',
    undo: 'Undo',
  },
  verdict: verdictWords.en,
  priority: {
    elderly: 'Elderly (60 and over)',
    disability: 'Person with disability',
    pregnant: 'Pregnant',
    child: 'Child',
    disaster: 'Disaster victim',
  },
  closed: { hours: 'Closed', break: 'Break', holiday: 'Public holiday', notice: 'Closed' },
  idType: {
    ktp: 'KTP (national ID)',
    sim: 'SIM (driving licence)',
    paspor: 'Passport',
    pelajar: 'Student card',
    lainnya: 'Other',
  },
  skipReason: { 'no-bag': 'No bag', 'lockers-full': 'Lockers full', other: 'Other' },
  lockerState: { free: 'Free', taken: 'Taken', 'out-of-order': 'Out of order', 'key-lost': 'Key lost' },
  email: { verified: 'verified', unverified: 'not verified' },
  event: {
    'check-in': 'took a number',
    call: 'was called',
    recall: 'was recalled',
    arrive: 'arrived',
    'submit-guest-book': 'filled the guest book',
    requeue: 'returned to the queue',
    'no-show': 'was noted as a no-show',
    cancel: 'was cancelled',
    serve: 'began to be served',
    deposit: 'deposited the ID',
    'change-locker': 'changed lockers',
    'skip-locker': 'goes without a locker',
    transfer: 'was transferred',
    enter: 'was let in',
    'return-id': 'got the ID back',
    finish: 'finished reading',
    leave: 'left',
    'resolve-custody': 'had the deposit resolved',
    undo: 'went a step back',
    expire: 'was closed by the system',
  },
  actor: { visitor: 'visitor', clock: 'system' },
  discard: 'Throw away what was filled in?',
  discardIt: 'Yes, throw away',
  locksSoon: (seconds) =>
    `The tablet locks in ${seconds} seconds, and this form will be emptied. Touch the screen to go on.`,
  formLost: (title) => `The tablet locked itself; "${title}" was not saved.`,
  close: 'Close',
  signOut: 'Sign out',
  save: 'Save',
  role: { staff: 'Officer', supervisor: 'Supervisor', admin: 'Admin' },
  back: 'Back',
  tryAgain: 'Try again',
  unreadable: 'unreadable',
  unreachable: 'The service cannot be reached. Please try again.',
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

/** Who did something; an officer is called by name. */
export function actorWord(by: string): string {
  return by === 'visitor' || by === 'clock' ? words().actor[by] : by;
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
