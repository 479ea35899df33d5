import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { toReference, toReferenceEnd } from '../../domain/complaints/reference.ts';
import { endOfDay, localDayOf } from '../../domain/offices/calendar.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { ComplaintView, ListedComplaint } from '../../wire/complaints/complaints.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { fire, type Fired } from '../ui/events.ts';
import { fieldsOf, textField } from '../ui/forms/fields.ts';
import { failureOf, read, type Reply } from '../ui/line/api.ts';
import { shared } from '../ui/style/styles.ts';
import { timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import './case/complaint-case.ts';
import './complaint-entry.ts';
import { complaintList, listStyles } from './complaint-list.ts';
import type { Times } from './due-badge.ts';
import { complaintsWords } from './words.ts';
import type { Written } from './written.ts';

/** The list and the open complaint are read again so often. */
const readEveryMs = 10_000;

/** What the part of the address behind `#` opens besides a complaint. */
const entering = 'catat';

/** An office's complaints, and beside them one of them or a new one. */
@customElement('complaints-desk')
export class ComplaintsDesk extends LocalizedElement {
  static override styles = [
    shared,
    listStyles,
    css`
      .desk {
        display: grid;
        grid-template-columns: minmax(320px, 400px) minmax(0, 1fr);
        align-items: start;
        gap: var(--space-5);
        max-width: 1360px;
        margin: 0 auto;
        padding: 0 var(--space-5) var(--space-8);
      }
      .beside {
        min-width: 0;
      }
      .empty {
        padding: var(--space-8) var(--space-5);
        text-align: center;
        color: var(--muted);
        border: 1px dashed var(--line);
        border-radius: var(--radius-l);
      }
      .back {
        display: none;
      }
      @media (max-width: 899px) {
        .desk {
          grid-template-columns: minmax(0, 1fr);
          padding: 0 var(--space-4) var(--space-8);
        }
        .desk.chosen > nav,
        .desk:not(.chosen) > .beside {
          display: none;
        }
        .back {
          display: inline-flex;
          margin-bottom: var(--space-4);
        }
      }
      @media print {
        nav,
        .back {
          display: none !important;
        }
        .desk {
          display: block;
          padding: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) staffRole: Exclude<Role, 'admin'> = 'staff';
  @property({ attribute: false }) written!: Written;
  @state() private shown: 'open' | 'all' = 'open';
  @state() private complaints: readonly ListedComplaint[] | null = null;
  @state() private readAt: string | null = null;
  @state() private isCut = false;
  @state() private isStale = false;
  @state() private chosen = hashOf();
  @state() private complaint: ComplaintView | null = null;
  @state() private isUnknown = false;
  /** What is wrong with the number that was looked for. */
  @state() private findFault: string | null = null;
  /** Several complaints of different years whose numbers end alike. */
  @state() private found: readonly ListedComplaint[] | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #focusesCase = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#hashChanged);
    document.addEventListener('visibilitychange', this.#look);
    this.#timer = setInterval(this.#look, readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#hashChanged);
    document.removeEventListener('visibilitychange', this.#look);
    clearInterval(this.#timer);
  }

  override firstUpdated(): void {
    void this.#read();
  }

  override render() {
    const times = this.#times;
    return html`<div class="desk ${this.chosen === '' ? '' : 'chosen'}">
      <nav aria-label=${complaintsWords().list}>
        ${this.#tools()}
        ${this.isStale ? html`<p class="notice bad" role="alert">${this.#staleText}</p>` : nothing}
        ${this.#listed(times)}
      </nav>
      <div class="beside">
        ${
          this.chosen === ''
            ? nothing
            : html`<a class="button back" href="#">${backIcon}${complaintsWords().back}</a>`
        }
        ${this.#beside(times)}
      </div>
    </div>`;
  }

  #listed(times: Times | null) {
    if (this.complaints === null || times === null) return nothing;
    const about = { times, chosen: this.chosen, none: this.#noneText };
    if (this.found === null) return complaintList(this.complaints, { ...about, isCut: this.isCut });
    const texts = complaintsWords();
    return html`<p class="top" role="status">
        <b>${texts.severalFound(this.found.length)}</b>
        <button class="plain" @click=${() => (this.found = null)}>${texts.showList}</button>
      </p>
      ${complaintList(this.found, { ...about, isCut: false })}`;
  }

  /** The moments that lateness is told by, as the server last told them. */
  get #times(): Times | null {
    if (this.readAt === null) return null;
    const { timeZone } = this.office;
    const now = new Date(this.readAt);
    return { now, endOfToday: new Date(endOfDay(localDayOf(now.getTime(), timeZone), timeZone)) };
  }

  get #staleText(): string {
    const texts = complaintsWords();
    return this.readAt === null ? texts.failed : texts.stale(timeOf(this.readAt));
  }

  get #noneText(): string {
    const texts = complaintsWords();
    if (this.staffRole === 'staff') return texts.noneMine;
    return this.shown === 'open' ? texts.noneOpen : texts.none;
  }

  #tools() {
    const texts = complaintsWords();
    return html`<div class="tools">
      <a class="button primary" href="#${entering}">${plusIcon}${texts.enter}</a>
      <div class="states" role="group" aria-label=${texts.which}>
        ${(['open', 'all'] as const).map(
          (one) =>
            html`<button aria-pressed=${one === this.shown} @click=${() => this.#show(one)}>
              ${texts[one]}
            </button>`,
        )}
      </div>
      <form class="find" novalidate @submit=${this.#find}>
        ${textField({
          id: 'find',
          label: texts.find,
          max: 40,
          fault: this.findFault,
        })}
        <button>${texts.findIt}</button>
      </form>
    </div>`;
  }

  #beside(times: Times | null) {
    const texts = complaintsWords();
    if (this.chosen === entering)
      return html`<complaint-entry
        .office=${this.office}
        @session-lost=${this.#lost}
        @complaint-moved=${() => void this.#read()}
      ></complaint-entry>`;
    if (this.isUnknown) return html`<p class="notice bad" role="alert">${texts.unknown}</p>`;
    if (this.chosen === '') return html`<p class="empty">${texts.choose}</p>`;
    if (this.complaint === null || times === null) return nothing;
    return html`<complaint-case
      .office=${this.office}
      .staffRole=${this.staffRole}
      .complaint=${this.complaint}
      .times=${times}
      .written=${this.written}
      @session-lost=${this.#lost}
      @complaint-stale=${() => void this.#readChosen()}
      @complaint-moved=${this.#moved}
    ></complaint-case>`;
  }

  readonly #lost = (): void => fire(this, 'session-lost');

  readonly #moved = ({ detail }: Fired<'complaint-moved'>): void => {
    this.complaint = detail;
    void this.#read();
  };

  readonly #look = (): void => {
    if (document.visibilityState === 'visible') void this.#read();
  };

  readonly #hashChanged = (): void => {
    const chosen = hashOf();
    if (chosen !== this.chosen && !this.#mayLeave()) {
      history.replaceState(null, '', `#${this.chosen}`);
      return;
    }
    this.chosen = chosen;
    this.isUnknown = false;
    if (this.complaint?.reference !== this.chosen) this.complaint = null;
    this.#focusesCase = true;
    void this.#readChosen();
  };

  #mayLeave(): boolean {
    const { renderRoot } = this;
    const open = renderRoot.querySelector('complaint-case') ?? renderRoot.querySelector('complaint-entry');
    return open?.mayBeLeft() ?? true;
  }

  #show(which: 'open' | 'all'): void {
    this.shown = which;
    this.found = null;
    void this.#read();
  }

  readonly #find = async (event: Event): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const texts = complaintsWords();
    const typed = fieldsOf(event)['find'] ?? '';
    const end = toReferenceEnd(typed);
    this.found = null;
    this.findFault = end === null ? texts.noReference : null;
    if (end === null) return;
    const reply = await this.#ask({ state: 'all', reference: typed });
    if (reply.kind !== 'ok') {
      this.findFault = failureOf(reply);
      return;
    }
    const [first, ...others] = reply.value.complaints;
    if (!first) {
      this.findFault = texts.notFound(end);
      return;
    }
    form.reset();
    if (others.length > 0) this.found = reply.value.complaints;
    else location.hash = first.reference;
  };

  async #read(): Promise<void> {
    const state = this.shown;
    const reply = await this.#ask({ state });
    this.isStale = reply.kind !== 'ok';
    if (reply.kind !== 'ok' || state !== this.shown) return;
    const { complaints, at } = reply.value;
    this.complaints = complaints;
    this.isCut = complaints.length >= 500;
    this.readAt = at;
    await this.#readChosen();
  }

  #ask(query: { state: 'open' | 'all'; reference?: string }) {
    return this.#heard(read('/offices/{office}/complaints', { office: this.office.code }, { query }));
  }

  /** Reads the complaint that is open; one that is not in the list is found by its reference. */
  async #readChosen(): Promise<void> {
    const { chosen } = this;
    if (chosen === '' || chosen === entering) return;
    const id =
      this.complaints?.find(({ reference }) => reference === chosen)?.id ?? (await this.#idOf(chosen));
    if (id === null || chosen !== this.chosen) return;
    const params = { office: this.office.code, complaint: id };
    const reply = await this.#heard(read('/offices/{office}/complaints/{complaint}', params));
    if (reply.kind !== 'ok' || chosen !== this.chosen) return;
    this.complaint = reply.value;
    this.isUnknown = false;
    if (!this.#focusesCase) return;
    this.#focusesCase = false;
    await this.updateComplete;
    this.renderRoot.querySelector('complaint-case')?.focusHeading();
  }

  async #idOf(reference: string): Promise<string | null> {
    const reply = await this.#ask({ state: 'all', reference });
    if (reply.kind !== 'ok' || reference !== this.chosen) return null;
    const id = reply.value.complaints[0]?.id ?? null;
    this.isUnknown = id === null;
    return id;
  }

  async #heard<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
    const reply = await asked;
    if (reply.kind === 'refused' && [401, 403].includes(reply.problem.status)) this.#lost();
    return reply;
  }
}

/** What is open, by the part of the address behind `#`: a reference, the entry of a new one, or nothing. */
function hashOf(): string {
  const text = decodeURIComponent(location.hash.slice(1));
  return text === entering ? entering : (toReference(text) ?? '');
}

const backIcon = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M15 5l-7 7 7 7" />
</svg>`;
const plusIcon = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 5v14M5 12h14" />
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'complaints-desk': ComplaintsDesk;
  }
}
