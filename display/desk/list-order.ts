import type { Step } from '../../domain/visit/steps.ts';
import type { DeskVisit } from '../../domain/visit/views.ts';

/** The groups of the desk's list, from what needs someone now to what waits. */
export const groups = ['served-here', 'registered', 'arriving', 'waiting', 'inside', 'ended'] as const;
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
  'no-show': 'ended',
  cancelled: 'ended',
  expired: 'ended',
};

/** The list in groups: registered by due time, the others by number as the server sent them. */
export function inGroups(visits: readonly DeskVisit[]): ReadonlyMap<Group, readonly DeskVisit[]> {
  const byGroup = new Map<Group, DeskVisit[]>(groups.map((group) => [group, []]));
  for (const visit of visits) byGroup.get(groupOf[visit.step])?.push(visit);
  const byDue = (a: DeskVisit, b: DeskVisit) => (a.sla?.dueAt ?? '').localeCompare(b.sla?.dueAt ?? '');
  byGroup.set('registered', (byGroup.get('registered') ?? []).toSorted(byDue));
  return byGroup;
}
