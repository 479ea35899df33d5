import { sql } from 'kysely';

/** Local days of an office, both included. */
export interface Period {
  readonly office: string;
  readonly from: string;
  readonly to: string;
}

/** The days of a report: today when none is named, one day when only one is. */
export function periodOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): { from: string; to: string } {
  const last = to ?? (from !== undefined && from > today ? from : today);
  return { from: from ?? last, to: last };
}

/** That a visit `v` is of the period. */
export const inPeriod = ({ office, from, to }: Period) =>
  sql<boolean>`v.office = ${office} and v.day between ${from}::date and ${to}::date`;
