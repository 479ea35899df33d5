import type { CodeLabel } from '../../wire/fields.ts';
import type { Measures } from './text-lines.ts';

/** A visit at a counter, as a board knows it. */
export interface Place {
  readonly label: string;
  readonly counter: CodeLabel;
}

/** The glass: all lengths of a board are in its unit, as in the styles. */
export interface Screen {
  /** The unit, in pixels. */
  readonly unit: number;
  readonly width: number;
  readonly height: number;
  /** Higher than wide: the line stands below the calls, and not beside them. */
  readonly standing: boolean;
}

/** The space for calls and line on a screen. */
export interface Wall {
  readonly width: number;
  /** The space between header and footer. */
  readonly height: number;
  readonly standing: boolean;
  readonly measures: Measures;
}

/** The styles of the board use the same lengths. */
export const lengths = {
  heading: 6.4,
  gap: 1.2,
  tileBox: 1.6,
  servingNumber: 6.5,
  servingWords: 3.5,
  servingBox: 1.6,
  /** Between the calls and the line below them. */
  between: 2,
} as const;

/** The least of a unit, in pixels: a board on a phone is read from the hand. */
const leastUnit = 4.5;
/** A screen that stands is at least so many units high. */
const standingHeight = 154;

/** Measures a screen of so many pixels: a unit is a hundredth of the height, or of the width of one that stands. */
export function screenOf({ width, height }: { readonly width: number; readonly height: number }): Screen {
  const standing = height >= width;
  const unit = standing ? Math.max(leastUnit, Math.min(width / 100, height / standingHeight)) : height / 100;
  return { unit, width: width / unit, height: height / unit, standing };
}

/** How wide the calls and the line are, paddings and all. */
export function columnsOf({ width, standing }: Pick<Wall, 'width' | 'standing'>): {
  calls: number;
  line: number;
} {
  const inner = width * 0.9;
  if (standing) return { calls: inner, line: inner };
  const columns = inner - width * 0.025;
  return { calls: columns * 0.62, line: columns * 0.38 };
}

/** The last of a list; `at` is missing in the browsers of older televisions. */
export function lastOf(sizes: readonly number[]): number {
  return sizes[sizes.length - 1] ?? 0;
}
