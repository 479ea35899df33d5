import type { StaffMoveName, Step } from '../../../domain/visits/steps.ts';
import type { DeskVisit } from '../../../wire/visits.ts';

/**
 * Which of the allowed moves the big button makes, first match first. Whether a move is allowed comes from
 * the server in `next`, never from here.
 */
const preferred: Readonly<Record<Step, readonly StaffMoveName[]>> = {
  waiting: [],
  called: ['arrive'],
  'guest-book': ['submit-guest-book'],
  registered: ['serve'],
  serving: ['enter', 'deposit', 'return-id'],
  library: ['finish', 'return-id'],
  rating: ['return-id', 'leave'],
  done: [],
  'no-show': [],
  cancelled: [],
  expired: [],
};

/** The move of the primary button for a visit, or null when there is none. */
export function primaryMoveOf({ step, next }: Pick<DeskVisit, 'step' | 'next'>): StaffMoveName | null {
  return preferred[step].find((move) => next.includes(move)) ?? null;
}

/** The other allowed moves, for the smaller buttons. */
export function otherMovesOf(visit: Pick<DeskVisit, 'step' | 'next'>): StaffMoveName[] {
  const primary = primaryMoveOf(visit);
  return visit.next.filter((move) => move !== primary);
}

/** The `data-meaning` of the undo button. */
export function undoMeaning({ undo }: Pick<DeskVisit, 'undo'>): string {
  return `undo ${undo?.move ?? ''}`;
}

/** The `data-meaning` of a move's button: the same words mean another thing for another visit. */
export function meaningOf({ visitId }: Pick<DeskVisit, 'visitId'>, action: string): string {
  return `${action} ${visitId}`;
}
