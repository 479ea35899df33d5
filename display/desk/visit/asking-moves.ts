import type { StaffMoveName } from '../../../domain/visits/steps.ts';

/** Moves that ask something before they are sent. */
const asking = [
  'deposit',
  'change-locker',
  'skip-locker',
  'transfer',
  'submit-guest-book',
  'cancel',
  'return-id',
  'resolve-custody',
] as const;
export type AskingMove = (typeof asking)[number];

/** True for a move that needs an answer from the officer first. */
export function asks(move: StaffMoveName): move is AskingMove {
  return (asking as readonly StaffMoveName[]).includes(move);
}
