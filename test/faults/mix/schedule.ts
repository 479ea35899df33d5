import type { Random } from '../../../domain/demo/random.ts';

/** What a fault takes away, or stands in the way of; two that touch the same thing do not happen together. */
export type Touched = 'api' | 'worker' | 'engine' | 'database' | 'line' | 'board' | 'people' | 'clock';

/** When a fault can happen, and for how long. Milliseconds. */
export interface Scheduled {
  readonly number: number;
  readonly touches: readonly Touched[];
  /** How long it lasts in full; never shorter than `least`, which is more than the product itself waits for. */
  readonly lasts: { readonly full: number; readonly least: number };
  /** False for what needs the house for itself. */
  readonly mixes: boolean;
}

/** Faults that happen at the same time. */
export type Round<Fault> = readonly Fault[];

/** How long a round takes besides its faults: until it shows, until all is well again, and the look at every rule. */
export const roundCostsMs = 25_000;
const mostAtOnce = 4;

/** The faults in the order of a seed. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** Some faults that do not touch the same; at least two, when there are two. */
export function mixOf<Fault extends Scheduled>(random: Random, faults: readonly Fault[]): Round<Fault> {
  const most = 2 + Math.floor(random() * (mostAtOnce - 1));
  const mix: Fault[] = [];
  for (const fault of shuffled(
    random,
    faults.filter(({ mixes }) => mixes),
  )) {
    const touched = new Set(mix.flatMap(({ touches }) => touches));
    if (mix.length < most && !fault.touches.some((touch) => touched.has(touch))) mix.push(fault);
  }
  return mix;
}

/** The part of their full length that all faults, each alone, may take of so much time; half of it is left to mixes. */
export function scaleOf(faults: readonly Scheduled[], timeMs: number): number {
  const full = faults.reduce((sum, { lasts }) => sum + lasts.full, 0);
  const left = timeMs - faults.length * roundCostsMs;
  return Math.max(0, Math.min(1, left / 2 / full));
}

/** How long a fault lasts in this run; in a mix, of which there should be many, the scale is 0. */
export function lengthOf({ lasts: { full, least } }: Scheduled, scale: number): number {
  return Math.max(least, Math.round(full * scale));
}

/** Whether a round ends in so much time. */
export function fits(round: Round<Scheduled>, { scale, leftMs }: { scale: number; leftMs: number }): boolean {
  const longest = Math.max(...round.map((fault) => lengthOf(fault, scale)));
  return longest + roundCostsMs <= leftMs;
}
