import { countText } from '../../domain/language.ts';
import type { Grade } from '../../domain/ratings/skm.ts';
import { countWords, gradeWords } from '../../domain/ratings/words.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Lembar publikasi IKM',
  supervision: 'Pengawasan',
  noAccess: 'Halaman ini untuk supervisor.',
  from: 'Dari',
  to: 'Sampai',
  show: 'Tampilkan',
  print: 'Cetak',
  badPeriod: 'Tanggal akhir mendahului tanggal awal.',
  head: 'Indeks Kepuasan Masyarakat (IKM)',
  value: 'Nilai IKM',
  grade: (grade: Grade) => `Mutu pelayanan ${grade}`,
  performance: gradeWords.id,
  tooFew: (n: number): string => countWords.id.tooFew(countText(n, 'id')),
  tooFewHint: (minimum: number) =>
    `Nilai dan mutu diterbitkan bila setiap unsur dijawab sedikitnya ${countText(minimum, 'id')} responden.`,
  service: 'Nama layanan',
  period: 'Periode survei',
  respondents: 'Responden',
  people: (n: string): string => countWords.id.respondents(n),
  gender: 'Jenis kelamin',
  ageBand: 'Umur',
  education: 'Pendidikan',
  occupation: 'Pekerjaan',
  elements: 'Nilai sembilan unsur pelayanan',
  element: 'Unsur',
  n: 'n',
  nrr: 'NRR',
  weighted: 'NRR tertimbang',
  sum: 'IKM = 25 × jumlah NRR tertimbang (bobot 1/9)',
  priorities: 'Prioritas perbaikan',
  prioritiesHint: 'Unsur dengan nilai terendah.',
  scale: 'Nilai mutu',
  thanks:
    'Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda sangat bermanfaat untuk kemajuan unit kami agar terus memperbaiki dan meningkatkan kualitas pelayanan bagi masyarakat.',
  basis: (at: string) => `Menurut PermenPANRB Nomor 14 Tahun 2017. Data per ${at}.`,
};

const en: typeof id = {
  title: 'Publication sheet of the index',
  supervision: 'Supervision',
  noAccess: 'This page is for supervisors.',
  from: 'From',
  to: 'To',
  show: 'Show',
  print: 'Print',
  badPeriod: 'The last day comes before the first.',
  head: 'Public Satisfaction Index (IKM)',
  value: 'Index value',
  grade: (grade) => `Service quality ${grade}`,
  performance: gradeWords.en,
  tooFew: (n) => countWords.en.tooFew(countText(n, 'en')),
  tooFewHint: (minimum) =>
    `Value and grade are published once every element has ${countText(minimum, 'en')} answers or more.`,
  service: 'Service',
  period: 'Period of the survey',
  respondents: 'Respondents',
  people: (n) => countWords.en.respondents(n),
  gender: 'Sex',
  ageBand: 'Age',
  education: 'Education',
  occupation: 'Occupation',
  elements: 'The nine elements of the service',
  element: 'Element',
  n: 'n',
  nrr: 'Mean',
  weighted: 'Weighted mean',
  sum: 'Index = 25 × sum of weighted means (weight 1/9)',
  priorities: 'To be improved first',
  prioritiesHint: 'The elements with the lowest means.',
  scale: 'Grades',
  thanks:
    'Thank you for your rating. Your answers help our unit to keep improving the quality of its service to the public.',
  basis: (at) => `By PermenPANRB No. 14 of 2017. Data as of ${at}.`,
};

/** The words of the publication sheet. */
export const sheetWords = (): typeof id => inLanguage({ id, en });
