import type { ClosedReason } from '../../domain/offices/calendar.ts';
import type { Language } from '../../domain/language.ts';
import { stepWords } from '../../domain/staff/words.ts';
import { inLanguage } from '../ui/words/words.ts';
import type { Group } from './list/list-order.ts';

interface DeskWords {
  readonly signOut: string;
  readonly signOutHeld: (labels: string) => string;
  readonly counter: string;
  readonly changeCounter: string;
  readonly whichCounter: string;
  readonly counterIsKept: string;
  readonly isThere: (officers: readonly string[]) => string;
  readonly alsoHere: (officers: readonly string[], counter: string) => string;
  readonly closed: (why: string) => string;
  readonly closedBecause: Readonly<Record<ClosedReason, string>>;
  readonly announced: (text: string) => string;
  readonly callNext: string;
  readonly takeNumber: string;
  readonly nobodyWaits: string;
  readonly empty: string;
  readonly chooseVisit: string;
  readonly groups: Readonly<Record<Group, string>>;
  readonly lockers: string;
  readonly locker: string;
  readonly held: (n: number) => string;
  readonly undo: (label: string, event: string, left: string) => string;
  readonly idType: string;
  readonly last4: string;
  readonly last4Hint: string;
  readonly stillValid: string;
  readonly number: string;
  readonly compareCard: string;
  readonly returnCard: string;
  readonly callBack: string;
  readonly letIn: (label: string) => string;
  readonly waitingFor: (span: string) => string;
  readonly typing: string;
  readonly typingShort: string;
  readonly chooseLocker: string;
  readonly deposit: string;
  readonly skipWhy: string;
  readonly reason: string;
  readonly confirmCancel: string;
  readonly cancelIt: string;
  readonly showBook: string;
  readonly hideBook: string;
  readonly waitsSince: (time: string) => string;
  readonly serveAt: (counter: string) => string;
  readonly answeredFor: (name: string) => string;
  readonly notSent: string;
  readonly sending: string;
  readonly cutSince: (time: string) => string;
  readonly showOld: (time: string) => string;
  readonly boards: (connected: number, all: number) => string;
  readonly boardBehind: (name: string) => string;
  readonly noDesk: string;
  readonly visitorPage: string;
  readonly wholeStory: string;
  readonly settings: string;
  readonly keys: string;
  readonly history: string;
  readonly priority: string;
  /** The actors that are not officers. */
  readonly actors: Readonly<Record<string, string>>;
}

const tables: Readonly<Record<Language, DeskWords>> = {
  id: {
    signOut: 'Keluar',
    signOutHeld: (labels) => `Kartu identitas masih dititipkan: ${labels}. Tetap keluar?`,
    counter: 'Loket',
    changeCounter: 'Ganti',
    whichCounter: 'Tablet ini berada di loket mana?',
    counterIsKept: 'Diingat di tablet ini. Nomor yang Anda panggil diarahkan ke loket ini.',
    isThere: (officers) => `${listOf(officers, 'dan')} di sini`,
    alsoHere: (officers, counter) => `${listOf(officers, 'dan')} juga memakai ${counter}.`,
    closed: (why) => `Tutup: ${why}`,
    closedBecause: {
      hours: 'di luar jam layanan',
      break: 'istirahat',
      holiday: 'hari libur',
      notice: 'di luar jadwal',
    },
    announced: (text) => `Pengumuman: ${text}`,
    callNext: 'Panggil berikutnya',
    takeNumber: 'Ambilkan nomor',
    nobodyWaits: 'Tidak ada yang menunggu.',
    empty: 'Belum ada antrean. Nomor baru akan muncul di sini.',
    chooseVisit: 'Pilih kunjungan di daftar, atau panggil nomor berikutnya.',
    groups: {
      late: 'Menunggu terlalu lama',
      overnight: 'Kartu identitas belum dikembalikan',
      'served-here': 'Sedang dilayani',
      registered: stepWords.id.registered,
      arriving: stepWords.id.called,
      waiting: stepWords.id.waiting,
      inside: stepWords.id.library,
      ended: 'Baru selesai',
      missed: 'Tidak hadir',
    },
    lockers: 'Loker',
    locker: 'Loker',
    held: (n) => `ID dititip: ${n}`,
    undo: (label, event, left) => `${label} ${event}. Urungkan (${left})`,
    idType: 'Jenis kartu identitas',
    last4: 'Empat huruf/angka terakhir',
    last4Hint: 'Tanpa nomor: 0000. Jangan mencatat nomor lengkap.',
    stillValid: 'Kartu masih berlaku',
    number: 'Nomor',
    compareCard: 'Cocokkan orang dengan kartunya, dan kunci dengan lokernya.',
    returnCard: 'Kembalikan kartu ini',
    callBack: 'Panggil kembali',
    letIn: (label) => `${label} sudah masuk. Silakan panggil nomor berikutnya.`,
    waitingFor: (span) => `Menunggu ${span}`,
    typing: 'Sedang mengisi buku tamu',
    typingShort: 'Mengisi',
    chooseLocker: 'Pilih loker',
    deposit: 'Simpan titipan',
    skipWhy: 'Mengapa tanpa loker?',
    reason: 'Alasan',
    confirmCancel: 'Batalkan kunjungan ini?',
    cancelIt: 'Ya, batalkan kunjungan',
    showBook: 'Lihat buku tamu',
    hideBook: 'Sembunyikan buku tamu',
    waitsSince: (time) => `Menunggu dilayani sejak ${time}`,
    serveAt: (counter) => `Layani di ${counter}`,
    answeredFor: (name) => `Ditanggapi ${name}`,
    notSent: 'Belum terkirim. Coba lagi',
    sending: 'Mengirim …',
    cutSince: (time) => `Terputus sejak ${time}`,
    showOld: (time) => `Lihat data pukul ${time}`,
    boards: (connected, all) => `Papan ${connected}/${all}`,
    boardBehind: (name) => `Papan ${name} belum menerima`,
    noDesk: 'Akun ini tidak bertugas di meja layanan.',
    visitorPage: 'Halaman pengunjung',
    wholeStory: 'Riwayat lengkap',
    settings: 'Pengaturan',
    keys: 'N panggil · R panggil ulang · X tidak hadir · U urungkan · 1–9 pilih',
    history: 'Riwayat',
    priority: 'Prioritas',
    actors: { visitor: 'pengunjung', clock: 'sistem' },
  },
  en: {
    signOut: 'Sign out',
    signOutHeld: (labels) => `ID cards are still deposited: ${labels}. Sign out anyway?`,
    counter: 'Counter',
    changeCounter: 'Change',
    whichCounter: 'Which counter is this tablet at?',
    counterIsKept: 'Kept on this tablet. The numbers you call are sent to this counter.',
    isThere: (officers) => `${listOf(officers, 'and')} ${officers.length === 1 ? 'is' : 'are'} here`,
    alsoHere: (officers, counter) =>
      `${listOf(officers, 'and')} ${officers.length === 1 ? 'uses' : 'use'} ${counter} too.`,
    closed: (why) => `Closed: ${why}`,
    closedBecause: {
      hours: 'outside service hours',
      break: 'break',
      holiday: 'public holiday',
      notice: 'unscheduled',
    },
    announced: (text) => `Announcement: ${text}`,
    callNext: 'Call next',
    takeNumber: 'Take a number',
    nobodyWaits: 'Nobody is waiting.',
    empty: 'Nobody yet. New numbers will appear here.',
    chooseVisit: 'Choose a visit in the list, or call the next number.',
    groups: {
      late: 'Waiting too long',
      overnight: 'ID card not returned',
      'served-here': 'Being served',
      registered: stepWords.en.registered,
      arriving: stepWords.en.called,
      waiting: stepWords.en.waiting,
      inside: stepWords.en.library,
      ended: 'Just ended',
      missed: 'No-show',
    },
    lockers: 'Lockers',
    locker: 'Locker',
    held: (n) => `IDs held: ${n}`,
    undo: (label, event, left) => `${label} ${event}. Undo (${left})`,
    idType: 'Kind of ID card',
    last4: 'Last four letters or digits',
    last4Hint: 'No number: 0000. Never record the whole number.',
    stillValid: 'The card is still valid',
    number: 'Number',
    compareCard: 'Compare the person with the card, and the key with the locker.',
    returnCard: 'Return this card',
    callBack: 'Call back',
    letIn: (label) => `${label} is inside. The next number can be called.`,
    waitingFor: (span) => `Waiting ${span}`,
    typing: 'Filling the guest book',
    typingShort: 'Filling',
    chooseLocker: 'Choose a locker',
    deposit: 'Save deposit',
    skipWhy: 'Why without a locker?',
    reason: 'Reason',
    confirmCancel: 'Cancel this visit?',
    cancelIt: 'Yes, cancel the visit',
    showBook: 'Show guest book',
    hideBook: 'Hide guest book',
    waitsSince: (time) => `Waiting for service since ${time}`,
    serveAt: (counter) => `Serve at ${counter}`,
    answeredFor: (name) => `Acknowledged by ${name}`,
    notSent: 'Not sent yet. Try again',
    sending: 'Sending …',
    cutSince: (time) => `Cut off since ${time}`,
    showOld: (time) => `Show data from ${time}`,
    boards: (connected, all) => `Boards ${connected}/${all}`,
    boardBehind: (name) => `Board ${name} has not received it`,
    noDesk: 'This account does not work at the desk.',
    visitorPage: "Visitor's page",
    wholeStory: 'Whole story',
    settings: 'Settings',
    keys: 'N call · R recall · X no-show · U undo · 1–9 choose',
    history: 'History',
    priority: 'Priority',
    actors: { visitor: 'visitor', clock: 'system' },
  },
};

/** The desk's own words. */
export const deskWords = (): DeskWords => inLanguage(tables);

/** `Rina`, `Rina dan Budi`, `Rina, Budi dan Ana`. */
function listOf(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  const first = names.slice(0, -1).join(', ');
  return first === '' ? last : `${first} ${and} ${last}`;
}
