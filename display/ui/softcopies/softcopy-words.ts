import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  title: 'Softcopy',
  listed: 'Permintaan softcopy',
  listedHint: (days: number) =>
    `Tercatat sampai ${days} hari setelah waktu unduhnya lewat; sesudahnya tidak diketahui lagi siapa yang meminta.`,
  about:
    'PDF bertanda air dengan nomor permintaan di setiap halaman. Gratis, dan dapat diunduh selama 24 jam.',
  ask: 'Minta softcopy',
  again: 'Minta lagi',
  register:
    'Daftar dahulu, tanpa persetujuan dan tanpa kata sandi. Setelah itu softcopy dapat langsung diminta.',
  toRegister: 'Daftar',
  toSignIn: 'Sudah terdaftar? Masuk',
  confirm: 'Konfirmasi dahulu alamat e-mail Anda. Setelah itu softcopy dapat langsung diminta.',
  toConfirm: 'Konfirmasi alamat e-mail',
  state: {
    requested: 'Diterima',
    preparing: 'Disiapkan',
    ready: 'Siap diunduh',
    downloaded: 'Sudah diunduh',
    expired: 'Kedaluwarsa',
    failed: 'Belum dapat dibuat',
    cancelled: 'Dibatalkan',
  } satisfies Record<SoftcopyView['state'], string>,
  explain: {
    requested: 'Permintaan Anda sedang menunggu giliran.',
    preparing: 'Tanda air sedang ditambahkan pada setiap halaman.',
    ready: '',
    downloaded: 'Dapat diunduh lagi selama tautannya berlaku.',
    expired: 'Waktu unduh sudah lewat.',
    failed: 'Softcopy ini belum dapat dibuat. Silakan coba lagi atau hubungi petugas.',
    cancelled: 'Permintaan ini dibatalkan.',
  } satisfies Record<SoftcopyView['state'], string>,
  number: 'Nomor permintaan',
  until: (time: string) => `Berlaku sampai ${time}`,
  download: (size: string) => `Unduh PDF (${size})`,
  cancel: 'Batalkan',
  progress: (percent: string) => `Disiapkan ${percent} %`,
  listFailed: 'Permintaan Anda belum dapat ditampilkan. Kami terus mencoba.',
  listRefused: 'Permintaan Anda belum dapat ditampilkan.',
  listStale: 'Daftar ini belum dapat diperbarui. Permintaan Anda tetap tercatat, dan kami terus mencoba.',
  listNotRenewed: 'Daftar ini belum dapat diperbarui. Permintaan Anda tetap tercatat.',
  stale: 'Keadaan permintaan belum dapat diperbarui. Permintaan Anda tetap tercatat, dan kami terus mencoba.',
};

const en: typeof id = {
  title: 'Softcopy',
  listed: 'Softcopy requests',
  listedHint: (days) =>
    `Kept until ${days} days after the time to download; from then on nobody knows who asked.`,
  about:
    'A PDF with a watermark and the request’s number on every page. Free, to be downloaded within 24 hours.',
  ask: 'Ask for the softcopy',
  again: 'Ask again',
  register:
    'Please register first; there is no approval and no password. The softcopy can be asked for at once.',
  toRegister: 'Register',
  toSignIn: 'Registered already? Sign in',
  confirm: 'Please confirm your e-mail address first. Then the softcopy can be asked for at once.',
  toConfirm: 'Confirm the address',
  state: {
    requested: 'Received',
    preparing: 'Being prepared',
    ready: 'Ready to download',
    downloaded: 'Downloaded',
    expired: 'Expired',
    failed: 'Could not be made',
    cancelled: 'Cancelled',
  },
  explain: {
    requested: 'Your request waits for its turn.',
    preparing: 'Every page is getting its watermark.',
    ready: '',
    downloaded: 'It can be downloaded again while the link is valid.',
    expired: 'The time to download it is over.',
    failed: 'This softcopy could not be made. Please try again or ask the staff.',
    cancelled: 'This request was cancelled.',
  },
  number: 'Request number',
  until: (time) => `Valid until ${time}`,
  download: (size) => `Download the PDF (${size})`,
  cancel: 'Cancel',
  progress: (percent) => `Prepared ${percent} %`,
  listFailed: 'Your requests cannot be shown yet. We keep trying.',
  listRefused: 'Your requests cannot be shown yet.',
  listStale:
    'This list is not up to date: the service does not answer. Your requests are kept, and we keep trying.',
  listNotRenewed: 'This list could not be brought up to date. Your requests are kept.',
  stale: 'This is not up to date: the service does not answer. Your request is kept, and we keep trying.',
};

/** The words of the request for a copy. */
export const softcopyWords = (): typeof id => inLanguage({ id, en });
