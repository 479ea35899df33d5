import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Pendaftaran Pustaka',
  lead: 'Sekali mendaftar, Anda langsung masuk: tanpa persetujuan petugas dan tanpa kata sandi.',
  known: 'Sudah terdaftar?',
  send: 'Daftar dan masuk',
  purpose: 'Pemanfaatan utama',
  emailHint: 'Tautan konfirmasi dikirim ke alamat ini.',
  keeping:
    'Pendaftaran yang tidak dikonfirmasi dihapus setelah 7 hari, yang tidak dipakai setelah 12 bulan. Anda dapat menghapusnya sendiri kapan saja.',
  welcome: (name: string) => `Selamat datang, ${name}`,
  done: 'Anda sudah terdaftar dan masuk.',
  confirm: 'Konfirmasi alamat e-mail',
  why: 'Softcopy diberikan setelah alamat e-mail Anda dikonfirmasi.',
  sent: (email: string) =>
    `Kami mengirim tautan dan kode ke ${email}. Buka tautannya di peramban ini, atau ketik kodenya di sini. Keduanya berlaku 10 menit.`,
  confirmed: 'Alamat e-mail Anda sudah dikonfirmasi.',
  failed: 'Halaman ini belum dapat dimuat.',
};

const en: typeof id = {
  title: 'Register for the library',
  lead: 'Register once and you are signed in: no approval by staff, and no password.',
  known: 'Registered before?',
  send: 'Register and sign in',
  purpose: 'Main use',
  emailHint: 'A link to confirm it is sent to this address.',
  keeping:
    'A registration that is not confirmed is deleted after 7 days, one that is not used after 12 months. You can delete it yourself at any time.',
  welcome: (name) => `Welcome, ${name}`,
  done: 'You are registered and signed in.',
  confirm: 'Confirm your e-mail address',
  why: 'Softcopies are given out once your e-mail address is confirmed.',
  sent: (email) =>
    `We have sent a link and a code to ${email}. Open the link in this browser, or type the code here. Both are valid for 10 minutes.`,
  confirmed: 'Your e-mail address is confirmed.',
  failed: 'This page could not be loaded yet.',
};

/** The words of the registration. */
export const registrationWords = (): typeof id => inLanguage({ id, en });
