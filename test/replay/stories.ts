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

/** All kept histories: the visits, one whose office got other hours meanwhile, the end of a day, and a mail. */
export const stories = [...visitStories, 'closing-moved', 'day', 'mail'] as const;

export type Story = (typeof stories)[number];
