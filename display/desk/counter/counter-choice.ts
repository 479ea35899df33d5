import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../../ui/events.ts';
import type { SessionView } from '../../../wire/staff.ts';
import type { DeskCounter } from '../../../wire/visits.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { othersAt } from './counter.ts';
import { deskWords } from '../words.ts';

/** Asks at which counter this tablet stands. Sends `choose` with its code, or `back` when it stays. */
@customElement('counter-choice')
export class CounterChoice extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        align-content: start;
        justify-items: center;
        gap: var(--space-5);
        padding: var(--space-8) var(--space-5);
        overflow-y: auto;
      }
      h1 {
        font-size: var(--text-3xl);
      }
      div {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: var(--space-4);
        width: min(900px, 100%);
      }
      div button {
        flex-direction: column;
        min-height: 128px;
        padding: var(--space-4);
        font-size: var(--text-2xl);
        border-radius: var(--radius-l);
      }
      div button[aria-current='true'] {
        border: 3px solid var(--dark);
        background: var(--tint);
      }
      small {
        font-size: var(--text-m);
        font-weight: 400;
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) counters: readonly DeskCounter[] = [];
  @property({ attribute: false }) session!: SessionView;
  /** The tablet's current counter; '' at first. */
  @property() current = '';

  override render() {
    const texts = deskWords();
    return html`<h1>${texts.whichCounter}</h1>
      <p class="hint">${texts.counterIsKept}</p>
      <div>${this.counters.map((counter) => this.#tile(counter))}</div>
      ${
        this.current === ''
          ? nothing
          : html`<button @click=${() => fire(this, 'back')}>${words().back}</button>`
      }`;
  }

  #tile(counter: DeskCounter) {
    const { code, label } = counter;
    const others = othersAt(counter, this.session);
    return html`<button
      data-meaning="counter ${code}"
      aria-current=${code === this.current}
      @click=${() => fire(this, 'choose', code)}
    >
      ${label} ${others.length > 0 ? html`<small>${deskWords().isThere(others)}</small>` : nothing}
    </button>`;
  }
}
