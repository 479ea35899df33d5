import { instantOf, localDayOf, timeOfDayOf } from '../offices/calendar.ts';
import type { Instant } from '../time.ts';
import { between, weighted, type Random } from './random.ts';

/** Part of a day in which an office receives visitors. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** How much each hour of the wall clock is visited: most in the morning, little while people eat. */
const usualHours: ReadonlyMap<number, number> = new Map([
  [8, 13],
  [9, 17],
  [10, 16],
  [11, 11],
  [12, 4],
  [13, 13],
  [14, 11],
  [15, 6],
]);

/** Hours for an office that has none of its own: those of an ordinary working day. */
export function ordinarySpan(day: string, timeZone: string): Span {
  return { start: instantOf(day, '08:00', timeZone), end: instantOf(day, '16:00', timeZone) };
}

/** How many visitors a working day brings, by its weekday from Monday on. */
const onWeekday = [46, 37, 34, 33, 26, 30, 30] as const;

/** How many visitors come on a working day: most on Mondays, fewest on Fridays. */
export function visitorsOf(random: Random, day: string): number {
  const usual = onWeekday[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 0;
  return between(random, usual * 0.8, usual * 1.2);
}

const hourMs = 3_600_000;
const tries = 50;

/**
 * When so many visitors take their numbers, the earliest first: within the spans, as often in each hour as people come. No
 * number is given in the last minutes before the end.
 */
export function arrivalsOf(
  random: Random,
  of: {
    readonly visitors: number;
    readonly spans: readonly Span[];
    readonly timeZone: string;
    readonly lastTicketMs: number;
    readonly hours?: ReadonlyMap<number, number>;
  },
): Instant[] {
  const { visitors, spans, timeZone, lastTicketMs, hours = usualHours } = of;
  const last = spans.at(-1);
  if (!last) return [];
  const open = spans
    .map(({ start, end }) => ({ start, end: Math.min(end, last.end - lastTicketMs) }))
    .filter(({ start, end }) => end > start);
  if (open.length === 0) return [];
  const anytime = (): Instant => {
    const span = weighted(
      random,
      open.map((one) => [one, one.end - one.start]),
    );
    return Math.floor(span.start + random() * (span.end - span.start));
  };
  const day = localDayOf(last.start, timeZone);
  const midnight = instantOf(day, '00:00', timeZone);
  const arrival = (): Instant => {
    for (let count = 0; count < tries; count += 1) {
      const at = Math.floor(midnight + (weighted(random, [...hours]) + random()) * hourMs);
      const isKept = open.some(({ start, end }) => at >= start && at < end);
      if (isKept && hours.has(Math.floor(timeOfDayOf(at, timeZone) / hourMs))) return at;
    }
    return anytime(); // open at hours when nobody usually comes
  };
  return Array.from({ length: visitors }, arrival).toSorted((a, b) => a - b);
}
