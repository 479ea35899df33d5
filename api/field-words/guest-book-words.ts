import type * as z from 'zod';
import {
  field,
  choice,
  text,
  number,
  yesNo,
  email,
  personName,
  type FieldWords,
  type WordsOf,
} from './field-words.ts';
import type { guestBook as guestBookSchema } from '../../wire/visitors/guest-books.ts';
import type { rating as ratingSchema } from '../../wire/ratings.ts';

/** The words of the guest book, which is sent alone, in a move and in a correction. */
export const guestBook: WordsOf<z.input<typeof guestBookSchema>> = {
  name: personName,
  email,
  institution: text(
    'Asal instansi',
    'The institution',
    150,
    'Universitas Borneo; tanpa instansi tulis Umum',
    'Universitas Borneo; without one write Umum',
  ),
  institutionCategory: choice(
    'Kategori instansi',
    'The kind of institution',
    'lembaga pendidikan',
    'education',
  ),
  gender: choice('Jenis kelamin', 'The sex', 'perempuan', 'female'),
  ageBand: choice('Umur', 'The age', '26–35 tahun', '26–35 years'),
  education: choice('Pendidikan', 'The education', 'SMA', 'high school'),
  occupation: choice('Pekerjaan', 'The occupation', 'pelajar atau mahasiswa', 'student'),
  occupationOther: text('Pekerjaan lainnya', 'The other occupation', 150, 'nelayan', 'fisher'),
  phone: field(
    'Nomor HP',
    'The phone number',
    'Tulis nomor lengkap, misalnya 0812-3456-7890.',
    'Write the whole number, such as 0812-3456-7890 or +65 6123 4567.',
  ),
  disability: field(
    'Penyandang disabilitas',
    'The choice about disability',
    'Pilih ya, tidak, atau tidak bersedia menjawab.',
    'Choose yes, no, or no answer.',
  ),
  purpose: choice(
    'Pemanfaatan hasil kunjungan',
    'The use of the visit',
    'tugas sekolah atau kuliah',
    'school work',
  ),
  purposeOther: text('Pemanfaatan lainnya', 'The other use', 150, 'lomba menulis', 'a writing contest'),
  services: field(
    'Jenis layanan',
    'The list of services',
    'Pilih sekurangnya satu, misalnya perpustakaan.',
    'Choose one at least, such as the library.',
  ),
  dataNeeded: text(
    'Data yang dibutuhkan',
    'The data needed',
    500,
    'jumlah penduduk Tarakan 2020–2025',
    'population of Tarakan 2020–2025',
  ),
  remember: yesNo('Pilihan simpan isian', 'The choice to keep these answers'),
  ratingMail: yesNo('Pilihan tautan penilaian', 'The choice of a link to the rating'),
  group: field(
    'Rombongan',
    'The group',
    'Hitung semua, sekurangnya 2 orang, misalnya 12 laki-laki dan 15 perempuan.',
    'Count everyone, two people at least, such as 12 men and 15 women.',
  ),
  male: number('Jumlah laki-laki', 'The number of men', { least: 0, most: 500, example: 12 }),
  female: number('Jumlah perempuan', 'The number of women', { least: 0, most: 500, example: 15 }),
  privacyNotice: text('Versi pemberitahuan privasi', 'The version of the privacy notice', 20, '1'),
};

const score = (id: string, en: string): FieldWords =>
  field(
    `Nilai ${id}`,
    `The score for ${en}`,
    'Pilih 1 sampai 4, atau kosongkan, misalnya 4.',
    'Choose 1 to 4, or leave it out, such as 4.',
  );

/** The words of a rating. */
export const rating: WordsOf<z.input<typeof ratingSchema>> = {
  overall: field(
    'Nilai kunjungan',
    'The score',
    'Pilih 1 sampai 5, atau kosongkan, misalnya 5.',
    'Choose 1 to 5, or leave it out, such as 5.',
  ),
  skm: field(
    'Penilaian rinci',
    'The list of detailed scores',
    'Pilih 1 sampai 4 untuk tiap butir, misalnya 4.',
    'Choose 1 to 4 for each, such as 4.',
  ),
  persyaratan: score('persyaratan', 'the requirements'),
  prosedur: score('prosedur', 'the procedure'),
  waktu: score('waktu', 'the time it took'),
  biaya: score('biaya', 'the cost'),
  produk: score('produk', 'the product'),
  kompetensi: score('kompetensi petugas', 'the officers’ skill'),
  perilaku: score('perilaku petugas', 'the officers’ manner'),
  sarana: score('sarana', 'the facilities'),
  pengaduan: score('penanganan pengaduan', 'how complaints are handled'),
  from: choice('Asal penilaian', 'Where the rating comes from', 'mail', 'mail'),
  comment: text('Saran', 'The comment', 500, 'ruang baca nyaman', 'a pleasant reading room'),
};
