import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import type { BoardHealth, SessionView } from '../../domain/visit/views.ts';
import { timeOf } from '../ui/format.ts';
import '../ui/language-switch.ts';
import { LanguageController } from '../ui/language.ts';
import { shared } from '../ui/styles.ts';
import { deskWords } from './words.ts';

/** Who works at which counter, and what time it is. Sends `counter` with the counter's code, and `leave`. */
@customElement('desk-header')
export class DeskHeader extends LitElement {
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
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 400;
      }
      select,
      button {
        min-height: 40px;
      }
      .spring {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  @property() counter = '';
  @property({ attribute: false }) boards: readonly BoardHealth[] = [];
  @property({ attribute: false }) now = new Date();

  constructor() {
    super();
    new LanguageController(this);
  }

  override render() {
    const texts = deskWords();
    const connected = this.boards.filter((board) => board.connected).length;
    return html`<strong>${this.session.name}</strong>
      <label
        >${texts.counter}
        <select @change=${this.#choose}>
          ${this.office.counters.map(
            ({ code, label }) =>
              html`<option value=${code} ?selected=${code === this.counter}>${label}</option>`,
          )}
        </select></label
      >
      <span class="hint">${texts.boards(connected, this.boards.length)}</span>
      <span class="spring"></span>
      <span class="hint">${timeOf(this.now)}</span>
      <language-switch></language-switch>
      <button @click=${() => this.dispatchEvent(new CustomEvent('leave'))}>${texts.signOut}</button>`;
  }

  readonly #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.dispatchEvent(new CustomEvent('counter', { detail: value }));
  };
}
