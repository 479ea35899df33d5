import { html } from 'lit';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { priorities, type Priority } from '../../domain/visits/queue.ts';
import '../ui/office/office-notice.ts';
import { words } from '../ui/words/words.ts';
import { kioskWords } from './words.ts';

/** The two tiles of the start: a number, or one of the groups that come first. */
export function tiles(
  office: OfficeView | null,
  { busy, take, groups }: { readonly busy: boolean; readonly take: () => void; readonly groups: () => void },
) {
  const texts = kioskWords();
  return html`<section class="start">
    <office-notice .notice=${office}></office-notice>
    <h1>${texts.welcome}</h1>
    <div class="tiles">
      <button class="tile main" ?disabled=${busy} @click=${take}>
        ${busy ? texts.taking : texts.take}<small>${texts.takeHint}</small>
      </button>
      <button class="tile" ?disabled=${busy} @click=${groups}>
        ${texts.priority}<small>${texts.priorityHint}</small>
      </button>
    </div>
    <p>${texts.free}</p>
  </section>`;
}

/** A tile for each group that comes first. */
export function groupTiles(take: (group: Priority) => void, back: () => void) {
  const texts = kioskWords();
  return html`<section class="start">
    <h1>${texts.whichGroup}</h1>
    <div class="tiles groups">
      ${priorities.map(
        (group) => html`<button class="tile" @click=${() => take(group)}>${words().priority[group]}</button>`,
      )}
      <button class="tile quiet" @click=${back}>${words().back}</button>
    </div>
    <p>${texts.priorityHint}</p>
  </section>`;
}
