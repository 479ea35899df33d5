import { dayAfter, endOfDay, instantOf, localDayOf, type CalendarDay } from '../offices/calendar.ts';
import { weekdays, type Policy } from '../offices/policy.ts';
import type { Instant } from '../time.ts';

/** What the working days of an office depend on. */
export interface WorkingWeek {
  readonly timeZone: string;
  readonly hours: Policy['hours'];
  /** Dates that differ from the week, at most one entry a day. */
  readonly days: readonly CalendarDay[];
}

/** Days that are searched for a working day: more than the longest series of holidays anywhere. */
const mostDaysAhead = 400;

/**
 * Whether people work in an office on a local day: by its calendar, else by its week. An office that is always open, or
 * never, works from Monday to Friday, which is what its staff do.
 */
export function isWorkingDay({ hours, days }: Omit<WorkingWeek, 'timeZone'>, day: string): boolean {
  const entry = days.find((one) => one.day === day);
  if (entry) return entry.kind === 'hours';
  const nth = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const name = weekdays[nth];
  const hasHours = hours !== 'always' && weekdays.some((weekday) => (hours[weekday] ?? []).length > 0);
  if (!hasHours) return nth < 5;
  return name !== undefined && (hours[name] ?? []).length > 0;
}

/**
 * The `n`-th working day after the local day of an instant: day 1 is the next one (UU 25/2009 and its rules count from the
 * day after).
 */
export function workingDayAfter(week: WorkingWeek, from: Instant, n: number): string {
  let day = localDayOf(from, week.timeZone);
  let left = n;
  for (let ahead = 0; left > 0 && ahead < mostDaysAhead; ahead += 1) {
    day = dayAfter(day);
    if (isWorkingDay(week, day)) left -= 1;
  }
  return day;
}

/** The end of the `n`-th working day after an instant: what comes before the midnight that ends it is in time. */
export function endOfWorkingDay(week: WorkingWeek, from: Instant, n: number): Instant {
  return endOfDay(workingDayAfter(week, from, n), week.timeZone);
}

/** The beginning of the `n`-th working day after an instant. */
export function startOfWorkingDay(week: WorkingWeek, from: Instant, n: number): Instant {
  return instantOf(workingDayAfter(week, from, n), '00:00', week.timeZone);
}
