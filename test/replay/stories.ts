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
 * All kept histories: the visits, those whose office got other hours meanwhile, two that went on in a new workflow, with a
 * withdrawal to be sent and after one, one that closed before a breach that was told, a visit that closed in its office's turn, the end of a day before and since there are
 * turns, a mail, a registration, an import of a collection, a request for a copy that was taken back, and a complaint until
 * silence closed it.
 */
export const stories = [
  ...visitStories,
  'closing-moved',
  'closing-told-again',
  'taken-back',
  'lost-after-withdrawal',
  'refuted-afterwards',
  'closed-in-turn',
  'day',
  'day-in-turn',
  'mail',
  'member',
  'collection-import',
  'softcopy',
  'complaint',
] as const;

export type Story = (typeof stories)[number];
