import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

interface KioskWords {
  readonly welcome: string;
  readonly take: string;
  readonly takeHint: string;
  readonly priority: string;
  readonly priorityHint: string;
  readonly whichGroup: string;
  readonly yourNumber: string;
  readonly ahead: (n: number) => string;
  readonly range: (low: number, high: number) => string;
  readonly wait: string;
  readonly bringId: string;
  readonly free: string;
  readonly scan: string;
  readonly local: string;
  readonly openPage: string;
  readonly done: string;
  readonly taking: string;
  readonly notNow: string;
  readonly askStaff: string;
  readonly comesLate: string;
  readonly hours: string;
  readonly pair: string;
  readonly pairHint: string;
  readonly pairButton: string;
  readonly stillHere: string;
  readonly yes: string;
}

const tables: Readonly<Record<Language, KioskWords>> = {
  id: {
    welcome: 'Selamat datang',
    take: 'Ambil nomor',
    takeHint: 'Layanan perpustakaan',
    priority: 'Prioritas',
    priorityHint: 'Antrean prioritas dapat dipanggil lebih dahulu.',
    whichGroup: 'Silakan pilih kelompok',
    yourNumber: 'Nomor Antrean Anda',
    ahead: (n) => (n === 0 ? 'Anda berikutnya' : `${n} orang di depan Anda`),
    range: (low, high) => `Perkiraan tunggu ${low}–${high} menit`,
    wait: 'Silakan menunggu panggilan, lalu isi buku tamu di front office.',
    bringId: 'Siapkan kartu identitas (KTP/SIM/Paspor/lainnya) yang masih berlaku.',
    free: 'Layanan ini tidak dipungut biaya.',
    scan: 'Pindai untuk mengikuti antrean dan mengisi buku tamu di ponsel Anda.',
    local: 'Kode QR ditampilkan bila alamat layanan dapat dibuka dari ponsel.',
    openPage: 'Buka halaman kunjungan',
    done: 'Selesai',
    taking: 'Mengambil nomor …',
    notNow: 'Nomor belum dapat diambil',
    askStaff: 'Silakan ambil nomor dari petugas.',
    comesLate: 'Bila Anda menunggu di sini dan nomor sudah tercatat, nomor itu muncul di layar ini.',
    hours: 'Layanan tutup',
    pair: 'Kios belum terhubung',
    pairHint: 'Masukkan kode delapan angka dari halaman pengaturan.',
    pairButton: 'Hubungkan',
    stillHere: 'Masih di sini?',
    yes: 'Ya, lanjutkan',
  },
  en: {
    welcome: 'Welcome',
    take: 'Take a number',
    takeHint: 'Library service',
    priority: 'Priority',
    priorityHint: 'Priority numbers may be called first.',
    whichGroup: 'Please choose a group',
    yourNumber: 'Your queue number',
    ahead: (n) => (n === 0 ? 'You are next' : `${n} ahead of you`),
    range: (low, high) => `Expected wait ${low}–${high} minutes`,
    wait: 'Please wait to be called, then fill the guest book at the front office.',
    bringId: 'Have a valid identity card ready (KTP, SIM, passport or other).',
    free: 'This service is free of charge.',
    scan: 'Scan to follow the queue and fill the guest book on your phone.',
    local: 'The QR code appears once phones can reach the address of this service.',
    openPage: 'Open the visit page',
    done: 'Done',
    taking: 'Taking a number …',
    notNow: 'No number can be taken yet',
    askStaff: 'Please take a number from the staff.',
    comesLate: 'If you wait here and your number has been recorded, it appears on this screen.',
    hours: 'Closed',
    pair: 'This kiosk is not paired',
    pairHint: 'Enter the eight digits from the settings page.',
    pairButton: 'Pair',
    stillHere: 'Still here?',
    yes: 'Yes, go on',
  },
};

/** The kiosk's own words. */
export const kioskWords = (): KioskWords => inLanguage(tables);
