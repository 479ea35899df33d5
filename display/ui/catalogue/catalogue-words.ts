import type { PublicationLanguage } from '../../../domain/catalogue/publication.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  library: 'Pustaka',
  readHere: 'Baca di tempat',
  softcopy: 'Softcopy',
  notPrinted: 'Tidak ada cetakan',
  sample: 'Contoh',
  catalogueNumber: 'Katalog',
  publicationNumber: 'No. publikasi',
  language: { id: 'Indonesia', en: 'Inggris', 'id-en': 'Indonesia dan Inggris' } satisfies Record<
    PublicationLanguage,
    string
  >,
  pages: (n: string) => `${n} halaman`,
  editions: (n: number) => `${n} edisi`,
  shelfLabels: 'Label rak',
  loading: 'Memuat …',
};

const en: typeof id = {
  library: 'Library',
  readHere: 'Read here',
  softcopy: 'Softcopy',
  notPrinted: 'No printed copy',
  sample: 'Sample',
  catalogueNumber: 'Catalogue',
  publicationNumber: 'Publication no.',
  language: { id: 'Indonesian', en: 'English', 'id-en': 'Indonesian and English' },
  pages: (n) => `${n} pages`,
  editions: (n) => `${n} editions`,
  shelfLabels: 'Shelf labels',
  loading: 'Loading …',
};

/** What the search and the page of a publication both say. */
export const catalogueWords = (): typeof id => inLanguage({ id, en });
