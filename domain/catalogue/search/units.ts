import { mostTermWords } from './synonyms.ts';

/** What a query is matched by, one for each thing it says: any of these runs of words will do. */
export interface Unit {
  /** As it was typed, or corrected. */
  readonly words: readonly string[];
  readonly alternatives: readonly (readonly string[])[];
}

/** Meanings by term, both folded: `pdrb` is `produk domestik regional bruto`. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

/** Every run of these words that may be a term of the synonyms. */
export function termsIn(words: readonly string[]): string[] {
  return words.flatMap((_, start) =>
    Array.from({ length: Math.min(mostTermWords, words.length - start) }, (__, more) =>
      words.slice(start, start + more + 1).join(' '),
    ),
  );
}

/** Cuts words into units: the longest runs that are a term are one unit with their meanings, the rest single words. */
export function unitsOf(words: readonly string[], synonyms: Synonyms): Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < words.length;) {
    let length = Math.min(mostTermWords, words.length - start);
    while (length > 1 && !synonyms.has(words.slice(start, start + length).join(' '))) length -= 1;
    const own = words.slice(start, start + length);
    const meanings = synonyms.get(own.join(' ')) ?? [];
    units.push({ words: own, alternatives: [own, ...meanings.map((meaning) => meaning.split(' '))] });
    start += length;
  }
  return units;
}
