import type { Language } from '../language.ts';
import type { AgeBand, Gender, InstitutionCategory, Occupation, Purpose, ServiceKind } from './guest-book.ts';

const id = {
  institutionCategory: {
    1: 'Lembaga Negara',
    2: 'Kementerian & Lembaga Pemerintah',
    3: 'TNI/POLRI/BIN/Kejaksaan',
    4: 'Pemerintah Daerah',
    5: 'Lembaga Internasional',
    6: 'Lembaga Penelitian & Pendidikan',
    7: 'BUMN/BUMD',
    8: 'Swasta',
    9: 'Lainnya',
  } satisfies Record<InstitutionCategory, string>,
  gender: { L: 'Laki-laki', P: 'Perempuan' } satisfies Record<Gender, string>,
  ageBand: {
    1: 'Di bawah 17',
    2: '17–25',
    3: '26–34',
    4: '35–44',
    5: '45–54',
    6: '55–65',
    7: 'Di atas 65',
  } satisfies Record<AgeBand, string>,
  education: { 1: '≤ SLTA/Sederajat', 2: 'D1/D2/D3', 3: 'D4/S1', 4: 'S2', 5: 'S3' },
  occupation: {
    1: 'Pelajar/Mahasiswa',
    2: 'Peneliti/Dosen',
    3: 'ASN/TNI/Polri',
    4: 'Pegawai BUMN/BUMD',
    5: 'Pegawai Swasta',
    6: 'Wiraswasta',
    7: 'Lainnya',
  } satisfies Record<Occupation, string>,
  purpose: {
    1: 'Tugas Sekolah/Tugas Kuliah',
    2: 'Pemerintahan',
    3: 'Komersial',
    4: 'Penelitian',
    5: 'Lainnya',
  } satisfies Record<Purpose, string>,
  serviceKind: {
    1: 'Perpustakaan',
    2: 'Pembelian publikasi',
    4: 'Data mikro/peta',
    8: 'Akses produk di website',
    16: 'Konsultasi',
    32: 'Rekomendasi',
  } satisfies Record<ServiceKind, string>,
  noAnswer: 'Tidak ingin menjawab',
};

const en: typeof id = {
  institutionCategory: {
    1: 'State institution',
    2: 'Ministry or government agency',
    3: 'Armed forces, police, intelligence, prosecution',
    4: 'Regional government',
    5: 'International organisation',
    6: 'Research and education',
    7: 'State-owned enterprise',
    8: 'Private sector',
    9: 'Other',
  },
  gender: { L: 'Male', P: 'Female' },
  ageBand: { 1: 'Under 17', 2: '17–25', 3: '26–34', 4: '35–44', 5: '45–54', 6: '55–65', 7: 'Over 65' },
  education: {
    1: 'Up to senior high school',
    2: 'Diploma (D1–D3)',
    3: 'Bachelor (D4/S1)',
    4: 'Master (S2)',
    5: 'Doctorate (S3)',
  },
  occupation: {
    1: 'Pupil or student',
    2: 'Researcher or lecturer',
    3: 'Civil servant, armed forces, police',
    4: 'Employee of a state-owned enterprise',
    5: 'Private employee',
    6: 'Self-employed',
    7: 'Other',
  },
  purpose: { 1: 'School or university work', 2: 'Government', 3: 'Commercial', 4: 'Research', 5: 'Other' },
  serviceKind: {
    1: 'Library',
    2: 'Buying publications',
    4: 'Microdata or maps',
    8: 'Products on the website',
    16: 'Consultation',
    32: 'Recommendation',
  },
  noAnswer: 'Prefer not to answer',
};

/** The answers of the guest book in words. A code without a word in both languages does not compile. */
export const guestBookWords: Readonly<Record<Language, typeof id>> = { id, en };
