import { isWorkingDay, type WorkingWeek } from '../complaints/working-days.ts';
import { dayAfter, spansOf } from '../offices/calendar.ts';
import { ordinarySpan, type Span } from './day.ts';

/** The days of a month that can be looked at: the whole last calendar month, and this one until yesterday. */
export function demoDaysBefore(today: string): { readonly from: string; readonly to: string } {
  const lastOfMonth = dayAfter(`${today.slice(0, 7)}-01`, -1);
  return { from: `${lastOfMonth.slice(0, 7)}-01`, to: dayAfter(today, -1) };
}

/** Whether some days of a period, both ends included, are among the invented ones. */
export function isInvented(
  demo: { readonly from: string; readonly to: string } | null,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  return demo !== null && demo.from <= to && from <= demo.to;
}

/** Days of a range on which people work in an office. */
export function workingDays(week: WorkingWeek, { from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) if (isWorkingDay(week, day)) days.push(day);
  return days;
}

/** When visitors come on a working day, and when the office's day ends: an office that is always open has its staff in by day. */
export function spansOfDay(week: WorkingWeek, day: string): { spans: Span[]; closesAt: number } {
  const ordinary = ordinarySpan(day, week.timeZone);
  const own = spansOf(week, day, week.timeZone);
  const closesAt = own.at(-1)?.end ?? ordinary.end;
  const isOwn = own.length > 0 && (week.hours !== 'always' || week.days.some((entry) => entry.day === day));
  return { spans: isOwn ? own : [ordinary], closesAt };
}
