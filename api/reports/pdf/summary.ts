import type { ComplaintFigures } from '../../../db/reports/complaint-figures.ts';
import { daysIn } from '../../../domain/reports/documents.ts';
import { countWords } from '../../../domain/ratings/words.ts';
import { documentWords } from '../../../domain/reports/words.ts';
import { scoreWords, stepWords } from '../../../domain/staff/words.ts';
import { outcomeWords, skmElementWords, waitWords } from '../../../domain/supervision/report-words.ts';
import { localDayOf } from '../../../domain/offices/calendar.ts';
import { overallScores } from '../../../domain/ratings/rating.ts';
import { prioritiesOf } from '../../../domain/ratings/skm.ts';
import { meanScoreOf, onTimeOf } from '../../../wire/supervision/report-tables.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import { dayText, numberText, shareText, spanText } from '../file-words.ts';
import type { Origin, Sink } from '../sheet.ts';
import { drawBars, drawLyingBars, type Bar, type Box } from './charts.ts';
import { drawHeading, drawLetterhead, drawSignature, signatureHeight } from './letterhead.ts';
import { accent, dark, ink, margin, muted, Paper, primary, tint } from './paper.ts';

/** What the page is made of. */
export interface Summarized {
  readonly supervision: Supervision;
  readonly complaints: ComplaintFigures;
}

const gap = 15;
const dayHeight = 106;
const hourHeight = 94;
const elementsHeight = 134;
/** A chart by days has no more bars than this; then it is by months. */
const mostDays = 62;

/** The page for the head of the office: the figures of a period, each with its n, and four charts. */
export async function writeSummary(summarized: Summarized, origin: Origin, sink: Sink): Promise<void> {
  const { supervision } = summarized;
  const title = documentWords.id.summary;
  const paper = new Paper(sink, { title, origin, isWide: false });
  paper.newPage();
  let y = drawHeading(paper, drawLetterhead(paper, origin), { title, origin }) - 6;
  y = drawTiles(paper, y, tilesOf(summarized));

  const whole = { x: margin, width: paper.inner };
  const left = { x: margin, width: (paper.inner - 2 * gap) / 2 };
  const right = { x: margin + left.width + 2 * gap, width: left.width };
  const isByDay = daysIn(origin) <= mostDays;

  y = drawTitle(paper, { ...whole, y }, isByDay ? 'Kunjungan per hari' : 'Kunjungan per bulan', true);
  drawBars(
    paper,
    { ...whole, y, height: dayHeight },
    isByDay ? dayBars(supervision, origin) : monthBars(supervision, origin),
  );
  y += dayHeight + gap;

  const second = drawTitle(paper, { ...left, y }, 'Kunjungan menurut jam nomor diambil', false);
  drawBars(paper, { ...left, y: second, height: hourHeight }, hourBars(supervision));
  drawTitle(
    paper,
    { ...right, y },
    `Penilaian pengunjung (n = ${numberText(meanScoreOf(supervision.ratings.counts).n)})`,
    false,
  );
  drawScores(paper, { ...right, y: second, height: hourHeight - 6 }, supervision);
  y = second + hourHeight + gap;

  const third = drawTitle(
    paper,
    { ...left, y },
    `Unsur SKM, nilai 1 sampai 4 (${countWords.id.respondents(numberText(supervision.ratings.skm.respondents))})`,
    false,
  );
  drawElements(paper, { ...left, y: third, height: elementsHeight }, supervision);
  drawTitle(paper, { ...right, y }, 'Waktu tunggu', false);
  drawFacts(paper, { ...right, y: third }, summarized);
  y = Math.max(third + elementsHeight + gap, paper.bottom - signatureHeight);
  const day = dayText(localDayOf(origin.madeAt, origin.timeZone));
  drawNotes(paper, y);
  drawSignature(paper, y + 6, { name: origin.office.name, day });
  await paper.end();
}

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly told: string;
}

function tilesOf({ supervision, complaints }: Summarized): Tile[] {
  const { sla, waits, ratings, days } = supervision;
  const { n, mean } = meanScoreOf(ratings.counts);
  const share = onTimeOf(sla);
  const { skm } = ratings;
  const span = (seconds: number | null): string => (seconds === null ? '–' : spanText(seconds));
  return [
    {
      name: 'Nomor diambil',
      value: numberText(days.reduce((sum, { taken }) => sum + taken, 0)),
      told: `dalam ${numberText(days.length)} hari`,
    },
    {
      name: 'Tepat waktu',
      value: share === null ? '–' : shareText(share),
      told: `${numberText(sla.met)} dari ${numberText(sla.n)}`,
    },
    {
      name: 'Median tunggu',
      value: span(waits.queue.p50),
      told: `n = ${numberText(waits.queue.n)}`,
    },
    {
      name: 'Penilaian',
      value: mean === null ? '–' : numberText(mean, 2),
      told: `dari 5, n = ${numberText(n)}`,
    },
    {
      name: skm.grade === null ? 'IKM' : `IKM, mutu ${skm.grade}`,
      value: skm.index === null || skm.grade === null ? '–' : numberText(skm.index, 2),
      told:
        skm.grade === null
          ? `belum cukup, n = ${numberText(skm.n)}`
          : countWords.id.respondents(numberText(skm.respondents)),
    },
    {
      name: 'Pengaduan',
      value: numberText(complaints.received),
      told: `dijawab tepat waktu ${numberText(complaints.onTime)}`,
    },
  ];
}

function drawTiles(paper: Paper, y: number, tiles: readonly Tile[]): number {
  const between = 6;
  const width = (paper.inner - between * (tiles.length - 1)) / tiles.length;
  const height = 50;
  for (const [index, { name, value, told }] of tiles.entries()) {
    const x = margin + index * (width + between);
    paper.rectangle({ x, y, width, height }, tint);
    paper.rectangle({ x, y, width: 2, height }, dark);
    paper.text(name, { x: x + 8, y: y + 13, size: 7.5, colour: muted });
    paper.text(value, { x: x + 8, y: y + 31, size: 15, weight: 600, colour: dark });
    paper.text(told, { x: x + 8, y: y + 43, size: 6.5, colour: muted });
  }
  return y + height + gap + 4;
}

/** A chart's title, and what its colours mean. */
function drawTitle(
  paper: Paper,
  at: { x: number; y: number; width: number },
  title: string,
  hasKey: boolean,
): number {
  paper.text(title, { x: at.x, y: at.y + 6, size: 9, weight: 600, colour: dark });
  if (hasKey) {
    let x = at.x + at.width;
    for (const [name, colour] of [
      ['terlambat dilayani', accent],
      ['nomor diambil', primary],
    ] as const) {
      x -= paper.letters.widthOf(name, 7);
      paper.text(name, { x, y: at.y + 6, size: 7, colour: muted });
      paper.rectangle({ x: x - 10, y: at.y, width: 7, height: 7 }, colour);
      x -= 18;
    }
  }
  return at.y + 15;
}

/** Every local day of a period. */
const daysOf = ({ from, to }: Origin): string[] =>
  Array.from({ length: daysIn({ from, to }) }, (_none, index) =>
    new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
  );

function dayBars({ days }: Supervision, origin: Origin): Bar[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return daysOf(origin).map((day) => {
    const { taken = 0, breached = 0 } = known.get(day) ?? {};
    return { label: `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`, value: taken, part: breached };
  });
}

const month = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', month: 'short', year: '2-digit' });

function monthBars({ days }: Supervision, origin: Origin): Bar[] {
  const known = Map.groupBy(days, ({ day }) => day.slice(0, 7));
  const months = new Set(daysOf(origin).map((day) => day.slice(0, 7)));
  return Array.from(months, (of) => {
    const inside = known.get(of) ?? [];
    return {
      label: month.format(new Date(`${of}-01`)),
      value: inside.reduce((sum, { taken }) => sum + taken, 0),
      part: inside.reduce((sum, { breached }) => sum + breached, 0),
    };
  });
}

function hourBars({ hours }: Supervision): Bar[] {
  return hours.map(({ hour, taken, breached }) => ({
    label: `${String(hour).padStart(2, '0')}.00`,
    value: taken,
    part: breached,
  }));
}

function drawScores(paper: Paper, box: Box, { ratings }: Supervision): void {
  const { n } = meanScoreOf(ratings.counts);
  const bars = overallScores.toReversed().map((score) => {
    const count = ratings.counts[score];
    const share = n === 0 ? null : count / n;
    const told = share === null ? '–' : `${numberText(count)} (${shareText(share)})`;
    return { label: scoreWords.id[score], share, told };
  });
  drawLyingBars(paper, { box, bars, labelWidth: 82, toldWidth: 64 });
}

function drawElements(paper: Paper, box: Box, { ratings }: Supervision): void {
  const first = prioritiesOf(ratings.skm);
  const bars = ratings.skm.elements.map(({ element, nrr }) => ({
    label: skmElementWords.id[element],
    share: nrr === null ? null : (nrr - 1) / 3,
    told: nrr === null ? '–' : numberText(nrr, 2),
    isMarked: first.includes(element),
  }));
  drawLyingBars(paper, { box, bars, labelWidth: 146, toldWidth: 24 });
}

function drawFacts(paper: Paper, at: { x: number; y: number; width: number }, of: Summarized): void {
  const { supervision, complaints } = of;
  const end = at.x + at.width;
  const columns = [end - 98, end - 64, end - 28, end];
  let y = at.y + 5;
  const row = (texts: readonly string[], look: { weight?: 400 | 600; colour?: string } = {}): void => {
    const [name = '', ...figures] = texts;
    paper.text(name, { x: at.x, y, size: 7.5, ...look });
    for (const [index, text] of figures.entries()) {
      const x = columns[columns.length - figures.length + index] ?? end;
      paper.text(text, { x, y, size: 7.5, align: 'end', ...look });
    }
    y += 11;
  };
  const span = (seconds: number | null): string => (seconds === null ? '–' : spanText(seconds));
  row(['', 'Median', 'P90', 'Terlama', 'n'], { colour: muted });
  for (const wait of ['queue', 'service'] as const) {
    const { p50, p90, max, n } = supervision.waits[wait];
    row([waitWords.id[wait], span(p50), span(p90), span(max), numberText(n)]);
  }
  const heading = (text: string): void => {
    y += 6;
    paper.text(text, { x: at.x, y, size: 9, weight: 600, colour: dark });
    y += 13;
  };
  heading('Hasil kunjungan');
  const { outcomes } = supervision;
  for (const step of ['done', 'no-show', 'cancelled', 'expired'] as const) {
    row([stepWords.id[step], numberText(outcomes[step] ?? 0)], { colour: ink });
  }
  row([outcomeWords.id['on-paper'], numberText(outcomes['on-paper'] ?? 0)]);
  heading('Pengaduan yang diterima');
  row(['Dijawab', numberText(complaints.answered)]);
  row(['Lewat tenggat, belum dijawab', numberText(complaints.overdue)]);
}

function drawNotes(paper: Paper, y: number): void {
  const notes = [
    'Tepat waktu: dilayani paling lambat menurut standar pelayanan',
    'setelah buku tamu diisi. Median tunggu: nomor diambil sampai',
    'dipanggil. Unsur SKM bertanda jingga: tiga terendah,',
    'prioritas perbaikan. Tanpa mutu bila responden belum cukup.',
  ];
  for (const [index, note] of notes.entries()) {
    paper.text(note, { x: margin, y: y + 6 + index * 9.5, size: 7, colour: muted });
  }
}
