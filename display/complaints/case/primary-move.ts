import type { ComplaintStage, StaffMoveName } from '../../../domain/complaints/steps.ts';
import type { Role } from '../../../domain/staff/roles.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';

/** The moves that have a form; assigning stands by itself. */
export type FormMove = Exclude<StaffMoveName, 'assign'>;

/** What is done next in each stage: the one big button. */
const primaryIn: Readonly<Record<ComplaintStage, FormMove | null>> = {
  received: 'verify',
  verified: 'follow-up',
  'following-up': 'answer',
  answered: 'close',
  closed: null,
  transferred: null,
  dismissed: null,
};

/** Handing a complaint on and setting it aside are the supervisor's. */
const supervisorsOnly: ReadonlySet<FormMove> = new Set(['transfer', 'dismiss']);

type MoveOf = Pick<ComplaintView, 'stage' | 'next'>;

/** What is done next, where that is possible. */
export function primaryMoveOf({ stage, next }: MoveOf): FormMove | null {
  const move = primaryIn[stage];
  return move !== null && next.includes(move) ? move : null;
}

/** Everything that is done with a complaint by a form and is possible now. */
export const formMovesOf = ({ next }: MoveOf): FormMove[] => next.filter((move) => move !== 'assign');

/** Everything else that can be done with a complaint now. */
export function otherMovesOf(complaint: MoveOf, role: Role): FormMove[] {
  const primary = primaryMoveOf(complaint);
  return formMovesOf(complaint).filter(
    (move) => move !== primary && (role === 'supervisor' || !supervisorsOnly.has(move)),
  );
}
