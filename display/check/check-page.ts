import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { alertOf } from '../ui/alert.ts';
import { isProblem, read } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { pageAddress } from '../ui/office/office.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import '../ui/steady/steady.ts';
import { phoneStyles } from '../ui/style/phone-styles.ts';
import { words } from '../ui/words/words.ts';
import { checkWords } from './words.ts';

const token = location.pathname.split('/')[2] ?? '';

/**
 * The page behind a mailed link. Nothing happens until the button is pressed, because mail scanners open links.
 */
@customElement('check-page')
export class CheckPage extends LocalizedElement {
  static override styles = phoneStyles;

  /** Null until it is known; where it cannot be read, the press will tell. */
  @state() private outcome: 'open' | 'verified' | 'over' | 'unknown' | null = null;
  readonly #command = new Command(this, { pausesMs: [500, 1_000, 2_000] });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const texts = checkWords();
    const { outcome } = this;
    return html`<header><strong>${words().unit}</strong><language-switch></language-switch></header>
      <main>
        ${
          outcome === null
            ? nothing
            : html`<section class="card" role=${outcome === 'open' ? nothing : 'status'}>
                <h1 class="headline">${texts[outcome]}</h1>
                ${outcome === 'open' ? this.#question() : html`<a href=${pageAddress('/')}>${words().toStart}</a>`}
              </section>`
        }
      </main>`;
  }

  #question() {
    const texts = checkWords();
    const { busy, failure } = this.#command;
    return html`<p>${texts.why}</p>
      ${alertOf(failure)}
      <button class="primary" ?disabled=${busy} @click=${this.#confirm}>${texts.yes}</button>
      <p class="hint">${texts.otherwise}</p>`;
  }

  async #read(): Promise<void> {
    const reply = await read('/email-checks/{token}', { token });
    if (reply.kind === 'ok' && reply.value.verified) this.outcome = 'verified';
    else if (isProblem(reply, 'link-over')) this.outcome = 'over';
    else if (isProblem(reply, 'not-found')) this.outcome = 'unknown';
    else this.outcome = 'open';
  }

  readonly #confirm = async (): Promise<void> => {
    const command = this.#command;
    await command.send({ name: 'POST /email-checks/{token}', params: { token } }, () => {
      this.outcome = 'verified';
    });
    if (command.isRefusedAs('link-over')) this.outcome = 'over';
    else if (command.isRefusedAs('not-found')) this.outcome = 'unknown';
  };
}
