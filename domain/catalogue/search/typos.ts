/** How many letters of a word may be wrong, at most: two letters that changed places count twice. */
export function mostEdits(word: string): number {
  if (word.length <= 3) return 1;
  return word.length <= 10 ? 2 : 3;
}

/**
 * Whether a word may be another, mistyped. Short words with another letter in them are other words (`luar` is not
 * `luas`, `rate` is not `rata`): up to four letters one may be missing or too many, or two have changed places.
 */
export function isMistyped(typed: string, meant: string, edits: number): boolean {
  if (edits > mostEdits(typed)) return false;
  if (typed.length > 5) return true;
  const haveSameLetters = lettersOf(typed) === lettersOf(meant);
  if (haveSameLetters) return true;
  return edits === 1 && (typed.length === 5 || typed.length !== meant.length);
}

const lettersOf = (word: string): string => Array.from(word).toSorted().join('');
