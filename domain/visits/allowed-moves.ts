import { openSteps, type MoveName, type Step } from './steps.ts';

/**
 * Where each move leads; what is not listed is not allowed.
 * `undo`, `expire` and `resolve-custody` depend on facts as well, see `refusalOf` in `moves.ts`.
 */
export const leadsTo: Readonly<Record<Step, Readonly<Partial<Record<MoveName, Step>>>>> = {
  waiting: { call: 'called', cancel: 'cancelled' },
  called: {
    recall: 'called',
    arrive: 'guest-book',
    'submit-guest-book': 'registered',
    requeue: 'waiting',
    'no-show': 'no-show',
    cancel: 'cancelled',
  },
  'guest-book': {
    'submit-guest-book': 'registered',
    transfer: 'guest-book',
    requeue: 'waiting',
    cancel: 'cancelled',
  },
  registered: { serve: 'serving', transfer: 'registered', cancel: 'cancelled' },
  serving: {
    deposit: 'serving',
    'change-locker': 'serving',
    'skip-locker': 'serving',
    transfer: 'serving',
    'return-id': 'serving',
    enter: 'library',
    cancel: 'cancelled',
  },
  library: { finish: 'rating', 'change-locker': 'library', 'return-id': 'library', leave: 'done' },
  rating: { 'change-locker': 'rating', 'return-id': 'rating', leave: 'done' },
  done: {},
  'no-show': { requeue: 'waiting' },
  cancelled: {},
  expired: {},
};

/** Steps in which the guest book can be filled. */
export const guestBookSteps: readonly Step[] = openSteps.filter(
  (step) => leadsTo[step]['submit-guest-book'] !== undefined,
);

/** Moves that can be undone; the others are corrected with a reason. */
export const undoable: Readonly<Record<MoveName, boolean>> = {
  call: true,
  recall: false,
  arrive: true,
  'submit-guest-book': false,
  requeue: true,
  'no-show': true,
  cancel: true,
  serve: true,
  deposit: false,
  'change-locker': false,
  'skip-locker': true,
  transfer: true,
  enter: true,
  'return-id': true,
  finish: true,
  leave: true,
  'resolve-custody': false,
  undo: false,
  expire: false,
};
