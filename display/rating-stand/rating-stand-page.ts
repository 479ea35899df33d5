import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { toTicketToken } from '../../domain/ratings/ticket.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { RatingSheet } from '../../wire/ratings.ts';
import { alertOf } from '../ui/alert.ts';
import { announce } from '../ui/announce.ts';
import { Burst } from '../ui/burst.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { Command } from '../ui/line/command.ts';
import { waitForOffice } from '../ui/office/office.ts';
import { skdInvitation } from '../ui/rating/skd-invitation.ts';
import '../ui/rating/tablet-rating.ts';
import '../ui/steady/steady.ts';
import { LocalizedElement, setLanguage } from '../ui/words/language.ts';
import '../ui/words/language-switch.ts';
import { words } from '../ui/words/words.ts';
import { standStyles } from './styles.ts';
import { standWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

const thanksMs = 8_000;
/** Long enough to take out a phone and scan. */
const invitedMs = 25_000;
const failureMs = 20_000;

/**
 * A tablet that stands in the hall: the scanner reads a ticket, the visit's rating opens, and nothing of it stays. The
 * token of a ticket is sent once and kept nowhere; the address never changes.
 */
@customElement('rating-stand-page')
export class RatingStandPage extends LocalizedElement {
  static override styles = standStyles;

  @state() private office: OfficeView | null = null;
  @state() private sheet: RatingSheet | null = null;
  @state() private thanks = false;
  @state() private notATicket = false;
  /** Tried once for each scan: a hidden second try would count as a guess. */
  readonly #command = new Command(this, { pausesMs: [] });
  readonly #burst = new Burst({ pressed: () => undefined, scanned: (text) => void this.#open(text) });
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key, { capture: true });
    void waitForOffice().then((office) => (this.office = office));
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key, { capture: true });
    this.#burst.drop();
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override render() {
    const { sheet } = this;
    if (sheet) {
      return html`<tablet-rating
        .sheet=${sheet}
        @rated=${() => this.#end(true)}
        @closed=${() => this.#end(false)}
      ></tablet-rating>`;
    }
    return html`<header>
        <div>
          <strong>${this.office?.name}</strong>
          <span>${words().unit}</span>
        </div>
        <language-switch></language-switch>
      </header>
      <main>${this.thanks ? this.#thanks() : this.#start()}</main>`;
  }

  #start() {
    const texts = standWords();
    const failure = this.#failure();
    return html`<section>
      ${ticketPicture}
      <h1>${texts.title}</h1>
      <p>${texts.scan}</p>
      ${alertOf(failure)}
      <form @invalid=${inOurWords} @submit=${this.#typed}>
        <label for="ticket">${texts.typeIt}</label>
        <div class="entry">
          <input
            id="ticket"
            name="ticket"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            inputmode="url"
            maxlength="500"
            required
          />
          <button ?disabled=${this.#command.busy}>${texts.open}</button>
        </div>
      </form>
    </section>`;
  }

  #thanks() {
    const texts = standWords();
    return html`<section>
      <h1>${texts.rated}</h1>
      <p>${texts.goodbye}</p>
      ${skdInvitation(this.office?.skdUrl ?? null)}
    </section>`;
  }

  #failure(): string {
    const texts = standWords();
    if (this.notATicket) return texts.noTicket;
    if (this.#command.isRefusedAs('not-found')) return texts.unknown;
    if (this.#command.isRefusedAs('move-not-allowed')) return texts.notYet;
    return this.#command.failure;
  }

  /** A scanner types wherever the focus is; the Enter at its end must press nothing. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return this.#burst.drop();
    if (!this.#burst.take(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  readonly #typed = (event: Event): void => {
    const { ticket = '' } = fieldsOf(event);
    void this.#open(ticket);
  };

  async #open(scanned: string): Promise<void> {
    const token = toTicketToken(scanned);
    if (token === null && this.sheet) return; // somebody who types fast
    this.renderRoot.querySelector('form')?.reset();
    this.notATicket = token === null;
    this.#forgetLater(failureMs);
    if (token === null) return this.#command.dismiss();
    this.sheet = null;
    this.#command.forget();
    await this.#command.send({ name: 'POST /rating-sheet', params: {}, body: { ticket: token } }, (sheet) => {
      this.thanks = false;
      this.sheet = sheet;
    });
    this.#command.forget();
  }

  #end(rated: boolean): void {
    this.sheet = null;
    this.thanks = rated;
    setLanguage('id');
    if (rated) announce(standWords().rated);
    this.#forgetLater(this.office?.skdUrl ? invitedMs : thanksMs);
  }

  /** What was said to one visitor is not there for the next. */
  #forgetLater(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.thanks = false;
      this.notATicket = false;
      this.#command.dismiss();
    }, ms);
  }
}

const ticketPicture = html`<svg class="picture" viewBox="0 0 120 96" aria-hidden="true">
  <path d="M30 6h60a4 4 0 0 1 4 4v70l-6 6-6-6-6 6-6-6-6 6-6-6-6 6-6-6-6 6-6-6-6 6-6-6V10a4 4 0 0 1 4-4z" />
  <path d="M42 20h14v14H42zM64 20h14v14H64zM42 42h14v14H42zM64 42h5M74 42v5M64 50h5v6M74 54h4" />
  <path class="beam" d="M8 68h104" />
</svg>`;
