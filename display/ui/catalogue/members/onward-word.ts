import { searchThatWaits, somethingWaits } from '../addresses.ts';
import { memberWords } from './member-words.ts';

/** What the way onward is called: back to what waits, else to the search. */
export function onwardWord(): string {
  const texts = memberWords();
  if (!somethingWaits()) return texts.search;
  return searchThatWaits() === null ? texts.backToPublication : texts.backToSearch;
}
