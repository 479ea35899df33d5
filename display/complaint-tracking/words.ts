import type { ComplainantMoveName } from '../../domain/complaints/steps.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: (reference: string) => `Pengaduan ${reference}`,
  track: 'Ikuti pengaduan',
  lead: 'Buka dengan nomor dan kode yang Anda terima.',
  unknown: 'Nomor dan kode ini tidak cocok. Periksa lagi keduanya.',
  failed: 'Pengaduan belum dapat dibaca.',
  again: 'Coba lagi',
  state: 'Status',
  received: 'Diterima',
  kind: 'Jenis',
  identity: 'Identitas',
  due: 'Dijawab paling lambat',
  late: 'Jawaban terlambat. Kami mohon maaf; pengawas sudah diberi tahu.',
  closes: (day: string) => `Tanpa tanggapan dari Anda, pengaduan ditutup setelah ${day}.`,
  text: 'Pengaduan Anda',
  history: 'Riwayat',
  you: 'Anda',
  office: 'Kami',
  write: 'Pesan untuk kami',
  reopenText: 'Mengapa perlu dibuka kembali?',
  moves: {
    message: 'Kirim pesan',
    accept: 'Terima jawaban',
    reopen: 'Buka kembali',
  } satisfies Record<ComplainantMoveName, string> as Record<ComplainantMoveName, string>,
  answered: 'Apakah jawaban ini menyelesaikan pengaduan Anda?',
  sent: 'Terkirim.',
  cancel: 'Batal',
};

const en: typeof id = {
  title: (reference) => `Complaint ${reference}`,
  track: 'Follow a complaint',
  lead: 'Open it with the number and the code that you were given.',
  unknown: 'This number and this code do not belong together. Please check both.',
  failed: 'The complaint could not be read yet.',
  again: 'Try again',
  state: 'State',
  received: 'Received',
  kind: 'Kind',
  identity: 'Named',
  due: 'Answered by',
  late: 'The answer is late. We are sorry; the supervisor has been told.',
  closes: (day) => `Without a word from you the complaint closes after ${day}.`,
  text: 'Your complaint',
  history: 'History',
  you: 'You',
  office: 'We',
  write: 'Your message to us',
  reopenText: 'Why should it be reopened?',
  moves: { message: 'Send the message', accept: 'Accept the answer', reopen: 'Reopen' },
  answered: 'Does this answer settle your complaint?',
  sent: 'Sent.',
  cancel: 'Cancel',
};

/** The words of a complaint's own page. */
export const trackingWords = (): typeof id => inLanguage({ id, en });
