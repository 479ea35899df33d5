import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unreadable } from '../../domain/unreadable.ts';
import { alertOf } from '../ui/alert.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { GuestBook, WholeGuestBook } from '../../wire/visitors/guest-books.ts';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import { fire, type Fired } from '../ui/events.ts';
import { isProblem, read, failureOf } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import '../ui/forms/guest-book-form.ts';
import { areaField } from '../ui/forms/fields.ts';
import { inGuestBook, type FieldFault } from '../ui/forms/fault-summary.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { waitForOffice } from '../ui/office/office.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { lostWords } from '../ui/words/lost-words.ts';
import { emailWord, readable } from '../ui/words/words.ts';
import { historyWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

/** The guest book of a visit, opened on demand and corrected as a whole. Sends `corrected` with the history. */
@customElement('book-correction')
export class BookCorrection extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) story!: VisitStory;
  @state() private whole: WholeGuestBook | null = null;
  @state() private office: OfficeView | null = null;
  @state() private failure = '';
  readonly #command = new Command(this);

  override render() {
    const texts = historyWords();
    const { whole, office } = this;
    const failure = this.failure || this.#command.failure;
    return html`<section>
      <h2>${texts.field['guest-book']}</h2>
      <p class="hint">${texts.bookHint}</p>
      ${alertOf(failure)}
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
          : html`<p>${texts.emailState}: ${readable(guestBook.email)} (${emailWord(emailVerified)})</p>`
      }
      ${hasUnreadable(guestBook) ? html`<p class="notice" role="status">${texts.bookUnreadable}</p>` : nothing}
      <div @invalid=${inOurWords}>
        ${areaField({ id: 'book-reason', label: texts.reason, rows: 2, max: 500, required: true })}
      </div>
      <guest-book-form
        .office=${office}
        .known=${withoutUnreadable(guestBook)}
        .action=${texts.save}
        .busy=${this.#command.busy}
        .faults=${this.#faults}
        @guest-book=${(event: Fired<'guest-book'>) => this.#send(event.detail)}
      ></guest-book-form>`;
  }

  readonly #open = async (): Promise<void> => {
    const { visitId, office } = this.story;
    const reply = await read('/visits/{visitId}/staff/guest-book', { visitId });
    if (reply.kind === 'ok') {
      this.office = await waitForOffice(office);
      this.whole = reply.value;
      this.failure = '';
    } else if (isProblem(reply, 'not-found')) this.failure = this.#noBook();
    else this.failure = failureOf(reply);
  };

  /** Why there is no guest book: it was lost, or never filled. */
  #noBook(): string {
    const isLost = this.story.lost.some(({ detail }) => detail === 'guest-book');
    return isLost ? `${lostWords()['guest-book']}.` : historyWords().noBook;
  }

  readonly #close = (): void => {
    this.whole = null;
    this.failure = '';
    this.#command.dismiss();
  };

  async #send(entry: GuestBook): Promise<void> {
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#book-reason');
    if (!reason?.reportValidity()) return;
    this.failure = '';
    const shown = this.whole?.guestBook.privacyNotice ?? entry.privacyNotice; // the one the visitor saw
    const body = {
      field: 'guest-book' as const,
      guestBook: { ...entry, privacyNotice: shown },
      reason: reason.value,
    };
    const params = { visitId: this.story.visitId };
    const asked = { name: 'POST /visits/{visitId}/corrections', params, body } as const;
    await this.#command.send(asked, (detail) => {
      this.#close();
      fire(this, 'corrected', detail);
    });
  }

  /** The form knows the guest book's own fields. */
  get #faults(): readonly FieldFault[] {
    return this.#command.faults.map(inGuestBook);
  }
}

function hasUnreadable(book: WholeGuestBook['guestBook']): boolean {
  return Object.values(book).some((value) => value === unreadable);
}

/** What cannot be opened is empty in the form, to be written anew. */
function withoutUnreadable(book: WholeGuestBook['guestBook']): WholeGuestBook['guestBook'] {
  const { name, email, institution, phone, occupationOther, purposeOther, dataNeeded } = book;
  const texts = { name, email, institution, phone, occupationOther, purposeOther, dataNeeded };
  const gone = Object.entries(texts).filter(([, text]) => text === unreadable);
  return { ...book, ...Object.fromEntries(gone.map(([field]) => [field, ''])) };
}
