/** A word of a query and in how many publications it stands, of how many. */
export interface Counted {
  readonly word: string;
  readonly documents: number;
}

/** What a word of a query is worth; the weights of a query add up to 1. */
export interface Weighed extends Counted {
  readonly weight: number;
}

/** The share of a query's weight that a publication must have to be an answer. */
export const enough = 0.7;

/** A name of a place must not tell so much that the subject asked for counts for nothing. */
const mostTold = 4;

/**
 * Rare words tell more than frequent ones: inverse document frequency, as in Robertson and Spärck Jones (1976), so
 * that `data` and `kabupaten` may be missing where `kemiskinan` and `bulungan` are found.
 */
export function weigh<T extends Counted>(words: readonly T[], total: number): (T & Weighed)[] {
  const raw = words.map(({ documents }) => Math.min(mostTold, Math.log(1 + (total + 1) / (documents + 0.5))));
  const sum = raw.reduce((all, one) => all + one, 0);
  return words.map((word, index) => ({ ...word, weight: (raw[index] ?? 0) / sum }));
}

/**
 * The fewest publications to look at: those with at least one of these words. Whoever has none of them cannot have
 * enough of the weight.
 */
export function needed<T extends Weighed>(words: readonly T[]): T[] {
  const rarest = words.toSorted((a, b) => a.documents - b.documents || b.weight - a.weight);
  const found: T[] = [];
  let without = 1;
  for (const word of rarest) {
    if (without < enough - 1e-9) break;
    found.push(word);
    without -= word.weight;
  }
  return found;
}
