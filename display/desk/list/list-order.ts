import type { Step } from '../../../domain/visits/steps.ts';
import type { DeskVisit } from '../../../wire/visits.ts';

/** The groups of the desk's list, from what needs someone now to what waits. */
export const groups = [
  'late',
  'overnight',
  'served-here',
  'registered',
  'arriving',
  'waiting',
  'inside',
  'ended',
  'missed',
] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<Step, Group>> = {
  registered: 'registered',
  called: 'arriving',
  'guest-book': 'arriving',
  serving: 'served-here',
  rating: 'served-here',
  waiting: 'waiting',
  library: 'inside',
  done: 'ended',
  'no-show': 'missed',
  cancelled: 'ended',
  expired: 'ended',
};

/** The list in groups: who waits for service by due time, the others as the server sent them, which is by number or by turn. */
export function inGroups(visits: readonly DeskVisit[]): ReadonlyMap<Group, readonly DeskVisit[]> {
  const byGroup = new Map<Group, DeskVisit[]>(groups.map((group) => [group, []]));
  for (const visit of visits) byGroup.get(placeOf(visit))?.push(visit);
  const byDue = (a: DeskVisit, b: DeskVisit) => (a.sla?.dueAt ?? '').localeCompare(b.sla?.dueAt ?? '');
  for (const group of ['late', 'registered'] as const) {
    byGroup.set(group, (byGroup.get(group) ?? []).toSorted(byDue));
  }
  return byGroup;
}

function placeOf(visit: DeskVisit): Group {
  if (visit.escalation !== null) return 'late';
  return visit.custody?.afterClose ? 'overnight' : groupOf[visit.step];
}

/** The list in screen order. */
export function inOrder(visits: readonly DeskVisit[]): readonly DeskVisit[] {
  const byGroup = inGroups(visits);
  return groups.flatMap((group) => byGroup.get(group) ?? []);
}
