import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RatingSheet } from '../../../wire/ratings.ts';
import { fire } from '../events.ts';
import { command, newKey, read } from '../line/api.ts';
import { Presence } from '../presence.ts';
import { shared } from '../style/styles.ts';
import { LocalizedElement, language, setLanguage } from '../words/language.ts';
import '../words/language-switch.ts';
import type { RatingWay } from './rating-keeper.ts';
import { ratingWords } from './rating-words.ts';
import './visit-rating.ts';

/** With the twenty seconds of asking, a rating nobody touches is put away after a minute. */
const idleMs = 40_000;
const touches = ['pointerdown', 'keydown', 'input'] as const;

/**
 * The rating that is open on a tablet of the office, in its visitor's language, and nothing else. It is put away when the
 * visitor has finished or nobody touches it for a minute, and nothing of it stays. Sends `rated` or `closed` then.
 */
@customElement('tablet-rating')
export class TabletRating extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr auto;
        grid-template-columns: minmax(0, 1fr);
        min-height: 100vh;
        background: var(--tint);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        justify-content: space-between;
        padding: var(--space-3) var(--space-6);
        color: var(--dark);
        background: var(--paper);
        border-bottom: 1px solid var(--hair);
      }
      strong {
        font-size: var(--text-xl);
      }
      main {
        display: grid;
        align-content: center;
        width: 100%;
        max-width: 1120px;
        margin: 0 auto;
        padding: var(--space-5) var(--space-6);
      }
      .card {
        padding: var(--space-6);
        background: var(--paper);
        border: 1px solid var(--hair);
        border-top: 6px solid var(--primary);
        border-radius: var(--radius-l);
      }
      footer {
        display: flex;
        justify-content: flex-end;
        padding: 0 var(--space-6) var(--space-4);
      }
      dialog {
        width: min(440px, 92vw);
        text-align: center;
      }
      dialog > * {
        width: 100%;
        margin-bottom: var(--space-4);
      }
      @media (max-width: 480px) {
        header,
        main {
          padding: var(--space-3);
        }
        .card {
          padding: var(--space-4);
        }
      }
    `,
  ];

  /** Null after a reload: it is read again. */
  @property({ attribute: false }) sheet: RatingSheet | null = null;
  /** What a button that leads back says; empty for none. */
  @property() wayBack = '';
  /** It is put away, and nothing of it is shown any more. */
  @state() private closing = false;
  readonly #before = language();
  readonly #presence = new Presence(this, () => void this.#close('closed'));

  readonly #way: RatingWay = {
    read: async () => {
      const reply = await read('/rating-sheet', {});
      if (reply.kind === 'refused') void this.#close('closed');
      if (reply.kind !== 'ok') return reply;
      this.sheet = reply.value;
      return { kind: 'ok', value: reply.value.rating };
    },
    keep: (rating) => ({ name: 'PUT /rating-sheet', params: {}, body: rating }),
    gone: () => void this.#close('closed'),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const kind of touches) document.addEventListener(kind, this.#touched, { capture: true });
    this.#touched();
    if (this.sheet) setLanguage(this.sheet.language);
  }

  override disconnectedCallback(): void {
    for (const kind of touches) document.removeEventListener(kind, this.#touched, { capture: true });
    super.disconnectedCallback();
    setLanguage(this.#before);
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.#presence.asks && !dialog?.open) dialog?.showModal();
    if (!this.#presence.asks && dialog?.open) dialog.close();
  }

  override render() {
    if (this.closing) return nothing;
    const texts = ratingWords();
    const { asks, secondsLeft } = this.#presence;
    return html`<header>
        <strong>${this.sheet ? texts.visit(this.sheet.label) : ''}</strong><language-switch></language-switch>
      </header>
      <main>
        <div class="card">
          <visit-rating wide .way=${this.#way} @rated=${() => this.#close('rated')}></visit-rating>
        </div>
      </main>
      <footer>
        ${
          this.wayBack
            ? html`<button class="plain" @click=${() => this.#close('closed')}>${this.wayBack}</button>`
            : nothing
        }
      </footer>
      <dialog aria-labelledby="still">
        ${
          asks
            ? html`<h2 id="still">${texts.stillHere}</h2>
                <p role="timer">${texts.closesIn(secondsLeft)}</p>
                <button class="primary" data-meaning="stay">${texts.stay}</button>`
            : nothing
        }
      </dialog>`;
  }

  readonly #touched = (): void => this.#presence.touched({ ms: idleMs, asksFirst: true });

  /** Puts the rating away: here at once, then on the server, which forgets it by itself should it not be reached. */
  async #close(event: 'rated' | 'closed'): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    await command({ name: 'DELETE /rating-sheet', params: {} }, { key: newKey() });
    fire(this, event);
  }
}
