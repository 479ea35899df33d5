import { periodText } from '../file-words.ts';
import type { Origin } from '../sheet.ts';
import { bad, dark, ink, margin, muted, sampleText, type Paper } from './paper.ts';

/** The two lines at the head of an office's letters: `BPS Provinsi …` is written out. */
export function headLines(name: string): [string, string] | [string] {
  const place = /^BPS\s+(.+)$/i.exec(name)?.[1];
  return place === undefined ? [name.toUpperCase()] : ['BADAN PUSAT STATISTIK', place.toUpperCase()];
}

/** Draws the letterhead of an office; answers where the content begins. */
export function drawLetterhead(paper: Paper, origin: Origin): number {
  const { office } = origin;
  const middle = paper.width / 2;
  let y = margin + 6;
  for (const line of headLines(office.name)) {
    paper.text(line, { x: middle, y, size: 14, weight: 600, colour: dark, align: 'middle' });
    y += 17;
  }
  y -= 3;
  for (const [text, size, colour] of [
    [office.unit, 9.5, ink],
    [office.contact, 8, muted],
  ] as const) {
    for (const line of paper.wrap(text, { width: paper.inner, size })) {
      paper.text(line, { x: middle, y, size, colour, align: 'middle' });
      y += size + 3.5;
    }
  }
  y -= 3;
  const line = (at: number, width: number): void =>
    paper.line({ x: margin, y: at }, { x: paper.width - margin, y: at }, { colour: dark, width });
  line(y, 1.6);
  line(y + 3, 0.5);
  if (origin.isSample) {
    paper.text(sampleText, { x: middle, y: y + 15, size: 9, weight: 600, colour: bad, align: 'middle' });
  }
  return y + (origin.isSample ? 34 : 26);
}

/** Draws what a document is and of which days; answers where the content begins. */
export function drawHeading(
  paper: Paper,
  y: number,
  { title, origin }: { title: string; origin: Origin },
): number {
  const middle = paper.width / 2;
  paper.text(title.toUpperCase(), { x: middle, y, size: 12, weight: 600, align: 'middle' });
  paper.text(`Periode ${periodText(origin)}`, {
    x: middle,
    y: y + 15,
    size: 9.5,
    colour: muted,
    align: 'middle',
  });
  return y + 36;
}

/** Draws where the head of the office signs, to the right; it takes `signatureHeight`. */
export function drawSignature(paper: Paper, y: number, { name, day }: { name: string; day: string }): void {
  const x = paper.width - margin - 210;
  paper.text(`${'.'.repeat(28)}, ${day}`, { x, y, size: 9 });
  paper.text(`Kepala ${name}`, { x, y: y + 13, size: 9 });
  paper.line({ x, y: y + 66 }, { x: x + 200, y: y + 66 }, { colour: muted });
  paper.text('NIP', { x, y: y + 78, size: 9 });
}
export const signatureHeight = 84;
