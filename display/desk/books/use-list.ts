import { css, html, nothing } from 'lit';
import type { InRoomUse } from '../../../wire/catalogue/in-room-uses.ts';
import { titled } from '../../ui/catalogue/titled.ts';
import { clockOf } from '../../ui/words/format.ts';
import { bookWords } from './book-words.ts';

/** Recorded uses with what can still be done about them. */
export function useList(
  uses: readonly InRoomUse[],
  {
    frozen,
    putBack,
    remove,
  }: {
    readonly frozen: boolean;
    readonly putBack: (use: InRoomUse) => void;
    readonly remove: (use: InRoomUse) => void;
  },
) {
  const texts = bookWords();
  return html`<ul class="uses">
    ${uses.map((use) => {
      const { id, publication, at, endedAt, isBack } = use;
      const title = titled(publication);
      const from = clockOf(at);
      return html`<li>
        <div>
          <p lang="id">${title}</p>
          <p class="hint">
            ${publication.shelf ?? texts.unplaced} ·
            ${endedAt === null ? texts.since(from) : from === clockOf(endedAt) ? from : texts.until(from, clockOf(endedAt))}
          </p>
        </div>
        <span>
          ${
            isBack
              ? nothing
              : html`<button
                  aria-label=${texts.putBackBook(title)}
                  data-meaning="put-back ${id}"
                  ?disabled=${frozen}
                  @click=${() => putBack(use)}
                >
                  ${texts.putBack}
                </button>`
          }
          <button
            class="plain"
            aria-label=${texts.removeBook(title)}
            data-meaning="remove-use ${id}"
            ?disabled=${frozen}
            @click=${() => remove(use)}
          >
            ${texts.remove}
          </button>
        </span>
      </li>`;
    })}
  </ul>`;
}

export const useListStyles = css`
  .uses {
    display: grid;
    width: 100%;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .uses li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1) var(--space-4);
    padding: var(--space-2) 0;
    border-bottom: 1px solid var(--hair);
  }
  .uses li > div {
    flex: 1 1 240px;
  }
`;
