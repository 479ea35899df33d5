import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Beri penilaian Anda',
  scan: 'Dekatkan kode QR pada tiket Anda ke pemindai.',
  typeIt: 'Atau tulis alamat halaman kunjungan Anda',
  open: 'Buka penilaian',
  noTicket: 'Kode ini bukan tiket kunjungan. Silakan pindai lagi.',
  unknown: 'Tiket ini tidak dikenal. Silakan pindai lagi.',
  notYet: 'Penilaian dibuka setelah Anda masuk ruang baca.',
  rated: 'Terima kasih atas penilaian Anda',
  goodbye: 'Jawaban Anda membantu kami melayani lebih baik.',
};

const en: typeof id = {
  title: 'Rate our service',
  scan: 'Hold the QR code of your ticket to the scanner.',
  typeIt: 'Or write the address of your visit',
  open: 'Open the rating',
  noTicket: 'This code is not a ticket. Please scan again.',
  unknown: 'This ticket is not known. Please scan again.',
  notYet: 'You can rate once you have entered the reading room.',
  rated: 'Thank you for your rating',
  goodbye: 'Your answers help us to serve you better.',
};

/** The words of the tablet in the hall. */
export const standWords = (): typeof id => inLanguage({ id, en });
