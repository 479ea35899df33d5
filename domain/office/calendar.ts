import type { Instant } from '../visit/visit.ts';
import { weekdays } from './policy.ts';
import type { Hours, Interval, Policy } from './policy.ts';

/** Why no tickets are given now. */
export const closedReasons = ['hours', 'break', 'holiday', 'notice'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** How an office stands at one instant. */
export interface Opening {
  /** Local day `YYYY-MM-DD`. */
  readonly day: string;
  readonly open: boolean;
  /** False when closed, and in the last minutes before closing. */
  readonly ticketsOpen: boolean;
  readonly closedBecause: ClosedReason | null;
  /** The next opening while no tickets are given, null when none is near. */
  readonly opensAt: Instant | null;
  /** End of the day's last interval; for `always` the coming local midnight. */
  readonly closesAt: Instant;
  /** Counts the openings and closings passed today; part of what tells one board state from an older day's. */
  readonly part: number;
}

const dayMs = 86_400_000;
const daysAhead = 14;

/** The local calendar day `YYYY-MM-DD` of an instant. */
export function localDayOf(at: Instant, timeZone: string): string {
  return new Date(at + offsetOf(at, timeZone)).toISOString().slice(0, 10);
}

/** The instant at which a local wall clock shows `day` and `time` (`HH:MM`, up to `24:00`). */
export function instantOf(day: string, time: string, timeZone: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  const guess = wall - offsetOf(wall, timeZone);
  return wall - offsetOf(guess, timeZone);
}

/** The day after a local day. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** When a local day ends: the next local midnight. */
export function endOfDay(day: string, timeZone: string): Instant {
  return instantOf(dayAfter(day), '00:00', timeZone);
}

/** How the office stands at `at`, by its hours in its own time zone. Never by the UTC date. */
export function openingOf(
  policy: Pick<Policy, 'hours' | 'lastTicketMinutesBeforeClose'>,
  timeZone: string,
  at: Instant,
): Opening {
  const day = localDayOf(at, timeZone);
  const spans = spansOf(policy.hours, day, timeZone);
  const closesAt = spans.at(-1)?.end ?? at;
  const current = spans.find((span) => at >= span.start && at < span.end);
  const part = spans.flatMap((span) => [span.start, span.end]).filter((edge) => edge <= at).length;
  const lastTicketAt =
    policy.hours === 'always' ? closesAt : closesAt - policy.lastTicketMinutesBeforeClose * 60_000;
  const ticketsOpen = current !== undefined && at < lastTicketAt;
  const later = spans.find((span) => span.start > at);
  return {
    day,
    part,
    closesAt,
    ticketsOpen,
    open: current !== undefined,
    closedBecause: current ? null : later && part > 0 ? 'break' : 'hours',
    opensAt: ticketsOpen ? null : (later?.start ?? nextStart(policy.hours, timeZone, day)),
  };
}

function nextStart(hours: Hours, timeZone: string, day: string): Instant | null {
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const first = spansOf(hours, dayAfter(day, ahead), timeZone)[0];
    if (first) return first.start;
  }
  return null;
}

function spansOf(hours: Hours, day: string, timeZone: string): { start: Instant; end: Instant }[] {
  return intervalsOf(hours, day).map(([start, end]) => ({
    start: instantOf(day, start, timeZone),
    end: instantOf(day, end, timeZone),
  }));
}

function intervalsOf(hours: Hours, day: string): readonly Interval[] {
  if (hours === 'always') return [['00:00', '24:00']];
  const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  return (weekday && hours[weekday]) ?? [];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds the zone's wall clock is ahead of UTC at an instant. */
function offsetOf(at: Instant, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
