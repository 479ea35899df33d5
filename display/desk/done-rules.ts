import type { DeskVisit } from '../../wire/visits.ts';
import type { Asked } from '../ui/line/api.ts';

/**
 * Whether the list shows the effect of a command without an answer: its visit has moved on from the expected
 * revision, or its counter has a call. The list shows nothing of other commands.
 */
export function showsDone(
  visits: readonly Pick<DeskVisit, 'visitId' | 'revision' | 'step' | 'counter'>[],
  asked: Asked,
): boolean {
  if (asked.name === 'POST /visits/{visitId}/moves') {
    const visit = visits.find(({ visitId }) => visitId === asked.params.visitId);
    return visit === undefined || visit.revision > asked.body.expectedRevision;
  }
  if (asked.name === 'POST /offices/{office}/calls') {
    return visits.some(({ step, counter }) => step === 'called' && counter?.code === asked.body.counter);
  }
  return false;
}
