import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { alertOf } from '../ui/alert.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { Gone, VisitView } from '../../wire/visitors/visitors.ts';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import { goneWords, headlineOf, updatedOf } from '../../domain/visitors/headline.ts';
import { isFinal, mayGiveUp } from '../../domain/visits/steps.ts';
import { mailMark } from '../../domain/ratings/mailed.ts';
import { typingEveryMs } from '../../domain/visits/typing.ts';
import type { Fired } from '../ui/events.ts';
import { announce } from '../ui/announce.ts';
import { command, isProblem, newKey, read, type Asked, type Reply } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { Feed, reading } from '../ui/line/feed.ts';
import { timeOrder } from '../ui/line/snapshot-order.ts';
import { preciseTimeOf, setTimeZone } from '../ui/words/format.ts';
import { draftsOf } from '../ui/forms/drafts.ts';
import type { GuestBookDrafts } from '../ui/forms/guest-book-draft.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement, language } from '../ui/words/language.ts';
import '../ui/office/office-notice.ts';
import { pageAddress, waitForOffice } from '../ui/office/office.ts';
import type { RatingWay } from '../ui/rating/rating-keeper.ts';
import '../ui/steady/steady.ts';
import { phoneStyles } from '../ui/style/phone-styles.ts';
import { words } from '../ui/words/words.ts';
import { readFirstAnswer } from './first-answer.ts';
import { bring } from './forms.ts';
import './give-up-dialog.ts';
import type { GiveUpDialog } from './give-up-dialog.ts';
import { notices } from './notices.ts';
import { stepList } from './step-list.ts';
import { ticketCard } from './ticket-card.ts';
import { visitorWords } from './words.ts';

const token = location.pathname.split('/')[2] ?? '';
const cameByMail = new URLSearchParams(location.search).has(mailMark);
const first = readFirstAnswer();

type Sent = 'POST /visits/{token}/cancel' | 'PUT /visits/{token}/guest-book';

/** Whether the page shows what sends this. */
const asksFor: Readonly<Record<Sent, (view: VisitView) => boolean>> = {
  'PUT /visits/{token}/guest-book': ({ guestBook }) => guestBook === 'open',
  'POST /visits/{token}/cancel': ({ step }) => mayGiveUp(step),
};

/** The visitor's own page: where the visit stands, the guest book, the rating. Never a name. */
@customElement('visitor-page')
export class VisitorPage extends LocalizedElement {
  static override styles = phoneStyles;

  @state() private office: OfficeView | null = null;
  @state() private gone: Gone['kind'] | null = null;
  /** Comes with the page, so that it opens without a line too. */
  @query('give-up-dialog') private question!: GiveUpDialog | null;
  #said = '';
  /** What was sent last; why it failed is told beside its button. */
  #sent: Sent | null = null;
  #settled = false;
  #typedAt = -Infinity;
  readonly #command = new Command(this, { pausesMs: [500, 1_000, 2_000], keepsKey: true });
  readonly #drafts: GuestBookDrafts = draftsOf('guest-book', token);

  readonly #ratingWay: RatingWay = {
    read: () => read('/visits/{token}/rating', { token }),
    keep: (rating) => ({
      name: 'PUT /visits/{token}/rating',
      params: { token },
      body: cameByMail ? { ...rating, from: 'mail' } : rating,
    }),
    kept: (answer) => 'step' in answer && this.#feed.take(answer),
    gone: () => void this.#feed.refresh(),
  };

  readonly #feed = new Feed<'visit'>(this, {
    line: 'visit',
    auth: { token },
    order: timeOrder(),
    first: first?.kind === 'visit' ? first.view : null,
    read: reading('/visits/{token}', { token }),
    onConnect: () => this.#command.lineIsBack(),
    onValue: (view) => this.#changed(view),
    onRefused: (reply) => this.#refused(reply),
  });

  constructor() {
    super();
    if (first?.kind === 'visit') {
      this.office = first.office;
      setTimeZone(first.office.timeZone);
    } else if (first) this.#end(first.kind);
  }

  /** What was sent is done, or no longer wanted, once the page no longer asks for it. */
  override willUpdate(): void {
    const { value } = this.#feed;
    if (value && this.#sent && !asksFor[this.#sent](value)) this.#command.forget();
  }

  override updated(): void {
    const { value } = this.#feed;
    if (this.gone) document.title = goneWords[this.gone][language()];
    else if (value) document.title = `${value.label} · ${headlineOf(value, language())}`;
  }

  /** The server-written content has been replaced. */
  override firstUpdated(): void {
    this.replaceChildren();
  }

  override render() {
    const view = this.#feed.value;
    if (this.gone) return this.#frame(this.#farewell(this.gone));
    if (!view || !this.office) return this.#frame(nothing);
    const hidden = this.#feed.freshness === 'gone';
    return this.#frame(html`
      ${this.#staleness()}
      ${hidden ? html`<p class="headline">${words().askStaff}</p>` : this.#visit(view, this.office)}
    `);
  }

  #frame(content: unknown) {
    return html`<header>
        <strong>${this.office?.name ?? words().unit}</strong><language-switch></language-switch>
      </header>
      <main>${content}</main>`;
  }

  /** Nothing is known of a visit: what there is instead. */
  #farewell(kind: Gone['kind']) {
    return html`<h1 class="headline">${goneWords[kind][language()]}</h1>
      <a href=${pageAddress('/')}>${words().toStart}</a>`;
  }

  #staleness() {
    const { freshness, heardServerAt } = this.#feed;
    if (freshness === 'fresh' || heardServerAt === null) return nothing;
    return html`<p class="notice">⚠ ${words().staleSince(preciseTimeOf(heardServerAt))}</p>`;
  }

  #visit(view: VisitView, office: OfficeView) {
    const { now, heardServerAt } = this.#feed;
    const { timeZone } = office;
    const updated = updatedOf({ at: heardServerAt ?? view.at }, { timeZone, language: language() });
    const isBeside = this.#sent !== null && asksFor[this.#sent](view);
    return html`
      ${ticketCard(view, { now, updated })} ${this.#alert(view)}
      <office-notice .notice=${view.notice} .now=${now}></office-notice>
      ${notices(view, now)} ${isBeside ? nothing : alertOf(this.#command.failure)}
      ${asksFor['PUT /visits/{token}/guest-book'](view) ? this.#guestBook(office) : nothing}
      ${this.#copies(view)} ${this.#rating(view, office)} ${this.#complaint(view)} ${stepList(view)}
      ${asksFor['POST /visits/{token}/cancel'](view) ? this.#giveUp() : nothing}
    `;
  }

  #failureOf(sent: Sent): string {
    return this.#sent === sent ? this.#command.failure : '';
  }

  /** What the first view does not need comes after the line, or after ten seconds without one. */
  get #isSettled(): boolean {
    return (this.#settled ||= this.#feed.connected || performance.now() > 10_000);
  }

  #alert({ step, noShowLatestAt }: VisitView) {
    if (!this.#isSettled || (step !== 'waiting' && step !== 'called')) return nothing;
    void bring(import('./call-alert.ts'));
    return html`<call-alert .call=${noShowLatestAt}></call-alert>`;
  }

  #guestBook(office: OfficeView) {
    void bring(import('../ui/forms/guest-book-form.ts'));
    return html`<section class="card">
      <h2>${visitorWords().fillBook}</h2>
      <guest-book-form
        .office=${office}
        .busy=${this.#command.busy}
        .failure=${this.#failureOf('PUT /visits/{token}/guest-book')}
        .faults=${this.#command.faults}
        .drafts=${this.#drafts}
        @input=${this.#typed}
        @guest-book=${(event: Fired<'guest-book'>) => this.#sendGuestBook(event.detail)}
      ></guest-book-form>
    </section>`;
  }

  #copies({ softcopies }: VisitView) {
    if (softcopies === 0) return nothing;
    void bring(import('./own-copies.ts'));
    return html`<own-copies class="card" .token=${token} .asked=${softcopies}></own-copies>`;
  }

  #rating({ rating }: VisitView, office: OfficeView) {
    if (rating === 'closed') return nothing;
    void bring(import('../ui/rating/visit-rating.ts'));
    return html`<section class="card">
      <visit-rating .way=${this.#ratingWay} .skdUrl=${office.skdUrl}></visit-rating>
    </section>`;
  }

  #complaint({ rating, step, office }: VisitView) {
    if (rating === 'closed' && !isFinal(step)) return nothing;
    void bring(import('./complaint-link.ts'));
    return html`<complaint-link .token=${token} .office=${office}></complaint-link>`;
  }

  #giveUp() {
    return html`${alertOf(this.#failureOf('POST /visits/{token}/cancel'))}
      <button class="danger" @click=${() => this.question?.open()}>${visitorWords().giveUp}</button>
      <give-up-dialog
        ?busy=${this.#command.busy}
        @give-up=${() => this.#send({ name: 'POST /visits/{token}/cancel', params: { token } })}
        @closed=${this.#keepNumber}
      ></give-up-dialog>`;
  }

  /** Whoever keeps the number has nothing to try again. */
  readonly #keepNumber = (): void => {
    if (this.#sent !== 'POST /visits/{token}/cancel') return;
    this.#command.forget();
    this.#command.dismiss();
  };

  /** Holds the timer of a called number while its guest book is typed; a lost signal is followed by another. */
  readonly #typed = (): void => {
    const now = performance.now();
    if (now - this.#typedAt < typingEveryMs) return;
    this.#typedAt = now;
    void command({ name: 'POST /visits/{token}/typing', params: { token } }, { key: newKey() });
  };

  async #sendGuestBook(guestBook: GuestBook): Promise<void> {
    await this.#send({ name: 'PUT /visits/{token}/guest-book', params: { token }, body: guestBook });
  }

  /** Shows the answered visit; after any other answer the visit is read again. */
  async #send(asked: Asked<Sent>): Promise<void> {
    this.#sent = asked.name;
    let isTaken = false;
    await this.#command.send(asked, (view) => {
      isTaken = true;
      this.#feed.take(view);
    });
    if (!isTaken && !this.#command.busy) void this.#feed.refresh();
  }

  #refused(reply: Reply<VisitView>): void {
    if (isProblem(reply, 'visit-over')) this.#end('ended');
    if (isProblem(reply, 'not-found')) this.#end('unknown');
  }

  #end(kind: Gone['kind']): void {
    this.gone = kind;
    this.#drafts.drop();
    this.#feed.stop(); // there is nothing more to hear
  }

  #changed(view: VisitView): void {
    if (!mayFillBook(view)) this.#drafts.drop();
    if (this.office === null) void waitForOffice(view.office).then((office) => (this.office = office));
    const headline = headlineOf(view, language());
    if (headline !== this.#said) announce(headline);
    this.#said = headline;
  }
}

/** Whether the guest book may still be filled; also by a no-show, who may be called back. */
function mayFillBook({ guestBook, step }: VisitView): boolean {
  return guestBook !== 'submitted' && (step === 'no-show' || !isFinal(step));
}
