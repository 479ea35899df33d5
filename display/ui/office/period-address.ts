const [firstDay, lastDay] = ['dari', 'sampai'];

/** Days of an office, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The period that the address of this page names; null where it names none, or one that cannot be. */
export function periodInAddress(): Period | null {
  const asked = new URLSearchParams(location.search);
  const [from, to] = [asked.get(firstDay) ?? '', asked.get(lastDay) ?? ''];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

/** An address of this service with a period, or without one. */
export function withPeriod(address: string, period: Period | null): string {
  const url = new URL(address, location.href);
  url.searchParams.delete(firstDay);
  url.searchParams.delete(lastDay);
  if (period) {
    url.searchParams.set(firstDay, period.from);
    url.searchParams.set(lastDay, period.to);
  }
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Puts a period into the address: it can be bookmarked, and is there after a reload. */
export function keepInAddress(period: Period | null): void {
  history.replaceState(history.state, '', withPeriod(location.href, period));
}
