import type { DeskVisit } from '../../wire/visits.ts';

/**
 * Whether the list shows that a command without an answer has had its effect: its visit has moved on from
 * the revision the command was decided on, or its counter rings. Of other commands the list tells nothing.
 */
export function showsDone(
  visits: readonly Pick<DeskVisit, 'visitId' | 'revision' | 'step' | 'counter'>[],
  { path, body }: { readonly path: string; readonly body: object },
): boolean {
  const [, moved] = /^\/visits\/([^/]+)\/moves$/.exec(path) ?? [];
  if (moved !== undefined && 'expectedRevision' in body) {
    const visit = visits.find(({ visitId }) => visitId === moved);
    return visit === undefined || visit.revision > Number(body.expectedRevision);
  }
  if (path.endsWith('/calls') && 'counter' in body) {
    return visits.some(({ step, counter }) => step === 'called' && counter?.code === body.counter);
  }
  return false;
}
