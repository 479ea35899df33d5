import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import type { Rating } from '../../domain/survey/rating.ts';
import type { GuestBook } from '../../domain/visit/guest-book.ts';
import { isFinal } from '../../domain/visit/steps.ts';
import type { VisitView } from '../../domain/visit/views.ts';
import { announce } from '../ui/announce.ts';
import { insist, isProblem, newKey } from '../ui/api.ts';
import type { Reply } from '../ui/api.ts';
import { Feed, reading } from '../ui/feed.ts';
import { timeOrder } from '../ui/feed-rules.ts';
import { preciseTimeOf, timeOf } from '../ui/format.ts';
import { draftsOf } from '../ui/drafts.ts';
import type { FieldFault, GuestBookDrafts } from '../ui/guest-book-form.ts';
import '../ui/language-switch.ts';
import { LanguageController } from '../ui/language.ts';
import { askedOffice, waitForOffice } from '../ui/office.ts';
import '../ui/steady.ts';
import { words } from '../ui/words.ts';
import { visitorStyles } from './styles.ts';
import { visitorWords } from './words.ts';

const token = location.pathname.split('/')[2] ?? '';
const path = `/visits/${encodeURIComponent(token)}`;
const pausesMs = [500, 1_000, 2_000];

/** The visitor's own page: where the visit stands, the guest book, the rating. Never a name. */
@customElement('visitor-page')
export class VisitorPage extends LitElement {
  static override styles = visitorStyles;

  @state() private office: OfficeView | null = null;
  @state() private gone: 'ended' | 'unknown' | null = null;
  @state() private busy = false;
  @state() private failure = '';
  @state() private faults: readonly FieldFault[] = [];
  @state() private rateAgain = false;
  #said = '';
  #keys = new Map<string, string>();
  readonly #drafts: GuestBookDrafts = draftsOf(token);

  readonly #feed = new Feed<VisitView>(this, {
    event: 'visit',
    auth: { token },
    order: timeOrder(),
    read: reading(path),
    onValue: (view) => this.#changed(view),
    onRefused: (reply) => this.#refused(reply),
  });

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice(askedOffice()).then((office) => (this.office = office));
  }

  override render() {
    const view = this.#feed.value;
    const texts = visitorWords();
    if (this.gone) return this.#frame(html`<h1 class="headline">${texts[this.gone]}</h1>`);
    if (!view || !this.office) return this.#frame(nothing);
    const hidden = this.#feed.freshness === 'gone';
    return this.#frame(html`
      ${this.#staleness()}
      ${hidden ? html`<p class="headline">${words().askStaff}</p>` : this.#visit(view, this.office)}
    `);
  }

  #frame(content: unknown) {
    return html`<header>
        <strong>${this.office?.name ?? ''}</strong><language-switch></language-switch>
      </header>
      <main>${content}</main>`;
  }

  #staleness() {
    const { freshness, heardServerAt } = this.#feed;
    if (freshness === 'fresh' || heardServerAt === null) return nothing;
    return html`<p class="notice">⚠ ${words().staleSince(preciseTimeOf(heardServerAt))}</p>`;
  }

  #visit(view: VisitView, office: OfficeView) {
    const texts = visitorWords();
    return html`
      <section class="ticket ${view.step}">
        <h1 class="headline">${headlineOf(view)}</h1>
        <p class="number">${view.label}</p>
        ${
          view.estimate
            ? html`<p>${texts.range(view.estimate.lowMinutes, view.estimate.highMinutes)}</p>`
            : nothing
        }
        <p class="hint">${texts.updated(preciseTimeOf(view.at))}</p>
      </section>
      ${view.custody === 'held' ? html`<p class="notice">${texts.takeId}</p>` : nothing}
      ${this.failure ? html`<p class="notice bad" role="alert">${this.failure}</p>` : nothing}
      ${view.guestBook === 'open' ? this.#guestBook(office) : nothing}
      ${
        view.guestBook === 'submitted' && view.step === 'registered'
          ? html`<p class="notice ok">${texts.bookSent} ${texts.promise} ${texts.bringId}</p>`
          : nothing
      }
      ${this.#rating(view)} ${this.#steps(view)}
      ${view.step === 'waiting' || view.step === 'called' ? this.#giveUp() : nothing}
    `;
  }

  #guestBook(office: OfficeView) {
    void import('../ui/guest-book-form.ts');
    return html`<section class="card">
      <h2>${visitorWords().fillBook}</h2>
      <guest-book-form
        .office=${office}
        .busy=${this.busy}
        .faults=${this.faults}
        .drafts=${this.#drafts}
        @guest-book=${(event: CustomEvent<GuestBook>) => this.#sendGuestBook(event.detail)}
      ></guest-book-form>
    </section>`;
  }

  #rating({ rating }: VisitView) {
    const texts = visitorWords();
    if (rating === 'closed') return nothing;
    if (rating === 'submitted' && !this.rateAgain) {
      return html`<section class="card">
        <p>${texts.rated}</p>
        <button @click=${() => (this.rateAgain = true)}>${texts.rateAgain}</button>
      </section>`;
    }
    void import('./rating-form.ts');
    return html`<section class="card">
      <rating-form
        .busy=${this.busy}
        @rating=${(event: CustomEvent<Rating>) => this.#sendRating(event.detail)}
      ></rating-form>
    </section>`;
  }

  #steps({ timeline, step }: VisitView) {
    const { step: names } = words();
    return html`<ol class="steps">
      ${timeline.map(
        (entry, index) =>
          html`<li aria-current=${index === timeline.length - 1 && !isFinal(step) ? 'step' : 'false'}>
            <span>${names[entry.step]}</span><time>${timeOf(entry.at)}</time>
          </li>`,
      )}
    </ol>`;
  }

  #giveUp() {
    const texts = visitorWords();
    return html`<button class="danger" @click=${() => this.#dialog?.showModal()}>${texts.giveUp}</button>
      <dialog aria-label=${texts.giveUp}>
        <p>${texts.reallyGiveUp}</p>
        <div class="actions">
          <button class="primary" @click=${() => this.#dialog?.close()}>${texts.keep}</button>
          <button class="danger" ?disabled=${this.busy} @click=${this.#cancel}>${texts.giveUp}</button>
        </div>
      </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  readonly #cancel = async (): Promise<void> => {
    this.#dialog?.close();
    await this.#command('cancel', 'POST');
  };

  async #sendGuestBook(guestBook: GuestBook): Promise<void> {
    await this.#command('guest-book', 'PUT', guestBook);
  }

  async #sendRating(rating: Rating): Promise<void> {
    if (await this.#command('rating', 'PUT', rating)) this.rateAgain = false;
  }

  /** One command at a time; the same content keeps its key until it is answered. */
  async #command(name: string, method: string, body: unknown = {}): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = '';
    this.faults = [];
    const intent = `${name} ${JSON.stringify(body)}`;
    const key = this.#keys.get(intent) ?? newKey();
    this.#keys.set(intent, key);
    const reply = await insist<VisitView>(`${path}/${name}`, { method, body, key }, pausesMs);
    this.busy = false;
    if (reply.kind === 'ok' || reply.kind === 'refused') this.#keys.delete(intent);
    if (reply.kind === 'ok') {
      this.#feed.take(reply.value);
      return true;
    }
    if (reply.kind === 'refused' && reply.problem.errors) this.faults = reply.problem.errors;
    else this.failure = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
    void this.#feed.refresh();
    return false;
  }

  #refused(reply: Reply<VisitView>): void {
    if (isProblem(reply, 'visit-over')) this.gone = 'ended';
    if (isProblem(reply, 'not-found')) this.gone = 'unknown';
    if (this.gone === null) return;
    this.#drafts.drop();
    this.#feed.stop(); // there is nothing more to hear
  }

  #changed(view: VisitView): void {
    if (!mayFillBook(view)) this.#drafts.drop();
    const headline = headlineOf(view);
    document.title = `${view.label} · ${headline}`;
    if (headline !== this.#said) announce(headline);
    this.#said = headline;
  }
}

/** Whether a guest book may still be asked for; also of who was missed, and may be called back. */
function mayFillBook({ guestBook, step }: VisitView): boolean {
  return guestBook !== 'submitted' && (step === 'no-show' || !isFinal(step));
}

function headlineOf({ step, ahead, counter }: VisitView): string {
  const texts = visitorWords();
  if (step === 'waiting') return texts.waiting(ahead);
  if (step === 'called' && counter) return texts.yourTurn(counter.label);
  if (step === 'done') return texts.thanks;
  return words().step[step];
}
