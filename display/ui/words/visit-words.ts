import type { LockerState, SkipReason } from '../../../domain/custody/custody.ts';
import type { EventName, StaffMoveName, Step } from '../../../domain/visits/steps.ts';
import { inLanguage, words } from './words.ts';

/** What staff call moves and what came of them: words that no visitor's phone loads. */
const id = {
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
  rated: 'Penilaian diterima',
};

const en: typeof id = {
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
  skipReason: { 'no-bag': 'No bag', 'lockers-full': 'Lockers full', other: 'Other' },
  lockerState: { free: 'Free', taken: 'Taken', 'out-of-order': 'Out of order', 'key-lost': 'Key lost' },
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
  rated: 'Rating received',
};

/** Staff's words for the course of a visit. */
export const visitWords = (): typeof id => inLanguage({ id, en });

/** Where a visit stands; a rating is not offered to who has given it. */
export function standingOf({ step, rated }: { readonly step: Step; readonly rated: boolean }): string {
  return step === 'rating' && rated ? visitWords().rated : words().step[step];
}

/** Who did something; an officer is called by name. */
export function actorWord(by: string): string {
  return by === 'visitor' || by === 'clock' ? visitWords().actor[by] : by;
}
