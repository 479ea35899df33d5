import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { insist, isProblem, newKey } from '../ui/line/api.ts';
import '../ui/words/language-switch.ts';
import { LanguageController } from '../ui/words/language.ts';
import '../ui/steady/steady.ts';
import { phoneStyles } from '../ui/style/phone-styles.ts';
import { words } from '../ui/words/words.ts';
import { checkWords } from './words.ts';

const path = `/email-checks/${encodeURIComponent(location.pathname.split('/')[2] ?? '')}`;
const pausesMs = [500, 1_000, 2_000];

/**
 * Where a mailed link leads. Nothing is read and nothing happens until the button is pressed: programs that
 * look through mail open links as well.
 */
@customElement('check-page')
export class CheckPage extends LitElement {
  static override styles = phoneStyles;

  @state() private outcome: 'open' | 'verified' | 'over' | 'unknown' = 'open';
  @state() private busy = false;
  @state() private failure = '';

  constructor() {
    super();
    new LanguageController(this);
  }

  override render() {
    const texts = checkWords();
    return html`<header><strong>${words().unit}</strong><language-switch></language-switch></header>
      <main>
        <section class="card" role=${this.outcome === 'open' ? nothing : 'status'}>
          <h1 class="headline">${texts[this.outcome]}</h1>
          ${this.outcome === 'open' ? this.#question() : nothing}
        </section>
      </main>`;
  }

  #question() {
    const texts = checkWords();
    return html`<p>${texts.why}</p>
      ${this.failure ? html`<p class="notice bad" role="alert">${this.failure}</p>` : nothing}
      <button class="primary" ?disabled=${this.busy} @click=${this.#confirm}>${texts.yes}</button>
      <p class="hint">${texts.otherwise}</p>`;
  }

  readonly #confirm = async (): Promise<void> => {
    this.busy = true;
    this.failure = '';
    const reply = await insist(path, { key: newKey() }, pausesMs);
    this.busy = false;
    if (reply.kind === 'ok') this.outcome = 'verified';
    else if (isProblem(reply, 'link-over')) this.outcome = 'over';
    else if (isProblem(reply, 'not-found')) this.outcome = 'unknown';
    else this.failure = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
  };
}
