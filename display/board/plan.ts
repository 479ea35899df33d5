import { linesOf, type Measures } from './text-lines.ts';
import { columnsOf, lastOf, lengths, type Place, type Wall } from './wall.ts';

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
  const room = columnsOf(wall).calls;
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
