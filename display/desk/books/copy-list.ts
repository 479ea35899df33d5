import { css, html, nothing } from 'lit';
import { isBeingMade } from '../../../domain/softcopies/request.ts';
import type { VisitSoftcopy } from '../../../wire/softcopies/visit-softcopies.ts';
import { stateOfCopy } from '../../ui/softcopies/state-of-copy.ts';
import { softcopyWords } from '../../ui/softcopies/softcopy-words.ts';
import { clockOf } from '../../ui/words/format.ts';
import { bookWords } from './book-words.ts';

/** How far a copy is, beside its book. */
export const copyStateOf = (copy: VisitSoftcopy): string => `${softcopyWords().title}: ${stateOfCopy(copy)}`;

/** The copies that were asked for, with how far they are; nothing where there are none. */
export function copyList(copies: readonly VisitSoftcopy[]) {
  if (copies.length === 0) return nothing;
  const texts = bookWords();
  return html`<section>
    <h2>${texts.forVisitor}</h2>
    <p class="hint">${texts.forVisitorHint}</p>
    <ul class="copies">
      ${copies.map(
        (copy) =>
          html`<li>
            <p lang="id">${copy.title}</p>
            <strong class=${copy.state}>${stateOfCopy(copy)}</strong>
            <p class="hint">${texts.askedAt(clockOf(copy.requestedAt))}</p>
            ${isBeingMade(copy.state) ? html`<progress max="100" .value=${copy.progress} aria-label=${copy.title}></progress>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

export const copyListStyles = css`
  .copies {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .copies li {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: var(--space-1) var(--space-5);
    align-items: baseline;
    padding: var(--space-3) 0;
    border-bottom: 1px solid var(--hair);
  }
  .copies strong,
  .copies progress {
    justify-self: end;
    text-align: right;
  }
  .copies progress {
    width: 100%;
    height: 8px;
    accent-color: var(--link);
  }
  .copies :is(.ready, .downloaded) {
    color: var(--ok);
  }
  .copies .failed {
    color: var(--bad);
  }
`;
