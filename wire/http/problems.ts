import type { Bilingual } from '../../domain/language.ts';
import type { Refusal } from '../../domain/visits/refusals.ts';

interface Wording {
  readonly status: number;
  readonly title: Bilingual;
}

const visitRefusals: Readonly<Record<Refusal, Wording>> = {
  'revision-conflict': {
    status: 409,
    title: { id: 'Kunjungan ini sudah berubah.', en: 'The visit has changed.' },
  },
  'move-not-allowed': {
    status: 409,
    title: { id: 'Langkah ini tidak dapat dilakukan sekarang.', en: 'This step is not possible now.' },
  },
  'counter-busy': {
    status: 409,
    title: { id: 'Loket ini masih memanggil nomor lain.', en: 'Another number is ringing at this counter.' },
  },
  'locker-taken': {
    status: 409,
    title: { id: 'Loker ini tidak tersedia.', en: 'This locker is not available.' },
  },
  'id-still-held': {
    status: 409,
    title: {
      id: 'Masih ada kartu identitas yang belum dikembalikan.',
      en: 'The ID card has not been returned yet.',
    },
  },
  'too-late': {
    status: 503,
    title: { id: 'Perintah ini terlambat. Silakan coba lagi.', en: 'This came too late. Please try again.' },
  },
};

const otherProblems = {
  'setting-changed': {
    status: 409,
    title: {
      id: 'Sudah diubah orang lain. Muat ulang, lalu ubah lagi.',
      en: 'Somebody else has changed this. Load it again, then change it.',
    },
  },
  'in-use': {
    status: 409,
    title: {
      id: 'Masih dipakai, jadi belum dapat dihapus.',
      en: 'This is still in use and cannot be removed.',
    },
  },
  'already-exists': { status: 409, title: { id: 'Sudah ada.', en: 'This exists already.' } },
  'invalid-request': {
    status: 400,
    title: { id: 'Isian tidak sesuai.', en: 'The request is not valid.' },
  },
  'not-signed-in': { status: 401, title: { id: 'Silakan masuk dahulu.', en: 'Please sign in first.' } },
  'wrong-credentials': {
    status: 401,
    title: { id: 'Nama pengguna atau kata sandi salah.', en: 'Wrong user name or password.' },
  },
  'wrong-password': {
    status: 401,
    title: { id: 'Kata sandi sekarang salah.', en: 'The current password is wrong.' },
  },
  'wrong-code': {
    status: 401,
    title: { id: 'Kode salah atau sudah kedaluwarsa.', en: 'The code is wrong or has run out.' },
  },
  forbidden: {
    status: 403,
    title: { id: 'Anda tidak berwenang melakukan ini.', en: 'You may not do this.' },
  },
  'not-found': { status: 404, title: { id: 'Tidak ditemukan.', en: 'Not found.' } },
  'method-not-allowed': {
    status: 405,
    title: { id: 'Metode ini tidak didukung di sini.', en: 'This method is not supported here.' },
  },
  'office-closed': { status: 409, title: { id: 'Layanan tutup.', en: 'The office is closed.' } },
  'visit-over': {
    status: 410,
    title: { id: 'Halaman ini sudah berakhir.', en: 'This page has ended.' },
  },
  'link-over': {
    status: 410,
    title: { id: 'Tautan ini sudah tidak berlaku.', en: 'This link is no longer valid.' },
  },
  'body-too-large': { status: 413, title: { id: 'Kiriman terlalu besar.', en: 'The request is too large.' } },
  'unsupported-media-type': {
    status: 415,
    title: { id: 'Kirim sebagai application/json.', en: 'Send application/json.' },
  },
  'key-reused': {
    status: 422,
    title: {
      id: 'Idempotency-Key sudah dipakai untuk permintaan lain.',
      en: 'The Idempotency-Key was used for another request.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: {
      id: 'Terlalu banyak permintaan. Silakan tunggu sebentar.',
      en: 'Too many requests. Please wait.',
    },
  },
  'internal-error': {
    status: 500,
    title: { id: 'Terjadi kesalahan pada layanan.', en: 'Something went wrong in the service.' },
  },
  'engine-unavailable': {
    status: 503,
    title: {
      id: 'Layanan sedang terganggu. Silakan coba lagi.',
      en: 'The service is interrupted. Please try again.',
    },
  },
  'database-unavailable': {
    status: 503,
    title: {
      id: 'Layanan sedang terganggu. Silakan coba lagi.',
      en: 'The service is interrupted. Please try again.',
    },
  },
} as const satisfies Record<string, Wording>;

/** Every problem with its status and title. Its type is `/problems/<name>`. */
export const problems = { ...visitRefusals, ...otherProblems };
export type ProblemName = keyof typeof problems;
