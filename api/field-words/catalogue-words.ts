import { countText } from '../../domain/language.ts';
import {
  mostLines,
  mostLinesOfTerm,
  mostTermCharacters,
  mostTerms,
  mostTermWords,
} from '../../domain/catalogue/search/synonyms.ts';
import { choice, date, field, number, text, yesNo } from './field-words.ts';

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

/** The words of the request for what stands on the shelf. */
export const shelfWords = {
  label: field(
    'Isi label rak',
    'What the label says',
    'Pindai labelnya atau tulis dua belas angkanya, misalnya 290000000425.',
    'Scan the label or write its twelve digits, such as 290000000425.',
  ),
  publication: field(
    'Publikasi',
    'The publication',
    'Tulis id publikasi, misalnya 0b6d2c1e-4f0a-4c57-9a55-3f1f1a1a7c10.',
    'Write the publication’s id, such as 0b6d2c1e-4f0a-4c57-9a55-3f1f1a1a7c10.',
  ),
} as const;

/** The words of the groups of synonyms. */
export const synonymWords = field(
  'Kelompok istilah',
  'The group of terms',
  `Tulis 2 sampai ${mostTerms} istilah yang berbeda, masing-masing paling panjang ${mostTermCharacters} huruf dan ${mostTermWords} kata, misalnya PDRB, produk domestik regional bruto; satu istilah paling banyak dalam ${mostLinesOfTerm} kelompok, semuanya paling banyak ${countText(mostLines, 'id')} kelompok.`,
  `Write 2 to ${mostTerms} different terms of ${mostTermCharacters} letters and ${mostTermWords} words at most, such as PDRB, produk domestik regional bruto; a term in ${mostLinesOfTerm} groups at most, ${countText(mostLines, 'en')} groups in all.`,
);

/** The words of the request for labels. */
export const labelWords = {
  shelf: text('Rak', 'The shelf', 100, 'Rak 3, baris 2', 'shelf 3, row 2'),
  since: date('Tanggal masuk', 'The day they came'),
  page: catalogueWords.page,
} as const;

/** The words of the request for a citation. */
export const citationWords = { format: choice('Format sitasi', 'The format', 'ris', 'ris') } as const;

const bookNumber = (id: string, en: string, example: string) =>
  field(
    id,
    en,
    `Tulis nomornya seperti tercetak, misalnya ${example}.`,
    `Write the number as it is printed, such as ${example}.`,
  );

/** The words of the columns of a collection's file. */
export const publicationWords = {
  catalogue_number: bookNumber('Nomor katalog', 'The catalogue number', '1102001.6502'),
  publication_number: bookNumber('Nomor publikasi', 'The publication number', '65020.2401'),
  title: text('Judul', 'The title', 500, 'Kabupaten Bulungan Dalam Angka 2024'),
  title_en: text('Judul bahasa Inggris', 'The title in English', 500, 'Bulungan Regency in Figures 2024'),
  year: number('Tahun', 'The year', { least: 1900, most: 2100, example: 2024 }),
  issn: bookNumber('Nomor ISSN', 'The ISSN', '2089-1563'),
  isbn: bookNumber('Nomor ISBN', 'The ISBN', '978-0-306-40615-7'),
  abstract: text(
    'Abstrak',
    'The abstract',
    10_000,
    'data kemiskinan menurut kecamatan',
    'poverty by district',
  ),
  language: choice('Bahasa publikasi', 'The publication’s language', 'id', 'en'),
  region: text('Wilayah', 'The region', 200, 'Kabupaten Bulungan'),
  subject: text('Subjek', 'The subject', 200, 'Kependudukan', 'Population'),
  pages: number('Jumlah halaman', 'The number of pages', { least: 1, most: 100_000, example: 120 }),
  publisher: text('Penerbit', 'The publisher', 200, 'BPS Kabupaten Bulungan'),
  frequency: text('Frekuensi terbit', 'The frequency', 60, 'Tahunan', 'annual'),
  release_date: date('Tanggal rilis', 'The release date'),
  shelf: text('Tempat di rak', 'The place on the shelf', 100, 'Rak 3, baris 2', 'shelf 3, row 2'),
  copies: number('Jumlah eksemplar', 'The number of copies', { least: 0, most: 10_000, example: 2 }),
  rights: text(
    'Hak cipta',
    'The rights',
    2_000,
    'dilarang menggandakan untuk dijual',
    'not to be copied for sale',
  ),
  pdf: text('Nama berkas PDF', 'The name of the PDF', 255, '65000.2401.pdf'),
} as const;
