import { regionKinds } from './words.ts';

/** A word of a query and in how many publications it stands, of how many. */
export interface Counted {
  readonly word: string;
  readonly documents: number;
  /** Whether it is the name of a region. */
  readonly isPlace: boolean;
}

/** What a word of a query is worth; the weights of a query add up to 1. */
export interface Weighed extends Counted {
  readonly weight: number;
  /** What it tells of how well a publication fits: the name of a place less than the subject. */
  readonly rank: number;
}

/** The share of a query's weight that a publication must have to be an answer. */
export const enough = 0.7;

/** The share of a publication that comes close. */
export const close = 0.2;

/** More words than these are not asked for: the rarest tell enough. */
const mostAsked = 8;

/** What the name of a place tells of what another word would: the subject of a region around is closer than the region's other subjects. */
const placeTells = { weight: 0.75, rank: 0.4 } as const;

/** Every publication has data: these words are typed before a subject, and tell half. */
const fillers: ReadonlySet<string> = new Set(
  'data angka per regency municipality province district jumlah banyaknya informasi statistik laporan hasil tingkat figures number statistics report result results'.split(
    ' ',
  ),
);

/** A name of a place must not tell so much that the subject asked for counts for nothing. */
const mostTold = 4;

/**
 * Rare words tell more than frequent ones: inverse document frequency, as in Robertson and Spärck Jones (1976), so
 * that `data` and `kabupaten` may be missing where `kemiskinan` and `bulungan` are found.
 */
export function weigh<T extends Counted>(words: readonly T[], total: number): (T & Weighed)[] {
  const asked = words
    .map((word) => {
      const frequency = (total + 1) / (word.documents + 0.5);
      const told = Math.min(mostTold, Math.log(1 + frequency)) * (fillers.has(word.word) ? 0.5 : 1);
      return word.isPlace || regionKinds.has(word.word)
        ? { word, told: told * placeTells.weight, rank: told * placeTells.rank }
        : { word, told, rank: told };
    })
    .toSorted((a, b) => b.told - a.told)
    .slice(0, mostAsked);
  const sum = asked.reduce((all, { told }) => all + told, 0);
  const ranks = asked.reduce((all, { rank }) => all + rank, 0);
  return asked.map(({ word, told, rank }) =>
    Object.assign({}, word, { weight: told / sum, rank: rank / ranks }),
  );
}

/** The smallest sets of words that have this share of the weight together: an answer has all of one of them. */
export function sufficient<T extends Weighed>(words: readonly T[], share: number): T[][] {
  const heaviest = words.toSorted((a, b) => b.weight - a.weight);
  const found: T[][] = [];
  const look = (from: number, taken: readonly T[], missing: number): void => {
    if (missing <= 1e-9) found.push([...taken]);
    else
      for (const [index, word] of heaviest.entries())
        if (index >= from) look(index + 1, [...taken, word], missing - word.weight);
  };
  look(0, [], share);
  return found;
}
