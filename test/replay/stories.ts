/** The visits whose histories are kept: every change of the workflow must be able to replay them. */
export const stories = [
  'full-visit',
  'no-bag',
  'no-show-by-timer',
  'sla-breach',
  'undo',
  'cancel',
  'closing-with-card',
] as const;

export type Story = (typeof stories)[number];
