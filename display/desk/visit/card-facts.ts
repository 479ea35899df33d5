import { css, html } from 'lit';
import { unreadable } from '../../../domain/unreadable.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { words } from '../../ui/words/words.ts';
import { deskWords } from '../words.ts';

/** What an officer compares before a card leaves the desk: number, card and locker, large. */
export function cardFacts({ label, custody }: Pick<DeskVisit, 'label' | 'custody'>) {
  if (!custody) return html``;
  const { idType, idLast4, locker } = custody;
  return html`<dl class="facts">
    <div>
      <dt>${deskWords().number}</dt>
      <dd>${label}</dd>
    </div>
    <div>
      <dt>${words().idType[idType as 'ktp']}</dt>
      <dd>${last4Of(idLast4)}</dd>
    </div>
    <div>
      <dt>${deskWords().locker}</dt>
      <dd>${locker}</dd>
    </div>
  </dl>`;
}

export const cardFactsStyles = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--space-3);
    margin: 0;
  }
  .facts div {
    padding: var(--space-4);
    background: var(--tint);
    border-radius: var(--radius-m);
  }
  .facts dt {
    color: var(--muted);
  }
  .facts dd {
    margin: 0;
    font-size: var(--text-3xl);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  @media (max-width: 480px) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
    }
    .facts div {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 var(--space-4);
      padding: var(--space-2) var(--space-4);
    }
  }
`;

/** The digits of a card as staff read them; a restored database may have lost them, others may be unreadable. */
export function last4Of(idLast4: string): string {
  if (idLast4 === '') return deskWords().last4Lost;
  return idLast4 === unreadable ? words().unreadable : `••••${idLast4}`;
}
