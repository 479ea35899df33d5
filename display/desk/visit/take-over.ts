import type { DeskVisit } from '../../../wire/visits.ts';
import type { CodeLabel } from '../../../wire/fields.ts';

/** True when this counter serves a visitor who waits too long at another one. */
export function takesOver(
  { counter, escalation }: Pick<DeskVisit, 'counter' | 'escalation'>,
  here: CodeLabel | null,
): boolean {
  return escalation !== null && here !== null && counter?.code !== here.code;
}
