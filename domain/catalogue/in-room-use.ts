import type { OpenStep } from '../visits/steps.ts';

/** How a use was noticed: recorded for a visit, or counted from a table when the room is tidied. */
export const useSources = ['visit', 'table'] as const;
export type UseSource = (typeof useSources)[number];

/** The steps of a visitor who may have a book in hand. */
export const readingSteps = ['serving', 'library', 'rating'] as const satisfies readonly OpenStep[];

/** Days after which nobody can tell any more which visit used a publication. */
export const useLinkDays = 30;
