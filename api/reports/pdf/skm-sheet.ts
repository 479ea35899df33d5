import { gradeRanges, grades } from '../../../domain/ratings/skm.ts';
import { countWords, gradeWords } from '../../../domain/ratings/words.ts';
import { localDayOf } from '../../../domain/offices/calendar.ts';
import { skmElementWords } from '../../../domain/supervision/report-words.ts';
import type { SkmReport } from '../../../wire/ratings.ts';
import { dayText, numberText, printable } from '../file-words.ts';
import type { Origin, Sink } from '../sheet.ts';
import { groupTitles, respondentGroups, respondentsBy, tooFewText } from '../sheets/skm-sheet.ts';
import { drawHeading, drawLetterhead, drawSignature, signatureHeight } from './letterhead.ts';
import { accent, dark, hair, ink, margin, muted, Paper, primary, tint } from './paper.ts';

/** What the sheet is made of. */
export interface Published {
  readonly report: SkmReport;
  /** The service's name in its standard. */
  readonly service: string;
}

const title = 'Indeks Kepuasan Masyarakat (IKM)';
const boxWidth = 176;
const between = 22;
const size = 8.5;
const leading = 11.5;
const thanks =
  'Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda sangat bermanfaat untuk kemajuan unit kami agar terus memperbaiki dan meningkatkan kualitas pelayanan bagi masyarakat.';

/** The satisfaction survey on one page as the regulation asks it to be published: index, respondents, elements, priorities. */
export async function writeSkmSheet(published: Published, origin: Origin, sink: Sink): Promise<void> {
  const { report, service } = published;
  const paper = new Paper(sink, { title, origin, isWide: false });
  paper.newPage();
  let y = drawHeading(paper, drawLetterhead(paper, origin), { title, origin });
  for (const line of paper.wrap(service, { width: paper.inner, size: 9.5 })) {
    paper.text(line, { x: paper.width / 2, y: y - 4, size: 9.5, weight: 600, align: 'middle' });
    y += 13;
  }
  y += 4;
  const right = margin + boxWidth + between;
  const respondentsEnd = drawRespondents(paper, { x: right, y, width: paper.width - margin - right }, report);
  const height = Math.max(118, respondentsEnd - y);
  drawIndex(paper, { x: margin, y, width: boxWidth, height }, report);
  y = drawElements(paper, y + height + 24, report);
  const priorities = drawPriorities(paper, y + 22, report);
  const scale = drawScale(paper, y + 22);
  y = Math.max(priorities, scale) + 16;
  for (const line of paper.wrap(thanks, { width: paper.inner, size })) {
    paper.text(line, { x: margin, y, size, colour: muted });
    y += leading;
  }
  const day = dayText(localDayOf(origin.madeAt, origin.timeZone));
  drawSignature(paper, Math.max(y + 16, paper.bottom - signatureHeight), { name: origin.office.name, day });
  await paper.end();
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The index in large figures, or why there is none yet. */
function drawIndex(paper: Paper, box: Area & { readonly height: number }, report: SkmReport): void {
  const { index, grade } = report;
  const middle = box.x + box.width / 2;
  paper.rectangle(box, tint);
  paper.rectangle({ ...box, width: 3 }, dark);
  const top = box.y + (box.height - 100) / 2;
  paper.text('NILAI IKM', { x: middle, y: top + 16, size: 10, weight: 600, colour: muted, align: 'middle' });
  if (index === null || grade === null) {
    const lines = paper.wrap(tooFewText(report), { width: box.width - 24, size: 9.5 });
    for (const [line, text] of lines.entries()) {
      paper.text(text, { x: middle, y: top + 44 + line * 13, size: 9.5, align: 'middle' });
    }
    return;
  }
  paper.text(numberText(index, 2), {
    x: middle,
    y: top + 58,
    size: 40,
    weight: 600,
    colour: dark,
    align: 'middle',
  });
  paper.text(`Mutu pelayanan ${grade}`, { x: middle, y: top + 78, size: 11, weight: 600, align: 'middle' });
  paper.text(gradeWords.id[grade], { x: middle, y: top + 93, size: 11, align: 'middle' });
}

/** Who answered, by their guest books; answers where it ends. */
function drawRespondents(paper: Paper, { x, y, width }: Area, report: SkmReport): number {
  let at = y + 8;
  paper.text('Responden', { x, y: at, size: 9, weight: 600, colour: dark });
  paper.text(countWords.id.respondents(numberText(report.respondents)), {
    x: x + width,
    y: at,
    size: 9,
    weight: 600,
    align: 'end',
  });
  at += 16;
  const labelWidth = 74;
  for (const group of respondentGroups) {
    const counts = respondentsBy(report, group).map(
      ({ answer, n }) => `${printable(answer)}:\u00A0${numberText(n)}`,
    );
    paper.text(groupTitles[group], { x, y: at, size, colour: muted });
    const text = counts.length === 0 ? '–' : counts.join(' · ');
    for (const line of paper.wrap(text, { width: width - labelWidth, size })) {
      paper.text(line, { x: x + labelWidth, y: at, size });
      at += leading;
    }
    at += 4;
  }
  return at;
}

/** The nine elements with their figures and a bar from 1 to 4; those to be improved first are marked. */
function drawElements(paper: Paper, y: number, { elements, priorities }: SkmReport): number {
  const end = paper.width - margin;
  const columns = { n: margin + 236, nrr: margin + 286, weighted: margin + 366, bar: margin + 384 };
  const row = (texts: readonly [string, string, string, string], at: number, isHead: boolean): void => {
    const look = isHead ? ({ weight: 600, colour: dark } as const) : {};
    const [name, ...figures] = texts;
    paper.text(name, { x: margin + 4, y: at, size, ...look });
    for (const [index, x] of [columns.n, columns.nrr, columns.weighted].entries()) {
      paper.text(figures[index] ?? '', { x, y: at, size, align: 'end', ...look });
    }
  };
  const height = 17;
  paper.rectangle({ x: margin, y, width: paper.inner, height }, tint);
  row(['Unsur pelayanan', 'n', 'NRR', 'NRR tertimbang'], y + 11.5, true);
  paper.text('1 sampai 4', { x: columns.bar, y: y + 11.5, size, weight: 600, colour: dark });
  let at = y + height;
  for (const { element, n, nrr, weighted } of elements) {
    const figure = (value: number | null): string => (value === null ? '–' : numberText(value, 4));
    row([skmElementWords.id[element], numberText(n), figure(nrr), figure(weighted)], at + 11.5, false);
    const bar = { x: columns.bar, y: at + 5, width: end - columns.bar - 4, height: 7 };
    paper.rectangle(bar, tint);
    const colour = priorities.includes(element) ? accent : primary;
    if (nrr !== null) paper.rectangle({ ...bar, width: (bar.width * (nrr - 1)) / 3 }, colour);
    at += height;
    paper.line({ x: margin, y: at }, { x: end, y: at }, { colour: hair });
  }
  paper.text('IKM = 25 × jumlah NRR tertimbang (bobot 1/9), menurut PermenPANRB Nomor 14 Tahun 2017.', {
    x: margin,
    y: at + 12,
    size: 7.5,
    colour: muted,
  });
  return at + 12;
}

function drawPriorities(paper: Paper, y: number, { priorities }: SkmReport): number {
  paper.text('Prioritas perbaikan', { x: margin, y, size: 9, weight: 600, colour: dark });
  let at = y + 15;
  const lines =
    priorities.length === 0
      ? ['Belum dapat ditentukan.']
      : priorities.map((element, index) => `${index + 1}.  ${skmElementWords.id[element]}`);
  for (const line of lines) {
    paper.text(line, { x: margin, y: at, size });
    at += leading + 1.5;
  }
  return at;
}

function drawScale(paper: Paper, y: number): number {
  const x = margin + 286;
  const end = paper.width - margin;
  paper.text('Nilai mutu', { x, y, size: 9, weight: 600, colour: dark });
  let at = y + 15;
  for (const grade of grades) {
    paper.text(grade, { x, y: at, size, weight: 600, colour: ink });
    paper.text(gradeWords.id[grade], { x: x + 18, y: at, size });
    const range = gradeRanges[grade].map((edge) => numberText(edge, 2)).join('–');
    paper.text(range, { x: end, y: at, size, align: 'end' });
    at += leading + 1.5;
  }
  return at;
}
