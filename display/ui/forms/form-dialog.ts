import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { shownBeforeLockMs } from '../account/lock.ts';
import { words } from '../words/words.ts';
import { formDialogWords } from './form-dialog-words.ts';

/** The title of the last form that was emptied because the tablet locked itself; nothing of what was in it. */
let lost = '';

/** The title of a form emptied by the lock since the last call, or ''. */
export function takeLostForm(): string {
  const title = lost;
  lost = '';
  return title;
}

/**
 * A dialog with a form in it, for the host's `render`. Closing it, by Escape too, asks first when something was
 * filled in; so nothing is thrown away unasked. Before the page locks itself it says so.
 */
export class FormDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #closed: () => void;
  #title = '';
  #isFilled = false;
  #asks = false;
  #locksSoon = false;
  #focused: HTMLElement | null = null;

  constructor(host: LitElement, closed: () => void) {
    this.#host = host;
    this.#closed = closed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('lock-soon', this.#warn);
    document.addEventListener('lock-off', this.#calm);
    document.addEventListener('locked', this.#empty);
  }

  hostDisconnected(): void {
    document.removeEventListener('lock-soon', this.#warn);
    document.removeEventListener('lock-off', this.#calm);
    document.removeEventListener('locked', this.#empty);
  }

  /** Opens and closes the dialog as its title comes and goes. */
  hostUpdated(): void {
    const dialog = this.#dialog;
    if (this.#title === '') dialog?.close();
    else if (dialog && !dialog.open) {
      this.#isFilled = false;
      this.#asks = false;
      dialog.showModal();
    }
  }

  /** The dialog with its title and form; without a title it is closed and empty. */
  render(title: string, form: () => unknown): TemplateResult {
    this.#title = title;
    return html`<dialog
      @cancel=${this.leave}
      @close=${this.#closedByBrowser}
      @keydown=${this.#key}
      @input=${this.fill}
    >
      ${
        title === ''
          ? nothing
          : html`${this.#asks ? this.#question() : nothing}
              <div ?hidden=${this.#asks}>
                <h2>${title}</h2>
                ${this.#lockWarning()} ${form()}
              </div>`
      }
    </dialog>`;
  }

  /** The way back, and the button that sends the form. */
  actions(text: string, disabled: boolean): TemplateResult {
    return html`<div class="actions">
      <button type="button" @click=${this.leave}>${words().back}</button>
      <button class="primary" ?disabled=${disabled}>${text}</button>
    </div>`;
  }

  /** Records that something was filled in outside of fields. */
  readonly fill = (): void => {
    this.#isFilled = true;
  };

  /** Closes an empty form at once; asks before a filled one is thrown away. */
  readonly leave = (event: Event): void => {
    event.preventDefault();
    if (this.#isFilled) this.#setAsks(!this.#asks);
    else this.#closed();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  #question() {
    const texts = formDialogWords();
    return html`<section role="alertdialog" aria-labelledby="discard" class="discard">
      <h2 id="discard">${texts.discard}</h2>
      <div class="actions">
        <button type="button" class="keep" @click=${() => this.#setAsks(false)}>${words().back}</button>
        <button type="button" class="danger" @click=${() => this.#discard()}>${texts.discardIt}</button>
      </div>
    </section>`;
  }

  #lockWarning() {
    if (!this.#locksSoon || !this.#isFilled) return nothing;
    return html`<p class="notice" role="alert">${formDialogWords().locksSoon(shownBeforeLockMs / 1000)}</p>`;
  }

  #setAsks(asks: boolean): void {
    if (asks) this.#focused = deepFocus(document);
    this.#asks = asks;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      if (asks) this.#dialog?.querySelector<HTMLElement>('.keep')?.focus();
      else this.#focused?.focus();
    });
  }

  #discard(): void {
    this.#isFilled = false;
    this.#asks = false;
    this.#closed();
  }

  /** Escape is taken before the browser: a second one would close the dialog without asking. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.leave(event);
  };

  /** The back gesture may close a dialog unasked; a filled one comes back and asks. */
  readonly #closedByBrowser = (): void => {
    if (this.#title === '') return;
    if (!this.#isFilled) return this.#closed();
    this.#dialog?.showModal();
    this.#setAsks(true);
  };

  readonly #warn = (): void => {
    this.#locksSoon = true;
    this.#host.requestUpdate();
  };

  readonly #calm = (): void => {
    this.#locksSoon = false;
    this.#host.requestUpdate();
  };

  readonly #empty = (): void => {
    if (this.#title !== '' && this.#isFilled) lost = this.#title;
  };
}

/** The element with the focus, inside shadow roots too. */
function deepFocus({ activeElement }: DocumentOrShadowRoot): HTMLElement | null {
  const inner = activeElement?.shadowRoot ? deepFocus(activeElement.shadowRoot) : null;
  return inner ?? (activeElement instanceof HTMLElement ? activeElement : null);
}
