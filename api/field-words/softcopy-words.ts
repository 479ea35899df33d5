import { countText, type Bilingual } from '../../domain/language.ts';
import { mostBytes, mostPages, type RefusalOfFile } from '../../domain/softcopies/original.ts';
import { closedPdfWords } from './pdf-words.ts';

const megabytes = mostBytes / 1024 / 1024;

/** What whoever sends a PDF is told when it cannot be an original. */
export const fileRefusalWords: Readonly<Record<RefusalOfFile, Bilingual>> = {
  ...closedPdfWords,
  'not-pdf': { id: 'Berkas ini bukan PDF.', en: 'This file is not a PDF.' },
  truncated: {
    id: 'PDF ini terpotong. Salin atau unduh sekali lagi.',
    en: 'This PDF was cut off. Copy or download it once more.',
  },
  damaged: {
    id: 'PDF ini rusak. Simpan sekali lagi dari program asalnya.',
    en: 'This PDF is damaged. Save it once more from the program that made it.',
  },
  'too-large': {
    id: `PDF ini terlalu besar, paling besar ${megabytes} MB.`,
    en: `This PDF is too large, ${megabytes} MB at most.`,
  },
  'too-many-pages': {
    id: `PDF ini berisi terlalu banyak halaman, paling banyak ${countText(mostPages, 'id')}.`,
    en: `This PDF has too many pages, ${countText(mostPages, 'en')} at most.`,
  },
  'page-boxes': {
    id: 'Ada halaman PDF ini yang terlalu kecil untuk diberi tanda air.',
    en: 'A page of this PDF is too small for a watermark.',
  },
};

/** What is told of a file that a line names and nobody finds. */
export const missingFile: Bilingual = {
  id: 'PDF-nya tidak ditemukan. Periksa namanya dan foldernya (--pdfs).',
  en: 'Its PDF was not found. Check its name and its folder (--pdfs).',
};
