/**
 * Stands in the place of a stored text that cannot be opened any more, because it is damaged or was sealed with another
 * key. Screens show a word of their own for it.
 */
export const unreadable = '\uFFFD';
