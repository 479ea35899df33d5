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
  'collection-busy': {
    status: 409,
    title: {
      id: 'Koleksi sedang diubah oleh impor lain. Coba lagi sebentar lagi.',
      en: 'Another import is changing the collection. Try again in a moment.',
    },
  },
  'import-running': {
    status: 409,
    title: {
      id: 'Impor koleksi kantor ini sedang berjalan.',
      en: "An import of this office's collection is under way.",
    },
  },
  'import-off': {
    status: 409,
    title: {
      id: 'Impor dari WebAPI tidak diatur untuk kantor ini.',
      en: 'Imports from the WebAPI are not set up for this office.',
    },
  },
  'report-unfinished': {
    status: 503,
    title: {
      id: 'Berkas ini tidak selesai disusun. Pilih periode yang lebih pendek, atau coba lagi nanti.',
      en: 'This file could not be finished. Choose a shorter period, or try again later.',
    },
  },
  'complaint-changed': {
    status: 409,
    title: { id: 'Pengaduan ini sudah berubah.', en: 'The complaint has changed.' },
  },
  'reopened-before': {
    status: 409,
    title: {
      id: 'Pengaduan ini sudah pernah dibuka kembali. Silakan buat pengaduan baru.',
      en: 'This complaint was reopened before. Please make a new one.',
    },
  },
  'reopened-late': {
    status: 409,
    title: {
      id: 'Sudah lebih dari 30 hari sejak pengaduan ini selesai. Silakan buat pengaduan baru.',
      en: 'This complaint ended more than 30 days ago. Please make a new one.',
    },
  },
  'too-many-messages': {
    status: 409,
    title: {
      id: 'Pesan Anda sudah banyak. Silakan tunggu tanggapan kami.',
      en: 'You have written a lot already. Please wait for our reply.',
    },
  },
  'attachment-refused': {
    status: 422,
    title: { id: 'Berkas ini tidak dapat dilampirkan.', en: 'This file cannot be attached.' },
  },
  'attachment-unreadable': {
    status: 410,
    title: { id: 'Lampiran ini tidak dapat dibuka lagi.', en: 'This attachment can no longer be opened.' },
  },
  'too-many-attachments': {
    status: 409,
    title: {
      id: 'Lampiran sudah cukup banyak: paling banyak 5 untuk setiap pesan dan 30 untuk setiap pengaduan.',
      en: 'There are enough attachments: 5 at most for each message, and 30 for each complaint.',
    },
  },
  'no-room': {
    status: 503,
    title: {
      id: 'Tempat untuk lampiran sedang penuh. Silakan coba lagi nanti.',
      en: 'There is no room for attachments now. Please try again later.',
    },
  },
  'already-exists': { status: 409, title: { id: 'Sudah ada.', en: 'This exists already.' } },
  'invalid-request': {
    status: 400,
    title: { id: 'Isian tidak sesuai.', en: 'The request is not valid.' },
  },
  'not-signed-in': { status: 401, title: { id: 'Silakan masuk dahulu.', en: 'Please sign in first.' } },
  'registration-needed': {
    status: 401,
    title: {
      id: 'Silakan daftar dahulu untuk mencari pustaka di kantor ini.',
      en: 'Please register first to search the library of this office.',
    },
  },
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
  'not-confirmed': {
    status: 403,
    title: {
      id: 'Konfirmasi dahulu alamat e-mail Anda.',
      en: 'Please confirm your e-mail address first.',
    },
  },
  'no-softcopy': {
    status: 409,
    title: { id: 'Publikasi ini tidak memiliki softcopy.', en: 'This publication has no softcopy.' },
  },
  'pdf-refused': {
    status: 422,
    title: { id: 'PDF ini tidak dapat dipakai.', en: 'This PDF cannot be used.' },
  },
  'pdfs-waiting': {
    status: 503,
    title: {
      id: 'Beberapa PDF lain sedang diterima dan diperiksa. Coba lagi sebentar lagi.',
      en: 'Other PDFs are being received and looked at. Try again in a moment.',
    },
  },
  'too-many-softcopies': {
    status: 429,
    title: {
      id: 'Terlalu banyak permintaan softcopy. Silakan coba lagi nanti.',
      en: 'Too many requests for softcopies. Please try again later.',
    },
  },
  'rating-by-staff': {
    status: 403,
    title: {
      id: 'Penilaian diberikan oleh pengunjung sendiri. Keluar dahulu dari akun petugas di peramban ini.',
      en: 'Visitors give their rating themselves. Sign out of the staff account in this browser first.',
    },
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
  'other-browser': {
    status: 403,
    title: {
      id: 'Tautan ini hanya berlaku di peramban yang memintanya. Ketik kode dari surat di sana.',
      en: 'This link is good only in the browser that asked for it. Type the code of the mail there.',
    },
  },
  'too-slow': {
    status: 408,
    title: {
      id: 'Berkas tersendat dan tidak sampai. Coba lagi dengan sambungan yang lebih lancar.',
      en: 'The file got stuck on its way. Try again on a better line.',
    },
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
