import { readSkmIn } from '../../../db/ratings/skm.ts';
import { gradeWords } from '../../../domain/ratings/words.ts';
import { skmElementWords } from '../../../domain/supervision/report-words.ts';
import { guestBookWords } from '../../../domain/visitors/guest-book-words.ts';
import type { SkmReport } from '../../../wire/ratings.ts';
import type { Cell } from '../../../wire/supervision/report-tables.ts';
import type { Content, Reading } from './reading.ts';

/** Respondents are told by these answers of their guest books. */
export const respondentGroups = ['gender', 'ageBand', 'education', 'occupation'] as const;
export type RespondentGroup = (typeof respondentGroups)[number];

/** What the answers are called on the sheet. */
export const groupTitles: Readonly<Record<RespondentGroup, string>> = {
  gender: 'Jenis kelamin',
  ageBand: 'Umur',
  education: 'Pendidikan',
  occupation: 'Pekerjaan',
};

/** How many respondents gave each answer, in words; answers that nobody gave are left out. */
export function respondentsBy(report: SkmReport, group: RespondentGroup): { answer: string; n: number }[] {
  const words: Readonly<Record<string, string>> = guestBookWords.id[group];
  return report.by[group]
    .filter(({ n }) => n > 0)
    .map(({ code, n }) => ({
      answer: (code === null ? null : words[code]) ?? guestBookWords.id.noAnswer,
      n,
    }));
}

/** What is said in place of an index that too few have answered for. */
export const tooFewText = ({ n, minimum }: SkmReport): string =>
  `Responden belum cukup (n = ${n}, sedikitnya ${minimum} untuk setiap unsur)`;

/** The satisfaction survey as it is published, line by line: the index, its elements and who answered. */
export async function skmSheet({ trx, office, origin }: Reading): Promise<Content> {
  const report = await readSkmIn(trx, { ...origin, office });
  if (!report) throw new Error('the office is gone');
  return {
    columns: [
      {
        kind: 'word',
        head: 'bagian',
        title: 'Bagian',
        words: { index: 'Indeks', elements: 'Unsur', respondents: 'Responden', ...groupTitles },
        isGroup: true,
      },
      { kind: 'text', head: 'uraian', title: 'Uraian' },
      { kind: 'count', head: 'n', title: 'n' },
      { kind: 'score', head: 'nrr', title: 'NRR' },
      { kind: 'score', head: 'nrr_tertimbang', title: 'NRR tertimbang' },
      { kind: 'index', head: 'ikm', title: 'IKM' },
      { kind: 'text', head: 'keterangan', title: 'Keterangan' },
    ],
    rows: [rowsOf(report)],
    notes: ['Menurut PermenPANRB Nomor 14 Tahun 2017: IKM = 25 × jumlah NRR tertimbang (bobot 1/9).'],
  };
}

function rowsOf(report: SkmReport): Cell[][] {
  const { elements, priorities, n, index, grade } = report;
  const ofElements = elements.map(({ element, n: answers, nrr, weighted }): Cell[] => {
    const place = priorities.indexOf(element) + 1;
    const told = place === 0 ? null : `Prioritas perbaikan ${place}`;
    return ['elements', skmElementWords.id[element], answers, nrr, weighted, null, told];
  });
  const ofRespondents = respondentGroups.flatMap((group) =>
    respondentsBy(report, group).map(({ answer, n: people }): Cell[] => [
      group,
      answer,
      people,
      null,
      null,
      null,
      null,
    ]),
  );
  const published: Cell[] =
    grade === null
      ? [null, tooFewText(report)]
      : [index, `Mutu pelayanan ${grade}, kinerja ${gradeWords.id[grade].toLowerCase()}`];
  return [
    ['index', 'Indeks Kepuasan Masyarakat', n, null, null, ...published],
    ...ofElements,
    ['respondents', 'Yang menjawab sedikitnya satu unsur', report.respondents, null, null, null, null],
    ...ofRespondents,
  ];
}
