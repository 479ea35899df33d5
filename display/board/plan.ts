import type { Board } from '../../wire/boards.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import { linesOf, type Measures } from './text-lines.ts';

/** A visit at a counter, as a board knows it. */
export interface Place {
  readonly label: string;
  readonly counter: CodeLabel;
}

/** The available space: all lengths are hundredths of the screen's height (vh), as in the styles. */
export interface Wall {
  readonly width: number;
  /** The space between header and footer. */
  readonly height: number;
  readonly measures: Measures;
}

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

const frame = { line: 1.15, header: 9.3, footer: 7, title: 3.5, clock: 40, around: 12 } as const;
const headerSizes = [3.5, 2.6];
const footerSizes = [4, 3.5];

/** Plans header and footer. The notes are shown one after the other; the longest makes room for all. */
export function planFrame(
  texts: { readonly name: string; readonly notes: readonly Note[]; readonly count: string },
  { width, measures }: Pick<Wall, 'width' | 'measures'>,
): FramePlan {
  const { bold, plain } = measures;
  const inner = width * 0.9;
  const room = inner - bold(texts.count) * 4 - width * 0.045;
  const nameSize = headerSizes.find((size) => plain(texts.name) * size <= inner - frame.clock);
  const header = nameSize ?? lastOf(headerSizes);
  const nameLines = linesOf(texts.name, (inner - frame.clock) / header, plain);
  const linesIn = ({ title, text }: Note, size: number): number =>
    (title ? linesOf(title, room / size, bold) : 0) + (text ? linesOf(text, room / size, plain) : 0);
  const oneEach = ({ title, text }: Note) => (title ? 1 : 0) + (text ? 1 : 0);
  const footer =
    footerSizes.find((size) => texts.notes.every((note) => linesIn(note, size) <= oneEach(note))) ??
    lastOf(footerSizes);
  const noteLines = Math.max(...texts.notes.map((note) => linesIn(note, footer)));
  const height =
    100 -
    frame.around -
    Math.max(frame.header, (nameLines * header + frame.title) * frame.line) -
    Math.max(frame.footer, noteLines * footer * frame.line + 1);
  return { header, footer, wall: { width, measures, height } };
}

/** One page of tiles. */
export interface TilesPlan {
  readonly shown: readonly Place[];
  readonly columns: number;
  readonly number: number;
  readonly words: number;
  /** How many pages there are, and which one this is, from 0. */
  readonly pages: number;
  readonly page: number;
}

/** The layout of the calls: the newest large, the others in tiles, those that were missed in tiles below. */
export interface CallsPlan {
  readonly hero: { readonly number: number; readonly words: number };
  readonly tiles: TilesPlan;
  readonly missed: TilesPlan;
}

/** The layout of those who wait, and those at a counter. */
export interface LinePlan {
  readonly waiting: { readonly columns: number; readonly number: number; readonly row: number };
  readonly serving: { readonly shown: readonly Place[]; readonly more: number };
}

/** The styles of the board use the same lengths. */
export const lengths = {
  heading: 6.4,
  gap: 1.2,
  tileBox: 1.6,
  servingNumber: 6.5,
  servingWords: 3.5,
} as const;

interface TileKind {
  readonly columns: number;
  readonly number: number;
  readonly words: number;
}

const heroNumbers = [28, 24, 20, 17, 14, 12];
const heroWords = [9.5, 6.5, 5.5, 4.5];
const heroBox = 7.6;
/** Sizes of the newest number, the preferred first; smaller ones make room for the others. */
const heroFloors = [24, 17, 12];
/** Tiles from the best to the densest; below the last number nobody reads it from six metres. */
const tileKinds: readonly [TileKind, ...TileKind[]] = [
  { columns: 3, number: 8, words: 4 },
  { columns: 3, number: 6.5, words: 3.5 },
  { columns: 2, number: 6.5, words: 3.5 },
  { columns: 1, number: 6.5, words: 3.5 },
];

const columnsOf = (width: number) => {
  const inner = width * 0.9 - width * 0.025;
  return { calls: inner * 0.62, line: inner * 0.38 };
};

/** Missed calls stand in tiles of the smaller sizes, in so many rows. */
const missedKinds = tileKinds.slice(1);
const missedRows = [1, 2];

/** How the missed calls stand, and how high that is, heading and all. */
interface Strip {
  readonly kind: TileKind;
  readonly perPage: number;
  readonly pages: number;
  readonly height: number;
}

/** What has been called: what rings, newest first, and what no longer rings and was not seen. */
interface Called {
  readonly calling: readonly Place[];
  readonly missed: readonly Place[];
}

/**
 * Plans the calls. Every two turns the other calls show their next page, every turn the missed ones. Where the wall has
 * room for only one of both, they take turns.
 */
export function planCalls({ calling, missed }: Called, wall: Wall, turn: number): CallsPlan {
  const { width, measures } = wall;
  const room = columnsOf(width).calls;
  const height = wall.height - lengths.heading;
  const [newest, ...others] = calling;
  const hero = heroFor(newest, room - width * 0.04 - 1.2, measures);
  const space = { room, width, measures };
  const heroes = heroFloors.map(hero.heightOf);
  const kinds = tileKinds.map((kind) => ({ kind, row: tileRows(others, space)(kind) }));
  const strips = stripsFor(missed, space);
  const choices = heroes.flatMap((heroHeight) =>
    kinds.flatMap(({ kind, row }) =>
      strips.map((strip) => {
        const rows = Math.floor((height - heroHeight - strip.height) / row);
        const perPage = Math.max(0, rows) * kind.columns;
        const fits = rows >= 0 && (perPage > 0 || others.length === 0);
        const rank = [Number(fits), Math.min(perPage, others.length), -strip.pages];
        return { kind, row, strip, perPage, fits, rank };
      }),
    ),
  );
  const { kind, row, strip, perPage, fits } = choices.reduce((best, next) =>
    isHigher(next.rank, best.rank) ? next : best,
  );
  if (!fits && missed.length > 0 && others.length > 0) return planInTurn({ calling, missed }, wall, turn);
  const tiles = pageOf(others, { kind, perPage, turn: Math.floor(turn / 2) });
  const rows = Math.ceil(tiles.shown.length / kind.columns);
  return {
    hero: hero.sizeIn(height - strip.height - rows * row),
    tiles,
    missed: pageOf(missed, { ...strip, turn }),
  };
}

/** The other calls at even turns, the missed ones at odd turns; the newest call always. */
function planInTurn({ calling, missed }: Called, wall: Wall, turn: number): CallsPlan {
  return turn % 2 === 0
    ? planCalls({ calling, missed: [] }, wall, turn)
    : planCalls({ calling: calling.slice(0, 1), missed }, wall, Math.floor(turn / 2));
}

/** The ways to place the missed calls; one of no height when there are none. */
function stripsFor(
  missed: readonly Place[],
  space: { room: number; width: number; measures: Measures },
): Strip[] {
  const [largest] = tileKinds;
  if (missed.length === 0) return [{ kind: largest, perPage: 1, pages: 0, height: 0 }];
  const rowOf = tileRows(missed, space);
  return missedKinds.flatMap((kind) =>
    missedRows.map((rows) => {
      const perPage = rows * kind.columns;
      const pages = Math.ceil(missed.length / perPage);
      return { kind, perPage, pages, height: lengths.heading + rows * rowOf(kind) };
    }),
  );
}

/** Compares two ranks by their first figures that differ. */
function isHigher(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((figure, index) => figure !== other[index]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}

/** The page of a turn; the last page is a full one. */
function pageOf(
  places: readonly Place[],
  { kind, perPage, turn }: { kind: TileKind; perPage: number; turn: number },
): TilesPlan {
  const size = Math.max(1, perPage);
  const pages = Math.max(1, Math.ceil(places.length / size));
  const page = turn % pages;
  const from = Math.max(0, Math.min(page * size, places.length - size));
  return { shown: places.slice(from, from + size), ...kind, pages, page };
}

/** How large the newest call can be in a room: its words keep in step with its number. */
function heroFor(call: Place | undefined, room: number, { bold }: Measures) {
  const { label, counter } = call ?? { label: '0', counter: { label: '' } };
  const oneLine = room / bold(counter.label);
  const widest = room / bold(label);
  const wordsFor = (number: number) =>
    heroWords.find((size) => size <= number * 0.46 && size <= oneLine) ?? lastOf(heroWords);
  const heightOf = (number: number) => {
    const words = wordsFor(number);
    return number * 0.92 + linesOf(counter.label, room / words, bold) * words * 1.15 + heroBox;
  };
  const sizeIn = (height: number) => {
    const number = heroNumbers.find((each) => heightOf(each) <= height) ?? lastOf(heroNumbers);
    return { number: Math.min(widest, number), words: wordsFor(number) };
  };
  return { heightOf, sizeIn };
}

/** How high a row of tiles is, gap and all, for the longest name of a counter; endless where a number is too wide. */
function tileRows(
  calls: readonly Place[],
  { room, width, measures }: { room: number; width: number; measures: Measures },
) {
  const { plain, bold } = measures;
  return ({ columns, number, words }: TileKind): number => {
    const box = (room - (columns - 1) * width * 0.012) / columns - width * 0.02 - 0.6;
    const label = Math.max(0, ...calls.map((call) => bold(call.label))) * number;
    if (label > box) return Infinity;
    const beside = columns === 1 ? box - label - width * 0.02 : box;
    const lines = Math.max(1, ...calls.map(({ counter }) => linesOf(counter.label, beside / words, plain)));
    const text = lines * words * 1.1;
    return (columns === 1 ? Math.max(number, text) : number + text) + lengths.tileBox + lengths.gap;
  };
}

const waitingRow = 10;
const waitingNumber = 8;
const denseRow = 9;
const denseNumber = 7;
const moreRow = 5.5;

/** Plans the line: whoever is at a counter already makes those who wait stand in two columns. */
export function planLine({ waiting, serving }: Pick<Board, 'waiting' | 'serving'>, wall: Wall): LinePlan {
  const { width, height, measures } = wall;
  const room = columnsOf(width).line - width * 0.04;
  const longest = Math.max(1, ...waiting.map(measures.bold));
  const columns = serving.length > 0 ? 2 : 1;
  const rows = Math.ceil(waiting.length / columns);
  const row = columns === 1 ? Math.min(waitingRow, (height - lengths.heading) / Math.max(1, rows)) : denseRow;
  const number = Math.min(
    columns === 1 ? waitingNumber : denseNumber,
    row * 0.8,
    (room / columns - 1) / longest,
  );
  const left = height - 2 * lengths.heading - lengths.gap - Math.max(1, rows) * row;
  return { waiting: { columns, number, row }, serving: fill(serving, left, { room, measures }) };
}

/** As many of those at a counter as fit, newest first; the rest is counted. */
function fill(
  serving: readonly Place[],
  height: number,
  { room, measures }: { room: number; measures: Measures },
): LinePlan['serving'] {
  const { servingNumber, servingWords } = lengths;
  const heightOf = ({ label, counter }: Place) => {
    const beside = room - measures.bold(label) * servingNumber - 2;
    const lines = linesOf(counter.label, beside / servingWords, measures.plain);
    return Math.max(servingNumber * 1.1, lines * servingWords * 1.1) + lengths.gap;
  };
  const fitting = (within: number) => {
    let used = 0;
    const end = serving.findIndex((place) => (used += heightOf(place)) > within);
    return end === -1 ? serving.length : end;
  };
  const count = fitting(height) === serving.length ? serving.length : fitting(height - moreRow);
  return { shown: serving.slice(0, count), more: serving.length - count };
}

/** The last of a list; `at` is missing in the browsers of older televisions. */
function lastOf(sizes: readonly number[]): number {
  return sizes[sizes.length - 1] ?? 0;
}
