import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../ui/events.ts';
import { shared } from '../ui/style/styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { inLanguage } from '../ui/words/words.ts';
import { visitorWords } from './words.ts';

const words = {
  id: {
    lost: 'Nomor Anda akan dilepas dan tidak dapat dipakai lagi.',
    yes: 'Ya, batalkan nomor ini',
    keep: 'Kembali',
  },
  en: {
    lost: 'Your number will be released and cannot be used again.',
    yes: 'Yes, give up this number',
    keep: 'Back',
  },
};

/** Asks once more before a number is given up; fires `give-up` when it is meant, `closed` when it is kept. */
@customElement('give-up-dialog')
export class GiveUpDialog extends LocalizedElement {
  static override styles = [
    shared,
    css`
      dialog {
        width: calc(100% - 2 * var(--space-4));
        max-width: 420px;
      }
      .actions {
        display: grid;
        gap: var(--space-3);
        margin-top: var(--space-4);
      }
    `,
  ];

  @property({ type: Boolean }) busy = false;

  open(): void {
    this.#dialog?.showModal();
  }

  override render() {
    const { lost, yes, keep } = inLanguage(words);
    return html`<dialog aria-label=${visitorWords().giveUp} @cancel=${() => fire(this, 'closed')}>
      <p>${lost}</p>
      <div class="actions">
        <button class="primary" @click=${this.#keep}>${keep}</button>
        <button class="danger" ?disabled=${this.busy} @click=${this.#giveUp}>${yes}</button>
      </div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  readonly #keep = (): void => {
    this.#dialog?.close();
    fire(this, 'closed');
  };

  readonly #giveUp = (): void => {
    this.#dialog?.close();
    fire(this, 'give-up');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'give-up-dialog': GiveUpDialog;
  }
}
