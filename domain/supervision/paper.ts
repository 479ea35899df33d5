/** How a visit that was run on paper can have ended; the clock ended none of them. */
export const paperOutcomes = ['done', 'no-show', 'cancelled'] as const;
export type PaperOutcome = (typeof paperOutcomes)[number];
