/** Local days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** The last so many whole months before a local day `YYYY-MM-DD`, with the last month's last day. */
export function wholeMonthsBefore(day: string, months: number): Days {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = (back: number): number => Date.UTC(year, month - 1 - back, 1);
  const text = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return { from: text(first(months)), to: text(first(0) - dayMs) };
}
