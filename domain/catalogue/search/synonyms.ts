import { fold } from './words.ts';

/** Terms that mean the same, as a search reads them: folded, each once. */
export type SynonymLine = readonly string[];

export const mostLines = 1_000;
export const mostTerms = 12;
export const mostTermCharacters = 60;

/** Longest run of words that a search looks up as one term. */
export const mostTermWords = 8;

/** A term of many lines would turn one word of a query into hundreds of alternatives. */
export const mostLinesOfTerm = 3;

/** Whether a search can find it as one term. */
export function isTerm(text: string): boolean {
  const folded = fold(text);
  return folded !== '' && folded.split(' ').length <= mostTermWords;
}

/** A line as a search compares it; what is written twice stands once. */
export const foldLine = (terms: readonly string[]): SynonymLine => [...new Set(terms.map(fold))];

/** The places of lines with a term that stands in more lines than it may. */
export function overusedIn(lines: readonly SynonymLine[]): number[] {
  const seen = new Map<string, number>();
  return lines.flatMap((terms, index) => {
    for (const term of terms) seen.set(term, (seen.get(term) ?? 0) + 1);
    return terms.some((term) => (seen.get(term) ?? 0) > mostLinesOfTerm) ? [index] : [];
  });
}
