import type { Browser, System } from '../../domain/members/browser.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  confirmed: 'E-mail terkonfirmasi',
  unconfirmed: 'E-mail belum dikonfirmasi',
  email: 'E-mail',
  institution: 'Asal instansi',
  purpose: 'Pemanfaatan utama',
  since: 'Terdaftar sejak',
  confirm: 'Konfirmasi alamat e-mail',
  confirmWhy:
    'Softcopy diberikan setelah alamat e-mail Anda dikonfirmasi. Pendaftaran tanpa konfirmasi dihapus setelah 7 hari.',
  codeHow: 'Buka tautan dari surat di peramban ini, atau ketik kodenya di sini.',
  sendAgain: 'Kirim surat lagi',
  sentAgain: 'Surat baru sedang dikirim. Kode yang lama tidak berlaku lagi.',
  noMail:
    'Layanan ini belum mengirim e-mail, jadi tidak ada surat yang sampai kepada Anda. Alamat Anda dapat dikonfirmasi langsung di sini.',
  sessions: 'Tempat Anda masuk',
  thisOne: 'peramban ini',
  terminal: 'terminal ruang baca',
  where: (browser: string, system: string) => `${browser} di ${system}`,
  usedAt: (at: string) => `Terakhir dipakai ${at}`,
  startedAt: (at: string) => `masuk ${at}`,
  end: 'Keluarkan',
  endNamed: (where: string) => `Keluarkan ${where}`,
  remove: 'Hapus pendaftaran',
  removeWhy:
    'Data diri Anda dihapus saat itu juga dan semua peramban Anda keluar. Ini tidak dapat diurungkan.',
  removeQuestion: 'Hapus pendaftaran Anda?',
  removeYes: 'Ya, hapus',
  keep: 'Batal',
  deleted: 'Pendaftaran Anda sudah dihapus',
  deletedHow:
    'Data diri Anda tidak tersimpan lagi, dan semua peramban Anda sudah keluar. Anda dapat mendaftar lagi kapan saja.',
  failed: 'Akun Anda belum dapat dimuat.',
  stale: 'Halaman ini belum dapat diperbarui. Kami terus mencoba.',
  notRenewed: 'Halaman ini belum dapat diperbarui.',
  browsers: {
    chrome: 'Chrome',
    edge: 'Edge',
    firefox: 'Firefox',
    opera: 'Opera',
    safari: 'Safari',
    samsung: 'Samsung Internet',
    other: 'Peramban lain',
  } satisfies Record<Browser, string>,
  systems: {
    android: 'Android',
    ios: 'iPhone atau iPad',
    linux: 'Linux',
    macos: 'Mac',
    windows: 'Windows',
    other: 'perangkat lain',
  } satisfies Record<System, string>,
};

const en: typeof id = {
  confirmed: 'E-mail confirmed',
  unconfirmed: 'E-mail not confirmed yet',
  email: 'E-mail',
  institution: 'Institution',
  purpose: 'Main use',
  since: 'Registered since',
  confirm: 'Confirm your e-mail address',
  confirmWhy:
    'Softcopies are given out once your e-mail address is confirmed. A registration that is not confirmed is deleted after 7 days.',
  codeHow: 'Open the link of the mail in this browser, or type its code here.',
  sendAgain: 'Send the mail again',
  sentAgain: 'A new mail is on its way. The old code is no longer valid.',
  noMail:
    'This service does not send e-mail yet, so no mail will reach you. You can confirm your address right here.',
  sessions: 'Where you are signed in',
  thisOne: 'this browser',
  terminal: 'reading room terminal',
  where: (browser, system) => `${browser} on ${system}`,
  usedAt: (at) => `Last used ${at}`,
  startedAt: (at) => `signed in ${at}`,
  end: 'Sign out',
  endNamed: (where) => `Sign out ${where}`,
  remove: 'Delete the registration',
  removeWhy:
    'What you told us about yourself is deleted at once, and all your browsers are signed out. This cannot be undone.',
  removeQuestion: 'Delete your registration?',
  removeYes: 'Yes, delete it',
  keep: 'Cancel',
  deleted: 'Your registration is deleted',
  deletedHow:
    'What you told us about yourself is gone, and all your browsers are signed out. You can register again at any time.',
  failed: 'Your account could not be loaded yet.',
  stale: 'This page is not up to date: the service does not answer. We keep trying.',
  notRenewed: 'This page could not be brought up to date.',
  browsers: {
    chrome: 'Chrome',
    edge: 'Edge',
    firefox: 'Firefox',
    opera: 'Opera',
    safari: 'Safari',
    samsung: 'Samsung Internet',
    other: 'Another browser',
  },
  systems: {
    android: 'Android',
    ios: 'iPhone or iPad',
    linux: 'Linux',
    macos: 'Mac',
    windows: 'Windows',
    other: 'another device',
  },
};

/** The words of a member's own page. */
export const accountWords = (): typeof id => inLanguage({ id, en });
