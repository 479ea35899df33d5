/** The reports of a supervised period, each a table on the page and a file, in the order of the page. */
export const reportNames = [
  'days',
  'hours',
  'breaches',
  'escalations',
  'outcomes',
  'waits',
  'steps',
  'ratings',
  'rating-sources',
  'skm',
  'held',
  'library',
  'titles',
  'empty-queries',
] as const;
export type ReportName = (typeof reportNames)[number];
