/**
 * What people do with the collection without a person being kept, counted once each time: `search` is a query's first page
 * with nothing chosen beside it, `empty-search` one of them that found nothing with enough of what was asked, `registration`
 * a new member, `softcopy` a marked copy that was fetched, `in-room-use` a printed publication that was read in the room.
 */
export const libraryUses = ['search', 'empty-search', 'registration', 'softcopy', 'in-room-use'] as const;
export type LibraryUse = (typeof libraryUses)[number];

/** For how many days a query that found nothing is kept. */
export const emptyQueryDays = 30;

/** How long a query is kept as text. */
const longestKept = 100;
/** Texts that may name a person: an address, or digits as long as those of a card or a telephone. */
const personal = /@|(?:\d[ .-]?){9}/;

/**
 * A query as it is compared with others: lower case, single spaces. Null when it must not be kept: empty, too long
 * to be a subject, or like an address or a number of a person.
 */
export function keptQuery(text: string): string | null {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return folded === '' || folded.length > longestKept || personal.test(folded) ? null : folded;
}
