import { choice, field, number, text, yesNo } from './field-words.ts';

/** The words of the fields of a search. */
export const catalogueWords = {
  q: text('Kata yang dicari', 'What is looked for', 10_000, 'dalam angka 2024'),
  office: field(
    'Kode kantor',
    'The office’s code',
    'Tulis empat angka, misalnya 6500.',
    'Write four digits, such as 6500.',
  ),
  year: text('Tahun terbit', 'The year', 200, '2024'),
  subject: text('Subjek', 'The subject', 200, 'Kependudukan', 'Population'),
  region: text('Wilayah', 'The region', 200, 'Kabupaten Bulungan'),
  language: choice('Bahasa publikasi', 'The publication’s language', 'id', 'en'),
  softcopy: yesNo('Pilihan softcopy', 'The choice of softcopies'),
  printed: yesNo('Pilihan buku cetak', 'The choice of printed copies'),
  group: choice('Pengelompokan', 'The grouping', 'series', 'series'),
  page: number('Halaman', 'The page', { least: 1, most: 10_000, example: 1 }),
  perPage: number('Jumlah per halaman', 'The number on a page', { least: 1, most: 100, example: 20 }),
} as const;
