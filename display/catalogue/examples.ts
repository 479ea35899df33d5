import type { CatalogueResults } from '../../wire/catalogue/catalogue.ts';

type Item = Pick<
  CatalogueResults['items'][number],
  'title' | 'year' | 'subject' | 'region' | 'catalogueNumber' | 'publicationNumber'
>;

/** What stands before the name of a region, and is not typed. */
const kindOfRegion = /^(provinsi|kabupaten|kota) /i;
/** A subject that reads as words of a query. */
const plainSubject = /^[\p{L} ]{3,30}$/u;
const wordsOfPhrase = 3;

/**
 * Questions that this collection answers, made from titles it has: words of one publication, the beginning of a title,
 * a number. Each is taken from another publication where there are several; fewer when the titles do not give them.
 */
export function examplesOf(items: readonly Item[]): readonly string[] {
  const local = items.filter(({ region }) => region !== null && kindOfRegion.test(region));
  const about = [...local, ...items].find(
    ({ subject, region }) => subject !== null && region !== null && plainSubject.test(subject),
  );
  const phrased = items.filter((item) => item !== about && phraseOf(item) !== null);
  const named = phrased.find((item) => !namesItsRegion(item)) ?? phrased[0];
  const numbered = items.findLast(
    ({ catalogueNumber, publicationNumber }) => catalogueNumber ?? publicationNumber,
  );
  return [
    about &&
      `${about.subject} ${about.region?.replace(kindOfRegion, '')} ${about.year}`.toLocaleLowerCase('id'),
    named && `“${phraseOf(named)}”`,
    numbered && (numbered.catalogueNumber ?? numbered.publicationNumber),
  ].filter((example) => typeof example === 'string');
}

/** Whether the first words of a title only say which region it is about. */
function namesItsRegion(item: Item): boolean {
  const region = item.region?.replace(kindOfRegion, '').toLocaleLowerCase('id').split(' ')[0];
  return region !== undefined && (phraseOf(item) ?? '').includes(region);
}

/** The first words of a title, where they are words alone; null otherwise. */
function phraseOf({ title }: Pick<Item, 'title'>): string | null {
  const words = title.split(' ').slice(0, wordsOfPhrase);
  return words.length === wordsOfPhrase && words.every((word) => /^\p{L}+$/u.test(word))
    ? words.join(' ').toLocaleLowerCase('id')
    : null;
}
