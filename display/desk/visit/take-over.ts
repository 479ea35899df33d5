import type { DeskVisit } from '../../../wire/visits.ts';
import type { CodeLabel } from '../../../wire/fields.ts';

/** True when this counter serves in place of the one a visitor waits at in vain. */
export function takesOver(
  { counter, escalation }: Pick<DeskVisit, 'counter' | 'escalation'>,
  here: CodeLabel | null,
): boolean {
  return escalation !== null && here !== null && counter?.code !== here.code;
}
