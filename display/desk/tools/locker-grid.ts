import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../../ui/events.ts';
import type { LockerState } from '../../../domain/custody/custody.ts';
import type { LockerView } from '../../../wire/custody.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { shared } from '../../ui/style/styles.ts';
import { visitWords } from '../../ui/words/visit-words.ts';

const icons: Readonly<Record<LockerState, string>> = {
  free: '○',
  taken: '●',
  'out-of-order': '✕',
  'key-lost': '⚷',
};

/**
 * Every locker by state in word, icon and colour; those without a bag send `choose` when tapped. With
 * `choosing` only free ones are shown.
 */
@customElement('locker-grid')
export class LockerGrid extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(68px, 1fr));
        gap: var(--space-2);
      }
      button,
      div {
        display: grid;
        place-content: center;
        min-height: 64px;
        padding: var(--space-1);
        text-align: center;
        font-weight: 600;
        line-height: 1.15;
        border: 1px solid var(--hair);
        border-radius: var(--radius-s);
        background: var(--paper);
      }
      small {
        font-size: 12px;
        font-weight: 400;
      }
      .free {
        color: var(--ok);
      }
      .taken {
        color: var(--paper);
        background: var(--dark);
      }
      .out-of-order,
      .key-lost {
        color: var(--bad);
        background: var(--bad-tint);
      }
      button[aria-pressed='true'] {
        color: var(--ink);
        background: var(--accent);
        border-color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) lockers: readonly LockerView[] = [];
  @property({ type: Boolean }) choosing = false;
  @property() chosen = '';

  override render() {
    return this.lockers.map((locker) => this.#tile(locker));
  }

  #tile(tile: LockerView) {
    const { locker, state, label } = tile;
    const content = html`<span>${icons[state]} ${locker}</span
      ><small>${label ?? visitWords().lockerState[state]}</small>`;
    if (this.choosing && state !== 'free') return nothing;
    if (state === 'taken') return html`<div class=${state}>${content}</div>`;
    return html`<button
      type="button"
      class=${state}
      aria-pressed=${this.chosen === locker}
      @click=${() => fire(this, 'choose-locker', tile)}
    >
      ${content}
    </button>`;
  }
}
