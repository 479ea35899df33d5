import { css, html, nothing } from 'lit';
import type { CatalogueResults } from '../../../wire/catalogue/catalogue.ts';
import { catalogueWords } from './catalogue-words.ts';

type Held = Pick<CatalogueResults['items'][number], 'copies' | 'softcopy' | 'shelf' | 'sample'>;

/** How a publication can be had, with its place; a word and an icon each. */
export function waysOf({ copies, softcopy, shelf }: Held) {
  const texts = catalogueWords();
  return html`${
    copies > 0
      ? html`<span class="way here"
          >${bookIcon}${texts.readHere}${shelf === null ? nothing : html`<b>${shelf}</b>`}</span
        >`
      : nothing
  }
  ${softcopy ? html`<span class="way">${fileIcon}${texts.softcopy}</span>` : nothing}
  ${copies === 0 && !softcopy ? html`<span class="way none">${texts.notPrinted}</span>` : nothing}`;
}

/** Tells what only tries things out from what stands on the shelf. */
export const sampleMark = ({ sample }: Pick<Held, 'sample'>) =>
  sample ? html`<span class="sample">${catalogueWords().sample}</span>` : nothing;

const bookIcon = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 6c-2-1.6-5-2-9-2v14c4 0 7 .4 9 2 2-1.6 5-2 9-2V4c-4 0-7 .4-9 2zM12 6v14" />
</svg>`;
const fileIcon = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M6 3h8l5 5v13H6zM14 3v5h5M12 11v6M9 15l3 3 3-3" />
</svg>`;

/** The look of those marks. */
export const markStyles = css`
  .way {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    font-size: var(--text-s);
    color: var(--muted);
  }
  .way.here {
    font-weight: 600;
    color: var(--ok);
  }
  .way b {
    padding-left: var(--space-2);
    font-weight: 400;
    color: var(--ink);
    border-left: 1px solid var(--line);
  }
  .sample {
    padding: 0 var(--space-2);
    font-size: var(--text-s);
    color: var(--warn);
    background: var(--warn-tint);
    border-radius: var(--radius-s);
  }
`;
