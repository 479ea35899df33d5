import type { SkmElement } from '../../domain/survey/rating.ts';
import type { Language } from '../../domain/visit/views.ts';
import { inLanguage } from '../ui/words.ts';

interface VisitorWords {
  readonly waiting: (ahead: number) => string;
  readonly yourTurn: (counter: string) => string;
  readonly promise: string;
  readonly fillBook: string;
  readonly bringId: string;
  readonly bookSent: string;
  readonly takeId: string;
  readonly updated: (time: string) => string;
  readonly giveUp: string;
  readonly reallyGiveUp: string;
  readonly keep: string;
  readonly ended: string;
  readonly unknown: string;
  readonly thanks: string;
  readonly rate: string;
  readonly rateAgain: string;
  readonly rated: string;
  readonly overall: readonly [string, string, string, string, string];
  readonly skm: string;
  readonly comment: string;
  readonly sendRating: string;
  readonly range: (low: number, high: number) => string;
  readonly free: string;
  readonly questions: Readonly<Record<SkmElement, readonly [string, string, string, string, string]>>;
}

const tables: Readonly<Record<Language, VisitorWords>> = {
  id: {
    waiting: (ahead) => (ahead === 0 ? 'Menunggu, Anda berikutnya' : `Menunggu, ${ahead} orang lagi`),
    yourTurn: (counter) => `Giliran Anda: ${counter}`,
    promise: 'Anda akan dilayani paling lambat 5 menit setelah mengisi buku tamu.',
    fillBook: 'Silakan isi buku tamu',
    bringId: 'Siapkan kartu identitas (KTP/SIM/Paspor/lainnya) yang masih berlaku.',
    bookSent: 'Buku tamu sudah diterima.',
    takeId: 'Ambil kartu identitas Anda. Kartu dikembalikan saat kunci loker diserahkan.',
    updated: (time) => `Diperbarui ${time}`,
    giveUp: 'Batalkan nomor ini',
    reallyGiveUp: 'Nomor Anda akan dilepas dan tidak dapat dipakai lagi. Batalkan?',
    keep: 'Tetap mengantre',
    ended: 'Halaman ini sudah berakhir',
    unknown: 'Nomor ini tidak dikenal. Silakan hubungi petugas.',
    thanks: 'Terima kasih. Kunjungan Anda telah selesai.',
    rate: 'Bagaimana pelayanan kami?',
    rateAgain: 'Ubah penilaian',
    rated: 'Terima kasih atas penilaian Anda. Penilaian dapat diubah sampai hari ini berakhir.',
    overall: ['Sangat tidak puas', 'Tidak puas', 'Cukup puas', 'Puas', 'Sangat puas'],
    skm: 'Survei Kepuasan Masyarakat (opsional)',
    comment: 'Saran (opsional)',
    sendRating: 'Kirim penilaian',
    range: (low, high) => `${low}–${high} menit`,
    free: 'Layanan ini tidak dipungut biaya.',
    questions: {
      persyaratan: [
        'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?',
        'Tidak sesuai',
        'Kurang sesuai',
        'Sesuai',
        'Sangat sesuai',
      ],
      prosedur: [
        'Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?',
        'Tidak mudah',
        'Kurang mudah',
        'Mudah',
        'Sangat mudah',
      ],
      waktu: [
        'Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?',
        'Tidak cepat',
        'Kurang cepat',
        'Cepat',
        'Sangat cepat',
      ],
      biaya: [
        'Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?',
        'Sangat mahal',
        'Cukup mahal',
        'Murah',
        'Gratis',
      ],
      produk: [
        'Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan?',
        'Tidak sesuai',
        'Kurang sesuai',
        'Sesuai',
        'Sangat sesuai',
      ],
      kompetensi: [
        'Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?',
        'Tidak kompeten',
        'Kurang kompeten',
        'Kompeten',
        'Sangat kompeten',
      ],
      perilaku: [
        'Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?',
        'Tidak sopan dan ramah',
        'Kurang sopan dan ramah',
        'Sopan dan ramah',
        'Sangat sopan dan ramah',
      ],
      sarana: [
        'Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?',
        'Buruk',
        'Cukup',
        'Baik',
        'Sangat baik',
      ],
      pengaduan: [
        'Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?',
        'Tidak ada',
        'Ada tetapi tidak berfungsi',
        'Berfungsi kurang maksimal',
        'Dikelola dengan baik',
      ],
    },
  },
  en: {
    waiting: (ahead) => (ahead === 0 ? 'Waiting, you are next' : `Waiting, ${ahead} ahead of you`),
    yourTurn: (counter) => `Your turn: ${counter}`,
    promise: 'You will be served at most 5 minutes after filling the guest book.',
    fillBook: 'Please fill the guest book',
    bringId: 'Have a valid identity card ready (KTP, SIM, passport or other).',
    bookSent: 'Your guest book has been received.',
    takeId: 'Collect your identity card. It is returned when you hand back the locker key.',
    updated: (time) => `Updated ${time}`,
    giveUp: 'Give up this number',
    reallyGiveUp: 'Your number will be released and cannot be used again. Give it up?',
    keep: 'Stay in the queue',
    ended: 'This page has ended',
    unknown: 'This number is not known. Please ask the staff.',
    thanks: 'Thank you. Your visit is complete.',
    rate: 'How was our service?',
    rateAgain: 'Change your rating',
    rated: 'Thank you for your rating. You may change it until the end of today.',
    overall: ['Very dissatisfied', 'Dissatisfied', 'Fairly satisfied', 'Satisfied', 'Very satisfied'],
    skm: 'Public satisfaction survey (optional)',
    comment: 'Suggestions (optional)',
    sendRating: 'Send rating',
    range: (low, high) => `${low}–${high} minutes`,
    free: 'This service is free of charge.',
    questions: {
      persyaratan: [
        'How well do the requirements fit this kind of service?',
        'Do not fit',
        'Fit poorly',
        'Fit',
        'Fit very well',
      ],
      prosedur: ['How easy is the procedure at this unit?', 'Not easy', 'Less easy', 'Easy', 'Very easy'],
      waktu: ['How fast was the service?', 'Not fast', 'Less fast', 'Fast', 'Very fast'],
      biaya: ['How reasonable is the fee?', 'Very expensive', 'Rather expensive', 'Cheap', 'Free'],
      produk: [
        'How well does the result match the published service standard?',
        'Does not match',
        'Matches poorly',
        'Matches',
        'Matches very well',
      ],
      kompetensi: [
        'How competent are the staff?',
        'Not competent',
        'Less competent',
        'Competent',
        'Very competent',
      ],
      perilaku: [
        'How polite and friendly are the staff?',
        'Not polite and friendly',
        'Less polite and friendly',
        'Polite and friendly',
        'Very polite and friendly',
      ],
      sarana: ['How good are the facilities?', 'Poor', 'Fair', 'Good', 'Very good'],
      pengaduan: [
        'How are complaints handled?',
        'Not at all',
        'Exists but does not work',
        'Works, but not fully',
        'Managed well',
      ],
    },
  },
};

/** The visitor page's own words. */
export const visitorWords = (): VisitorWords => inLanguage(tables);
