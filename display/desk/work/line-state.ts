import { html, nothing } from 'lit';
import { preciseTimeOf } from '../../ui/words/format.ts';
import type { DeskFeed } from './desk-feed.ts';
import { deskWords } from '../words.ts';

/** Since when the line is cut; `showOld` brings back what was hidden because it is too old. */
export function lineState({ freshness, heardServerAt }: DeskFeed, showOld: (() => void) | null) {
  if (freshness === 'fresh' || heardServerAt === null) return nothing;
  const since = preciseTimeOf(heardServerAt);
  return html`<p class="line notice">
    ⚠ ${deskWords().cutSince(since)}
    ${showOld ? html`<button @click=${showOld}>${deskWords().showOld(since)}</button>` : nothing}
  </p>`;
}
