import { countText } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Pengaduan',
  lead: 'Sampaikan keluhan tentang pelayanan kami. Tidak perlu masuk dan tidak dipungut biaya.',
  promise: (verified: number, days: number) =>
    `Pengaduan diverifikasi paling lambat ${verified} hari kerja dan dijawab paling lambat ${days} hari kerja; yang perlu pemeriksaan bisa lebih lama.`,
  text: 'Isi pengaduan',
  textHint: 'Apa yang terjadi, kapan, dan di mana? Jangan tulis nomor identitas.',
  left: (n: number) => `${countText(n, 'id')} huruf tersisa`,
  more: (n: number) => `Tulis ${countText(n, 'id')} huruf lagi`,
  who: 'Bagaimana Anda ingin disebut?',
  identities: {
    named: ['Dengan nama', 'Petugas yang menangani melihat nama Anda.'],
    confidential: [
      'Rahasia',
      'Hanya pengawas yang dapat melihat nama Anda, dengan alasan yang dicatat. Petugas yang diadukan tidak pernah.',
    ],
    anonymous: ['Anonim', 'Kami tidak tahu siapa Anda; jawaban hanya dapat dibaca dengan kode.'],
  } as Record<string, readonly [string, string]>,
  name: 'Nama',
  email: 'Alamat e-mail',
  phone: 'Nomor HP/WA',
  optional: (label: string) => `${label} (tidak wajib)`,
  about: 'Pengaduan ini akan ditautkan dengan kunjungan Anda hari ini.',
  detach: 'Jangan tautkan',
  kept: (years: number) =>
    `Tulisan, identitas dan lampiran Anda dihapus ${years} tahun setelah pengaduan selesai; nomor, jenis dan waktunya tetap dihitung.`,
  send: 'Kirim pengaduan',
  received: 'Pengaduan Anda sudah kami terima',
  keep: 'Simpan nomor dan kode ini. Kode hanya ditampilkan sekali, dan tanpa kode jawaban tidak dapat dibaca.',
  reference: 'Nomor',
  secret: 'Kode',
  due: 'Dijawab paling lambat',
  attach: 'Lampirkan foto atau PDF (tidak wajib)',
  follow: 'Ikuti pengaduan ini',
  print: 'Cetak',
  copy: 'Salin nomor dan kode',
  copied: { done: 'Tersalin.', refused: 'Belum dapat disalin. Catat nomor dan kodenya.' },
  track: 'Sudah mengadu?',
  trackLead: 'Baca jawaban dan kirim pesan dengan nomor dan kode pengaduan Anda.',
  channels: 'Saluran pengaduan lain',
};

const en: typeof id = {
  title: 'Complaints',
  lead: 'Tell us what went wrong with our service. No sign-in is needed, and it is free.',
  promise: (verified, days) =>
    `A complaint is verified within ${verified} working days and answered within ${days} working days; one that needs an inspection may take longer.`,
  text: 'Your complaint',
  textHint: 'What happened, when and where? Please write no identity numbers.',
  left: (n) => `${countText(n, 'en')} letters left`,
  more: (n) => `Write ${countText(n, 'en')} more letters`,
  who: 'How do you want to be named?',
  identities: {
    named: ['By name', 'The officer who works on it sees your name.'],
    confidential: [
      'Confidentially',
      'Only supervisors can see your name, for a reason that is recorded. The officer concerned never does.',
    ],
    anonymous: ['Anonymously', 'We do not know who you are; the answer can be read with the code only.'],
  },
  name: 'Name',
  email: 'E-mail address',
  phone: 'Phone number',
  optional: (label) => `${label} (optional)`,
  about: 'The complaint will be linked to your visit today.',
  detach: 'Do not link it',
  kept: (years) =>
    `What you wrote and attached and who you are is deleted ${years} years after the complaint has ended; its number, kind and times stay counted.`,
  send: 'Send the complaint',
  received: 'We have received your complaint',
  keep: 'Keep this number and this code. The code is shown once, and without it nobody can read the answer.',
  reference: 'Number',
  secret: 'Code',
  due: 'Answered by',
  attach: 'Attach photos or PDFs (optional)',
  follow: 'Follow this complaint',
  print: 'Print',
  copy: 'Copy number and code',
  copied: { done: 'Copied.', refused: 'It could not be copied. Please write number and code down.' },
  track: 'Complained before?',
  trackLead: 'Read the answer and write to us with the number and the code of your complaint.',
  channels: 'Other ways to complain',
};

/** The words of the complaint's form. */
export const formWords = (): typeof id => inLanguage({ id, en });
