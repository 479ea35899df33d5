import { readAnswerCounts, type AnswerCount } from '../../../db/reports/guest-book-counts.ts';
import { skdChannels, type skdColumns } from '../../../domain/supervision/skd.ts';
import {
  ageBands,
  educations,
  genders,
  institutionCategories,
  occupations,
  purposes,
  serviceKinds,
} from '../../../domain/visitors/guest-book.ts';
import { guestBookWords } from '../../../domain/visitors/guest-book-words.ts';
import type { Cell } from '../../../wire/supervision/report-tables.ts';
import type { Content, Reading } from './reading.ts';

/** The fields of the survey's file, their names and codes in words, in its order. */
const answered: readonly {
  readonly field: keyof typeof skdColumns;
  readonly title: string;
  readonly codes: readonly (string | number)[];
  readonly words: Readonly<Record<string, string>>;
}[] = [
  { field: 'jenis_kelamin', title: 'Jenis kelamin', codes: genders, words: guestBookWords.id.gender },
  { field: 'umur', title: 'Umur', codes: ageBands, words: guestBookWords.id.ageBand },
  { field: 'disabilitas', title: 'Penyandang disabilitas', codes: [1, 2], words: { 1: 'Ya', 2: 'Tidak' } },
  { field: 'pendidikan', title: 'Pendidikan', codes: educations, words: guestBookWords.id.education },
  { field: 'pekerjaan', title: 'Pekerjaan utama', codes: occupations, words: guestBookWords.id.occupation },
  {
    field: 'kategori_instansi',
    title: 'Kategori instansi',
    codes: institutionCategories,
    words: guestBookWords.id.institutionCategory,
  },
  { field: 'pemanfaatan', title: 'Pemanfaatan', codes: purposes, words: guestBookWords.id.purpose },
  {
    field: 'sarana',
    title: 'Sarana',
    codes: skdChannels.map((_channel, index) => index + 1),
    words: { 1: 'Datang langsung', 2: 'PST daring' },
  },
  { field: 'layanan', title: 'Jenis layanan', codes: serviceKinds, words: guestBookWords.id.serviceKind },
];

/** How often each answer of the guest book was given. */
export function guestBookSheet({ trx, office, origin }: Reading): Content {
  const fieldTitles = Object.fromEntries(answered.map(({ field, title }) => [field, title]));
  async function* rows(): AsyncGenerator<readonly Cell[][]> {
    const counts = await readAnswerCounts(trx, { ...origin, office });
    yield answerRows(counts);
  }
  return {
    columns: [
      { kind: 'word', head: 'isian', title: 'Isian', words: fieldTitles, isGroup: true },
      { kind: 'text', head: 'kode', title: 'Kode SKD' },
      { kind: 'text', head: 'jawaban', title: 'Jawaban' },
      { kind: 'count', head: 'n', title: 'n' },
    ],
    rows: rows(),
    notes: [
      'Buku tamu dan pendaftaran daring, yang hanya mengisi kategori instansi dan pemanfaatan. Satu pengguna dapat memilih beberapa jenis layanan.',
    ],
  };
}

/** A row for every code, and one for those who did not want to answer where there are some. */
function answerRows(counts: readonly AnswerCount[]): Cell[][] {
  return answered.flatMap(({ field, codes, words }) => {
    const countOf = (code: string | null): number =>
      counts.find((count) => count.field === field && count.code === code)?.n ?? 0;
    const rows: Cell[][] = codes.map((code) => {
      const text = String(code);
      return [field, text, words[code] ?? '', countOf(text)];
    });
    const silent = countOf(null);
    if (silent > 0) rows.push([field, null, guestBookWords.id.noAnswer, silent]);
    return rows;
  });
}
