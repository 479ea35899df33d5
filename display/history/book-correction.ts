import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices.ts';
import type { GuestBook, WholeGuestBook } from '../../wire/guest-books.ts';
import type { VisitStory } from '../../wire/stories.ts';
import { insist, isProblem, newKey, read } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import '../ui/forms/guest-book-form.ts';
import type { FieldFault } from '../ui/forms/fault-summary.ts';
import { LanguageController } from '../ui/words/language.ts';
import { waitForOffice } from '../ui/office/office.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { emailWord, words } from '../ui/words/words.ts';
import { historyWords } from './words.ts';

/** The guest book of a visit, opened on demand and put right as a whole. Sends `corrected` with the story. */
@customElement('book-correction')
export class BookCorrection extends LitElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) story!: VisitStory;
  @state() private whole: WholeGuestBook | null = null;
  @state() private office: OfficeView | null = null;
  @state() private busy = false;
  @state() private failure = '';
  @state() private faults: readonly FieldFault[] = [];

  constructor() {
    super();
    new LanguageController(this);
  }

  override render() {
    const texts = historyWords();
    const { whole, office } = this;
    return html`<section>
      <h2>${texts.field['guest-book']}</h2>
      <p class="hint">${texts.bookHint}</p>
      ${this.failure ? html`<p class="notice bad" role="alert">${this.failure}</p>` : nothing}
      ${
        whole && office
          ? this.#form(whole, office)
          : html`<div class="actions"><button @click=${this.#open}>${texts.openBook}</button></div>`
      }
    </section>`;
  }

  #form({ guestBook, emailVerified }: WholeGuestBook, office: OfficeView) {
    const texts = historyWords();
    return html`<div class="actions"><button @click=${this.#close}>${texts.closeBook}</button></div>
      ${
        emailVerified === null
          ? nothing
          : html`<p>${texts.emailState}: ${guestBook.email} (${emailWord(emailVerified)})</p>`
      }
      <div class="field">
        <label for="book-reason">${texts.reason}</label>
        <textarea id="book-reason" rows="2" required maxlength="500"></textarea>
      </div>
      <guest-book-form
        .office=${office}
        .known=${guestBook}
        .action=${texts.save}
        .busy=${this.busy}
        .faults=${this.faults}
        @guest-book=${(event: CustomEvent<GuestBook>) => this.#send(event.detail)}
      ></guest-book-form>`;
  }

  readonly #open = async (): Promise<void> => {
    const { visitId, office } = this.story;
    const path = `/visits/${encodeURIComponent(visitId)}/staff/guest-book`;
    const reply = await read<WholeGuestBook>(path);
    if (reply.kind === 'ok') {
      this.office = await waitForOffice(office);
      this.whole = reply.value;
      this.failure = '';
    } else if (isProblem(reply, 'not-found')) this.failure = historyWords().noBook;
    else this.failure = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
  };

  readonly #close = (): void => {
    this.whole = null;
    this.failure = '';
    this.faults = [];
  };

  async #send(entry: GuestBook): Promise<void> {
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#book-reason');
    if (!reason?.reportValidity() || this.busy) return;
    this.busy = true;
    this.failure = '';
    this.faults = [];
    const shown = this.whole?.guestBook.privacyNotice ?? entry.privacyNotice; // the one the visitor saw
    const body = {
      field: 'guest-book',
      guestBook: { ...entry, privacyNotice: shown },
      reason: reason.value,
    };
    const path = `/visits/${encodeURIComponent(this.story.visitId)}/corrections`;
    const reply = await insist<VisitStory>(path, { body, key: newKey() }, [500, 1_500]);
    this.busy = false;
    if (reply.kind === 'ok') {
      this.#close();
      this.dispatchEvent(new CustomEvent('corrected', { detail: reply.value }));
    } else if (reply.kind === 'refused' && reply.problem.errors) {
      this.faults = reply.problem.errors.map(({ pointer, message }) => ({
        pointer: pointer.replace(/^\/guestBook/, ''),
        message,
      }));
    } else this.failure = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
  }
}
