import type { CalendarDay } from '../../domain/offices/calendar.ts';
import type { AnswerTo } from '../../wire/http/client.ts';

/** An office's settings as the api returns them. */
export type Settings = AnswerTo<'/offices/{office}/settings'>;

/** The dates that hold for all offices, as the api returns them. */
export type NationalCalendar = AnswerTo<'/calendar'>;

/** The intervals of a day as a person writes them: `08:00-12:00 13:00-15:00`. */
export function toIntervals(text: string): [string, string][] | null {
  const spans = text.trim().split(/\s+/).filter(Boolean);
  if (spans.length === 0) return null;
  return spans.map((span) => {
    const [start, end] = span.replaceAll('.', ':').split('-');
    return [start || '-', end || '-']; // written wrongly, not left out
  });
}

/** Whether intervals are as the calendar wants them: hours and minutes, each after the one before. */
export function areIntervals(spans: readonly (readonly [string, string])[]): boolean {
  const times = spans.flat();
  return times.every(
    (time, index) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) && time >= (times[index - 1] ?? ''),
  );
}

/** The same, to be written in a field. */
export function fromIntervals(spans: readonly (readonly [string, string])[] | null | undefined): string {
  return (spans ?? []).map(([start, end]) => `${start}-${end}`).join(' ');
}

/** A number as it was written; nothing when the field is empty. */
export function numberIn(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}

/** A date that two people changed. */
export interface DateClash {
  readonly day: string;
  /** What the other one made of it; null when it was taken away. */
  readonly theirs: CalendarDay | null;
}

/**
 * What somebody made of the dates `from`, made of the dates `to` instead: what they added, changed or took away stays so,
 * and every other date is as it is in `to`. An entry that is the same object as in `from` was not touched. Answers too
 * which of the dates they touched are another thing in `to` than in `from`.
 */
export function carriedOver(
  days: readonly CalendarDay[],
  { from, to }: { readonly from: readonly CalendarDay[]; readonly to: readonly CalendarDay[] },
): { readonly days: readonly CalendarDay[]; readonly clashes: readonly DateClash[] } {
  const untouched = new Set(from);
  const own = days.filter((entry) => !untouched.has(entry));
  const kept = new Set(days.map(({ day }) => day));
  const removed = from.map(({ day }) => day).filter((day) => !kept.has(day));
  const touched = new Set([...own.map(({ day }) => day), ...removed]);
  const clashes = [...touched].toSorted().flatMap((day) => {
    const theirs = entryOf(to, day);
    const isAnother = !isSameEntry(theirs, entryOf(from, day)) && !isSameEntry(theirs, entryOf(own, day));
    return isAnother ? [{ day, theirs }] : [];
  });
  return {
    days: [...to.filter(({ day }) => !touched.has(day)), ...own].toSorted((a, b) =>
      a.day.localeCompare(b.day),
    ),
    clashes,
  };
}

/** What dates say of a day; null when they do not name it. */
export function entryOf(days: readonly CalendarDay[], day: string): CalendarDay | null {
  return days.find((entry) => entry.day === day) ?? null;
}

/** Whether two entries of one day say the same to who reads them. */
export function isSameEntry(one: CalendarDay | null, other: CalendarDay | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    fromIntervals(one.hours) === fromIntervals(other.hours)
  );
}
