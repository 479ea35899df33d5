import { numberText } from '../file-words.ts';
import { accent, hair, ink, muted, primary, tint, type Paper } from './paper.ts';

/** Where a chart is drawn. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A bar, and the part of it that is told apart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly part: number;
}

const small = 6.5;

/** Upright bars from a common ground, with a scale in round steps; only as many labels as have room. */
export function drawBars(paper: Paper, box: Box, bars: readonly Bar[]): void {
  const scaleWidth = 22;
  const labelHeight = 11;
  const ground = box.y + box.height - labelHeight;
  const height = ground - box.y;
  const step = stepOf(Math.max(1, ...bars.map(({ value }) => value)));
  const top = step * Math.max(1, Math.ceil(Math.max(1, ...bars.map(({ value }) => value)) / step));
  const yOf = (value: number): number => ground - (value / top) * height;
  for (let value = 0; value <= top; value += step) {
    const y = yOf(value);
    paper.line({ x: box.x + scaleWidth, y }, { x: box.x + box.width, y }, { colour: hair, width: 0.4 });
    paper.text(numberText(value), {
      x: box.x + scaleWidth - 4,
      y: y + 2.2,
      size: small,
      colour: muted,
      align: 'end',
    });
  }
  const room = (box.width - scaleWidth) / Math.max(1, bars.length);
  const wide = Math.min(26, room * 0.72);
  const widest = Math.max(0, ...bars.map(({ label }) => paper.letters.widthOf(label, small)));
  const every = Math.max(1, Math.ceil((widest + 4) / room));
  for (const [index, { label, value, part }] of bars.entries()) {
    const middle = box.x + scaleWidth + (index + 0.5) * room;
    const x = middle - wide / 2;
    paper.rectangle({ x, y: yOf(value), width: wide, height: ground - yOf(value) }, primary);
    paper.rectangle({ x, y: yOf(part), width: wide, height: ground - yOf(part) }, accent);
    if (index % every === 0) {
      paper.text(label, { x: middle, y: ground + 8.5, size: small, colour: muted, align: 'middle' });
    }
  }
  paper.line(
    { x: box.x + scaleWidth, y: ground },
    { x: box.x + box.width, y: ground },
    { colour: muted, width: 0.6 },
  );
}

/** The largest of 1, 2, 5, 10, 20 … that divides the scale into two to five parts. */
function stepOf(most: number): number {
  const decade = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1, 0.5, 0.2].map((times) => times * decade).find((each) => most / each >= 2) ?? 1;
  return Math.max(1, step);
}

/** A bar that lies, its value in words beside it. */
export interface LyingBar {
  readonly label: string;
  /** From 0 to 1; null where there is nothing to show. */
  readonly share: number | null;
  readonly told: string;
  readonly isMarked?: boolean;
}

/** Lying bars with their names before them, from the top of the box. */
export function drawLyingBars(
  paper: Paper,
  {
    box,
    bars,
    labelWidth,
    toldWidth,
  }: { box: Box; bars: readonly LyingBar[]; labelWidth: number; toldWidth: number },
): void {
  const room = box.height / Math.max(1, bars.length);
  const thick = Math.min(9, room * 0.62);
  const full = box.width - labelWidth - toldWidth;
  for (const [index, { label, share, told, isMarked = false }] of bars.entries()) {
    const middle = box.y + (index + 0.5) * room;
    const bar = { x: box.x + labelWidth, y: middle - thick / 2, height: thick };
    paper.text(label, { x: box.x, y: middle + 2.6, size: 7, colour: ink });
    paper.rectangle({ ...bar, width: full }, tint);
    if (share !== null) paper.rectangle({ ...bar, width: full * share }, isMarked ? accent : primary);
    paper.text(told, { x: box.x + box.width, y: middle + 2.6, size: 7, colour: muted, align: 'end' });
  }
}
