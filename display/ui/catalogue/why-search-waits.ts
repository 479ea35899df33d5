import { html, nothing } from 'lit';
import { searchThatWaits } from './addresses.ts';
import { memberWords } from './members/member-words.ts';

/** Tells whoever wanted to search why they are here, and that they come back; nothing for all others. */
export function whySearchWaits() {
  const of = searchThatWaits();
  return of === null ? nothing : html`<p class="notice calm">${memberWords().searchWaits(of)}</p>`;
}
