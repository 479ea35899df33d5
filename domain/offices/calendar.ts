import type { Instant } from '../time.ts';
import { weekdays, type Interval, type Policy } from './policy.ts';

/** Why no tickets are given now. */
export const closedReasons = ['hours', 'break', 'holiday', 'notice'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** The kinds of calendar dates: closed for one of three reasons, or open at special hours. */
export const dayKinds = ['holiday', 'collective-leave', 'closure', 'hours'] as const;
export type DayKind = (typeof dayKinds)[number];

/** One date that differs from the week's hours. */
export interface CalendarDay {
  /** Local day `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: DayKind;
  readonly name: string;
  /** The day's special intervals, only for `hours`. */
  readonly hours: readonly Interval[] | null;
  /** Whether the office has confirmed the date; lists of holidays disagree. */
  readonly verified: boolean;
}

/** Everything opening depends on: the policy's week, dates that differ, and an unscheduled closing. */
export interface Schedule extends Pick<Policy, 'hours' | 'lastTicketMinutesBeforeClose'> {
  /** At most one entry a day. */
  readonly days: readonly CalendarDay[];
  /** The unscheduled closing and its end; null as an end means until it is opened again. */
  readonly closure: { readonly until: Instant | null } | null;
}

/** The opening of an office at one instant. */
export interface Opening {
  /** Local day `YYYY-MM-DD`. */
  readonly day: string;
  readonly open: boolean;
  /** False when closed, and in the last minutes before closing. */
  readonly ticketsOpen: boolean;
  readonly closedBecause: ClosedReason | null;
  /** The next opening while no tickets are given, null when none is near. */
  readonly opensAt: Instant | null;
  /** End of the day's last interval; for `always` the coming local midnight; null on a day without hours. */
  readonly closesAt: Instant | null;
  /** The name of today's entry in the calendar, when it closes the office. */
  readonly holiday: string | null;
  /** The number of openings and closings passed today; part of the epoch of a board's state. */
  readonly part: number;
}

const dayMs = 86_400_000;
const daysAhead = 30;

/** The local calendar day `YYYY-MM-DD` of an instant. */
export function localDayOf(at: Instant, timeZone: string): string {
  return new Date(at + offsetOf(at, timeZone)).toISOString().slice(0, 10);
}

/** Milliseconds since local midnight, as the wall clock shows them. */
export function timeOfDayOf(at: Instant, timeZone: string): number {
  return (at + offsetOf(at, timeZone)) % dayMs;
}

/** What a local wall clock shows at an instant: `YYYY-MM-DD HH:MM:SS`. */
export function wallClockOf(at: Instant, timeZone: string): string {
  return new Date(at + offsetOf(at, timeZone)).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant at which a local wall clock shows `day` and `time` (`HH:MM` or `HH:MM:SS`, up to `24:00`). */
export function instantOf(day: string, time: string, timeZone: string): Instant {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const wall = Date.parse(`${day}T00:00:00Z`) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
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

/** The opening of the office at `at`, by its hours in its own time zone. Never by the UTC date. */
export function openingOf(schedule: Schedule, timeZone: string, at: Instant): Opening {
  const day = localDayOf(at, timeZone);
  const entry = entryOf(schedule, day);
  const spans = spansOf(schedule, day, timeZone);
  const closesAt = spans.at(-1)?.end ?? null;
  const inHours = spans.some((span) => at >= span.start && at < span.end);
  const part = spans.flatMap((span) => [span.start, span.end]).filter((edge) => edge <= at).length;
  const { closure } = schedule;
  const closedNow = closure !== null && (closure.until === null || at < closure.until);
  const open = inHours && !closedNow;
  const ticketsOpen = open && closesAt !== null && at < closesAt - lastTicketMsOf(schedule, day);
  return {
    day,
    part,
    closesAt,
    open,
    ticketsOpen,
    holiday: entry && entry.kind !== 'hours' ? entry.name : null,
    closedBecause: open ? null : reasonOf({ closedNow, entry, onBreak: part > 0 && part < spans.length * 2 }),
    opensAt: ticketsOpen ? null : nextOpening(schedule, timeZone, { at, open, closedNow }),
  };
}

function reasonOf(state: {
  closedNow: boolean;
  entry: CalendarDay | undefined;
  onBreak: boolean;
}): ClosedReason {
  const { closedNow, entry, onBreak } = state;
  if (closedNow || entry?.kind === 'closure') return 'notice';
  if (entry && entry.kind !== 'hours') return 'holiday';
  return onBreak ? 'break' : 'hours';
}

/** When numbers can be taken again: in a later interval, or when an unscheduled closing ends inside one. */
function nextOpening(
  schedule: Schedule,
  timeZone: string,
  { at, open, closedNow }: { at: Instant; open: boolean; closedNow: boolean },
): Instant | null {
  const until = schedule.closure?.until ?? null;
  if (closedNow && until === null) return null;
  const from = closedNow && until !== null ? until : at;
  const first = localDayOf(from, timeZone);
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const spans = spansOf(schedule, dayAfter(first, ahead), timeZone);
    const next = spans.find((span) => span.end > from && (closedNow || !open || span.start > at));
    if (next) return Math.max(next.start, from);
  }
  return null;
}

/** The last minutes before closing, in which no number is given; none where the office never closes. */
function lastTicketMsOf(schedule: Schedule, day: string): number {
  const always = schedule.hours === 'always' && entryOf(schedule, day) === undefined;
  return always ? 0 : schedule.lastTicketMinutesBeforeClose * 60_000;
}

function entryOf({ days }: Pick<Schedule, 'days'>, day: string): CalendarDay | undefined {
  return days.find((entry) => entry.day === day);
}

/** The intervals in which an office is open on a local day, as instants. */
export function spansOf(
  schedule: Pick<Schedule, 'hours' | 'days'>,
  day: string,
  timeZone: string,
): { start: Instant; end: Instant }[] {
  return intervalsOf(schedule, day).map(([start, end]) => ({
    start: instantOf(day, start, timeZone),
    end: instantOf(day, end, timeZone),
  }));
}

function intervalsOf({ hours, days }: Pick<Schedule, 'hours' | 'days'>, day: string): readonly Interval[] {
  const entry = entryOf({ days }, day);
  if (entry) return entry.hours ?? [];
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
