import { linesOf, type Measures } from './text-lines.ts';
import { lastOf, type Screen, type Wall } from './wall.ts';

/** A text below the board: the state, and the staff's message about it. */
export interface Note {
  readonly title: string;
  readonly text: string;
}

/** Sizes of header and footer, and the space between them. */
export interface FramePlan {
  readonly header: number;
  readonly footer: number;
  readonly wall: Wall;
}

/** Lengths of header and footer on a wall that lies, or stands; the styles use the same. */
interface FrameKind {
  /** The sizes a name of an office may have, the preferred first. */
  readonly names: readonly number[];
  /** How much of the line its name shares with the clock, and how much height the clock takes for itself. */
  readonly clockBeside: number;
  readonly clockBelow: number;
  readonly title: number;
  readonly least: number;
}

const lying: FrameKind = { names: [3.5, 2.6], clockBeside: 40, clockBelow: 0, title: 3.5, least: 9.3 };
const standing: FrameKind = { names: [3.5], clockBeside: 0, clockBelow: 8.5, title: 4, least: 0 };

const line = 1.15;
const around = 12;
const footerLeast = 7;
const countSize = 4;
const noteSizes = [4, 3.5];

/** Plans header and footer. The notes are shown one after the other; the longest makes room for all. */
export function planFrame(
  texts: { readonly name: string; readonly notes: readonly Note[]; readonly count: string },
  {
    screen,
    measures,
  }: { readonly screen: Pick<Screen, 'width' | 'height' | 'standing'>; readonly measures: Measures },
): FramePlan {
  const { width } = screen;
  const { bold, plain } = measures;
  const kind = screen.standing ? standing : lying;
  const inner = width * 0.9;
  const nameRoom = inner - kind.clockBeside;
  const header = kind.names.find((size) => plain(texts.name) * size <= nameRoom) ?? lastOf(kind.names);
  const nameLines = linesOf(texts.name, nameRoom / header, plain);
  const headerHeight = Math.max(kind.least, (nameLines * header + kind.title) * line + kind.clockBelow);

  const count = texts.count === '' ? 0 : countSize;
  const room = inner - width * 0.045 - (screen.standing ? 0 : bold(texts.count) * count);
  const linesIn = ({ title, text }: Note, size: number): number =>
    (title ? linesOf(title, room / size, bold) : 0) + (text ? linesOf(text, room / size, plain) : 0);
  const oneEach = ({ title, text }: Note) => (title ? 1 : 0) + (text ? 1 : 0);
  const footer =
    noteSizes.find((size) => texts.notes.every((note) => linesIn(note, size) <= oneEach(note))) ??
    lastOf(noteSizes);
  const noteLines = Math.max(...texts.notes.map((note) => linesIn(note, footer)));
  const countLine = screen.standing ? count * line : 0;
  const footerHeight = Math.max(footerLeast, noteLines * footer * line + countLine + 1);

  const height = screen.height - around - headerHeight - footerHeight;
  return { header, footer, wall: { width, height, standing: screen.standing, measures } };
}
