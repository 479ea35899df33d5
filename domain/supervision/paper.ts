/** The possible ends of a visit recorded on paper; no timer ended any of them. */
export const paperOutcomes = ['done', 'no-show', 'cancelled'] as const;
export type PaperOutcome = (typeof paperOutcomes)[number];
