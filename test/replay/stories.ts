/** The visits whose histories are kept: every change of the workflow must be able to replay them. */
export const visitStories = [
  'full-visit',
  'no-bag',
  'no-show-by-timer',
  'sla-breach',
  'escalated',
  'undo',
  'cancel',
  'called-back',
  'missed-until-closing',
  'typed-late',
  'returned-in-error',
  'closing-with-card',
] as const;

export type VisitStory = (typeof visitStories)[number];

/**
 * All kept histories: the visits, those whose office got other hours meanwhile, one that went on in a new workflow with a
 * withdrawal to be sent, the end of a day, and a mail.
 */
export const stories = [
  ...visitStories,
  'closing-moved',
  'closing-told-again',
  'taken-back',
  'day',
  'mail',
] as const;

export type Story = (typeof stories)[number];
