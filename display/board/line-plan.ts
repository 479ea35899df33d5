import type { Board } from '../../wire/boards.ts';
import { linesOf, type Measures } from './text-lines.ts';
import { columnsOf, lengths, type Place, type Wall } from './wall.ts';

/** How those who wait stand: `edge` is the room above the first and below the last, `apart` the least between two. */
interface WaitingKind {
  readonly columns: number;
  readonly number: number;
  readonly row: number;
  readonly edge: number;
  readonly apart: number;
}

/** The layout of those who wait, and those at a counter. */
export interface LinePlan {
  readonly waiting: WaitingKind;
  readonly serving: { readonly shown: readonly Place[]; readonly more: number };
  /** How much of the wall's height it takes from the calls: nothing where it stands beside them. */
  readonly below: number;
}

const alone: WaitingKind = { columns: 1, number: 8, row: 10, edge: 2, apart: 1 };
const beside: WaitingKind = { columns: 2, number: 7, row: 8.4, edge: 0.8, apart: 1 };
const across: WaitingKind = { columns: 3, number: 8, row: 10, edge: 2, apart: 3 };
const moreRow = 5.6;
/** The most of a standing wall that the line takes. */
const standingShare = 0.5;

/**
 * Plans the line. On a wall that lies, whoever is at a counter already makes those who wait stand in two columns; on one
 * that stands the line is below the calls, as high as it needs.
 */
export function planLine({ waiting, serving }: Pick<Board, 'waiting' | 'serving'>, wall: Wall): LinePlan {
  const { width, standing, measures } = wall;
  const height = standing ? wall.height * standingShare : wall.height;
  const room = columnsOf(wall).line - width * 0.04;
  const longest = Math.max(1, ...waiting.map(measures.bold));
  const kind = standing ? across : serving.length > 0 ? beside : alone;
  const { columns, edge, apart } = kind;
  const rows = Math.max(1, Math.ceil(waiting.length / columns));
  const row = Math.min(kind.row, (height - lengths.heading - 2 * edge) / rows);
  const number = Math.min(kind.number, row * 0.84, (room / columns - apart) / longest);
  const box = lengths.heading + rows * row + 2 * edge + lengths.gap;
  const places = fill(serving, height - box - lengths.heading, { room, measures });
  const desks = serving.length > 0 ? lengths.heading + lengths.servingBox + places.height : 0;
  return {
    waiting: { ...kind, number, row },
    serving: { shown: places.shown, more: places.more },
    below: standing ? box + desks + lengths.between : 0,
  };
}

/** As many of those at a counter as fit, newest first, and how high that is; the rest is counted. */
function fill(
  serving: readonly Place[],
  height: number,
  { room, measures }: { room: number; measures: Measures },
): LinePlan['serving'] & { readonly height: number } {
  const { servingNumber, servingWords } = lengths;
  const heightOf = ({ label, counter }: Place) => {
    const left = room - measures.bold(label) * servingNumber - 2;
    const lines = linesOf(counter.label, left / servingWords, measures.plain);
    return Math.max(servingNumber * 1.1, lines * servingWords * 1.1) + lengths.gap;
  };
  const heightOfAll = (places: readonly Place[]) => places.reduce((sum, place) => sum + heightOf(place), 0);
  const fitting = (within: number) => {
    let used = 0;
    const end = serving.findIndex((place) => (used += heightOf(place)) > within);
    return end === -1 ? serving.length : end;
  };
  const count = fitting(height) === serving.length ? serving.length : fitting(height - moreRow);
  const shown = serving.slice(0, count);
  const more = serving.length - count;
  return { shown, more, height: heightOfAll(shown) + (more > 0 ? moreRow : 0) };
}
