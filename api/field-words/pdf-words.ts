import type { Bilingual } from '../../domain/language.ts';

/** What whoever sends a PDF is told when nobody may open it as it is: the same for an original and for an attachment. */
export const closedPdfWords = {
  password: {
    id: 'PDF ini meminta kata sandi. Simpan tanpa kata sandi untuk membuka.',
    en: 'This PDF asks for a password. Save it without a password to open it.',
  },
  active: {
    id: 'PDF ini berisi skrip, tindakan otomatis atau formulir XFA. Cetak ke PDF baru, lalu kirim itu.',
    en: 'This PDF holds scripts, automatic actions or an XFA form. Print it to a new PDF and send that one.',
  },
  attachments: {
    id: 'PDF ini memuat berkas lain. Cetak ke PDF baru, lalu kirim itu.',
    en: 'This PDF holds other files. Print it to a new PDF and send that one.',
  },
  'too-complex': {
    id: 'PDF ini terlalu rumit untuk dibaca. Cetak ke PDF baru, lalu kirim itu.',
    en: 'This PDF is too complex to read. Print it to a new PDF and send that one.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
