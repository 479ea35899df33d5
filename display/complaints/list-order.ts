import { isFinal } from '../../domain/complaints/steps.ts';
import type { ComplaintSummary, ListedComplaint } from '../../wire/complaints/complaints.ts';

/** What a complaint in the list needs: late, due today, due later, the complainant's word, or nothing. */
export const listGroups = ['late', 'today', 'later', 'answered', 'over'] as const;
export type ListGroup = (typeof listGroups)[number];

/** What the office still owes for a complaint, the earliest first. */
const owedOf = ({ dues }: ComplaintSummary) =>
  dues.filter(({ due, open }) => open && due !== 'silence').toSorted((a, b) => a.at.localeCompare(b.at));

/** What is owed first, or silence once it is answered; null when nothing is. */
export const firstDueOf = (complaint: ComplaintSummary): ComplaintSummary['nextDue'] =>
  owedOf(complaint)[0] ?? complaint.nextDue;

/** The group of a complaint; `endOfToday` is the midnight that ends the office's day. */
export function groupOf(
  complaint: ComplaintSummary,
  { now, endOfToday }: { now: Date; endOfToday: Date },
): ListGroup {
  if (isFinal(complaint.stage)) return 'over';
  const first = owedOf(complaint)[0];
  if (first === undefined) return 'answered';
  const at = Date.parse(first.at);
  if (at <= now.getTime()) return 'late';
  return at <= endOfToday.getTime() ? 'today' : 'later';
}

/** The groups that have a complaint, each by what is due first; what is over by what came last. */
export function grouped(
  complaints: readonly ListedComplaint[],
  times: { now: Date; endOfToday: Date },
): { readonly group: ListGroup; readonly complaints: readonly ListedComplaint[] }[] {
  return listGroups.flatMap((group) => {
    const own = complaints.filter((complaint) => groupOf(complaint, times) === group);
    if (own.length === 0) return [];
    const orderOf = (complaint: ListedComplaint): string => firstDueOf(complaint)?.at ?? complaint.receivedAt;
    const ordered = own.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
    return [{ group, complaints: group === 'over' ? ordered.toReversed() : ordered }];
  });
}
