import {
  attachmentLimits,
  type RefusalOfAttachment,
  unknownKindWords,
} from '../../domain/complaints/attachments.ts';
import { countText, type Bilingual } from '../../domain/language.ts';
import { closedPdfWords } from './pdf-words.ts';

const { mostBytes, mostPages } = attachmentLimits;
const megabytes = mostBytes / 1024 / 1024;

/** What whoever sends a file is told when it cannot be attached. */
export const attachmentRefusalWords: Readonly<Record<RefusalOfAttachment, Bilingual>> = {
  ...closedPdfWords,
  'unknown-kind': unknownKindWords,
  'not-pdf': {
    id: 'PDF ini tidak dapat dibaca. Simpan sekali lagi dari program asalnya.',
    en: 'This PDF cannot be read. Save it once more from the program that made it.',
  },
  truncated: {
    id: 'Berkas ini terpotong. Salin atau unduh sekali lagi.',
    en: 'This file was cut off. Copy or download it once more.',
  },
  damaged: {
    id: 'Berkas ini rusak. Simpan sekali lagi dari program asalnya, atau kirim tangkapan layarnya.',
    en: 'This file is damaged. Save it once more from the program that made it, or send a screenshot of it.',
  },
  animated: {
    id: 'Gambar bergerak tidak dapat dilampirkan. Kirim tangkapan layarnya.',
    en: 'A moving picture cannot be attached. Send a screenshot of it.',
  },
  'too-many-pixels': {
    id: 'Gambar ini terlalu besar untuk dibuka. Perkecil, atau kirim tangkapan layarnya.',
    en: 'This picture is too large to be opened. Make it smaller, or send a screenshot of it.',
  },
  'too-large': {
    id: `Berkas ini terlalu besar, paling besar ${megabytes} MB.`,
    en: `This file is too large, ${megabytes} MB at most.`,
  },
  'too-many-pages': {
    id: `PDF ini berisi terlalu banyak halaman, paling banyak ${countText(mostPages, 'id')}.`,
    en: `This PDF has too many pages, ${countText(mostPages, 'en')} at most.`,
  },
};
