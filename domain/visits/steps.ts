/** Steps of an open visit, in the order of the service standard. */
export const openSteps = [
  'waiting',
  'called',
  'guest-book',
  'registered',
  'serving',
  'library',
  'rating',
] as const;

/** Steps that end a visit. */
export const finalSteps = ['done', 'no-show', 'cancelled', 'expired'] as const;

export const steps = [...openSteps, ...finalSteps] as const;

export type OpenStep = (typeof openSteps)[number];
export type FinalStep = (typeof finalSteps)[number];
export type Step = (typeof steps)[number];

/** Moves staff choose for a visit in front of them; `call` comes only through call-next. */
export const staffMoveNames = [
  'recall',
  'arrive',
  'submit-guest-book',
  'requeue',
  'no-show',
  'cancel',
  'serve',
  'deposit',
  'change-locker',
  'skip-locker',
  'transfer',
  'enter',
  'return-id',
  'finish',
  'leave',
  'resolve-custody',
  'undo',
] as const;
export type StaffMoveName = (typeof staffMoveNames)[number];

/** Everything that can be done to a visit after its number was issued. */
export const moveNames = ['call', ...staffMoveNames, 'expire'] as const;
export type MoveName = (typeof moveNames)[number];

/** The events of the event table: the ticket first, then moves. */
export const eventNames = ['check-in', ...moveNames] as const;
export type EventName = (typeof eventNames)[number];

/** Whether a visit at this step occupies a counter: it is called there, or being served. */
const isAtCounter = {
  waiting: false,
  called: true,
  'guest-book': true,
  registered: true,
  serving: true,
  library: false,
  rating: false,
} as const satisfies Record<OpenStep, boolean>;

/** Steps in which a visit is at its counter. */
export const counterSteps = openSteps.filter((step) => isAtCounter[step]);

/** Whether visitors may still give up their number here. */
const canBeGivenUp = {
  waiting: true,
  called: true,
  'guest-book': false,
  registered: false,
  serving: false,
  library: false,
  rating: false,
} as const satisfies Record<OpenStep, boolean>;

/** True while the visitor may give up the number. */
export function mayGiveUp(step: Step): boolean {
  return !isFinal(step) && canBeGivenUp[step];
}

/** True for a step that ends a visit. */
export function isFinal(step: Step): step is FinalStep {
  return (finalSteps as readonly Step[]).includes(step);
}
