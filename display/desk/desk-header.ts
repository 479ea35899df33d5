import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../ui/events.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { BoardHealth } from '../../wire/visits.ts';
import { timeOf } from '../ui/words/format.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import '../ui/account/own-account.ts';
import { shared } from '../ui/style/styles.ts';
import { words } from '../ui/words/words.ts';
import { deskWords } from './words.ts';

/** Who works at which counter, and what time it is. Sends `counter` to change the counter, and `leave`. */
@customElement('desk-header')
export class DeskHeader extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        padding: 0 var(--space-4);
        background: var(--paper);
        border-bottom: 1px solid var(--hair);
      }
      button {
        min-height: 40px;
      }
      .counter {
        gap: var(--space-3);
        font-size: var(--text-2xl);
        background: var(--tint);
        border-color: transparent;
      }
      .counter small {
        font-size: var(--text-s);
        font-weight: 400;
        color: var(--link);
      }
      .spring {
        flex: 1;
      }
      @media (max-width: 960px) {
        :host {
          flex-wrap: wrap;
          gap: var(--space-1) var(--space-3);
          padding-block: var(--space-2);
        }
        .counter {
          font-size: var(--text-l);
        }
        .spring {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  @property() counter = '';
  /** Null until they are known. */
  @property({ attribute: false }) boards: readonly BoardHealth[] | null = null;
  @property({ attribute: false }) now = new Date();

  override render() {
    const texts = deskWords();
    const counter = this.office.counters.find(({ code }) => code === this.counter);
    return html`${
        counter
          ? html`<button
              class="counter"
              aria-label="${texts.counter}: ${counter.label}. ${texts.changeCounter}"
              data-meaning="change-counter"
              @click=${() => fire(this, 'counter')}
            >
              ${counter.label} <small>${texts.changeCounter}</small>
            </button>`
          : nothing
      }
      <own-account .session=${this.session}></own-account>
      <span class="hint">${this.boards && texts.boards(connectedOf(this.boards), this.boards.length)}</span>
      <span class="spring"></span>
      <span class="hint">${timeOf(this.now)}</span>
      <language-switch></language-switch>
      <button @click=${() => fire(this, 'leave')}>${words().signOut}</button>`;
  }
}

const connectedOf = (boards: readonly BoardHealth[]): number =>
  boards.filter(({ connected }) => connected).length;
