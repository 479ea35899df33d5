import { LitElement, html, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices.ts';
import { priorities } from '../../domain/visits/queue.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { Problem } from '../../wire/problem.ts';
import type { Ticket } from '../../wire/visitors.ts';
import { announce } from '../ui/announce.ts';
import { command, isReady, newKey, typed, failureOf } from '../ui/line/api.ts';
import { dateOf, openingOf, timeOf } from '../ui/words/format.ts';
import '../ui/words/language-switch.ts';
import { LanguageController, language, setLanguage } from '../ui/words/language.ts';
import '../ui/office/office-notice.ts';
import { askedOffice, readOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { sentence, words } from '../ui/words/words.ts';
import { isLoopback, qrOf } from './qr.ts';
import { kioskStyles } from './styles.ts';
import { TicketTaker } from './ticket-taker.ts';
import type { Outcome } from './ticket-taker.ts';
import { kioskWords } from './words.ts';

/** With the limit of a reading, a silent server is noticed within ten seconds. */
const checkEveryMs = 5_000;
const resultMs = 30_000;
const idleMs = 30_000;
const graceMs = 20_000;

/** What is on the kiosk: the tiles, the groups, a number, or that it did not work. */
type Screen =
  | { readonly name: 'start' }
  | { readonly name: 'groups' }
  | { readonly name: 'busy' }
  | { readonly name: 'pair'; readonly text: string }
  | { readonly name: 'result'; readonly ticket: Ticket; readonly at: Date }
  | { readonly name: 'failed'; readonly problem: Problem | null };

/** Takes numbers. Keeps nothing of a visitor: the next one finds a fresh page, in Indonesian. */
@customElement('kiosk-page')
export class KioskPage extends LitElement {
  static override styles = kioskStyles;

  @state() private office: OfficeView | null = null;
  /** Whether numbers can be given; null before it is known. */
  @state() private ready: boolean | null = null;
  @state() private screen: Screen = { name: 'start' };
  @state() private asksPresence = false;
  readonly #taker = new TicketTaker((outcome) => this.#told(outcome));
  #leaveTimer: ReturnType<typeof setTimeout> | undefined;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
    this.addEventListener('click', () => this.#touched());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#check();
    if (this.#taker.resume()) this.#show({ name: 'busy' });
  }

  override disconnectedCallback(): void {
    this.#taker.leave();
    clearTimeout(this.#leaveTimer);
    clearTimeout(this.#checkTimer);
    super.disconnectedCallback();
  }

  /** Asks again and again whether numbers can be given, and what the office tells everyone. */
  async #check(): Promise<void> {
    clearTimeout(this.#checkTimer);
    const office = (await isReady()) ? await readOffice(this.office?.code ?? askedOffice()) : null;
    if (!this.isConnected) return;
    this.ready = office !== null;
    this.office = office ?? this.office;
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#check(), checkEveryMs);
  }

  override render() {
    const { office } = this;
    if (!office && this.ready === null) return nothing;
    return html`<header>
        <div>
          <strong>${office?.name}</strong>
          <span>${words().unit}</span>
        </div>
        <language-switch></language-switch>
      </header>
      <main>${this.#body(office)}</main>
      ${this.asksPresence ? this.#presence() : nothing}`;
  }

  #body(office: OfficeView | null) {
    const { screen } = this;
    switch (screen.name) {
      case 'result':
        return this.#result(screen);
      case 'failed':
        return this.#failed(screen.problem);
      case 'groups':
        return this.#groups();
      case 'pair':
        return this.#pairing(screen.text);
      case 'busy':
        return this.#tiles(true);
      case 'start':
        if (office && !office.ticketsOpen) return this.#closed(office);
        return office && this.ready ? this.#tiles(false) : this.#notNow();
    }
  }

  #notNow() {
    const texts = kioskWords();
    return html`<section class="message">
      <h1>${texts.notNow}</h1>
      <p>${texts.askStaff}</p>
    </section>`;
  }

  #failed(problem: Problem | null) {
    const texts = kioskWords();
    return html`<section class="message">
      <h1>${texts.notNow}</h1>
      <p>${problem?.title} ${texts.askStaff}</p>
      ${problem ? nothing : html`<p class="hint">${texts.comesLate}</p>`}
      ${problem ? nothing : html`<button class="primary" @click=${this.#again}>${words().tryAgain}</button>`}
      <button @click=${() => this.#reset()}>${words().back}</button>
    </section>`;
  }

  #tiles(busy: boolean) {
    const texts = kioskWords();
    return html`<section class="start">
      <office-notice .notice=${this.office}></office-notice>
      <h1>${texts.welcome}</h1>
      <div class="tiles">
        <button class="tile main" ?disabled=${busy} @click=${() => this.#take(null)}>
          ${busy ? texts.taking : texts.take}<small>${texts.takeHint}</small>
        </button>
        <button class="tile" ?disabled=${busy} @click=${() => this.#show({ name: 'groups' })}>
          ${texts.priority}<small>${texts.priorityHint}</small>
        </button>
      </div>
      <p>${texts.free}</p>
    </section>`;
  }

  #groups() {
    const texts = kioskWords();
    return html`<section class="start">
      <h1>${texts.whichGroup}</h1>
      <div class="tiles groups">
        ${priorities.map(
          (group) =>
            html`<button class="tile" @click=${() => this.#take(group)}>${words().priority[group]}</button>`,
        )}
        <button class="tile quiet" @click=${() => this.#reset()}>${words().back}</button>
      </div>
      <p>${texts.priorityHint}</p>
    </section>`;
  }

  #closed({ closedBecause, opensAt, message }: OfficeView) {
    const { closed, opensAgain } = words();
    return html`<section class="message">
      <h1>${closedBecause === null ? kioskWords().hours : closed[closedBecause]}</h1>
      ${message && closedBecause !== null ? html`<p>${message[language()]}</p>` : nothing}
      ${opensAt === null ? nothing : html`<p>${sentence(opensAgain(openingOf(opensAt, new Date())))}</p>`}
    </section>`;
  }

  #result({ ticket, at }: { ticket: Ticket; at: Date }) {
    const texts = kioskWords();
    return html`<section class="result">
      <div>
        <h1>${texts.yourNumber}</h1>
        <p class="number">${ticket.label}</p>
        <p class="ahead">${texts.ahead(ticket.ahead)}</p>
        ${
          ticket.estimate
            ? html`<p class="ahead">
                ${texts.range(ticket.estimate.lowMinutes, ticket.estimate.highMinutes)}
              </p>`
            : nothing
        }
        <p>${dateOf(at)}, ${timeOf(at)}</p>
        <p>${texts.wait} ${texts.bringId}</p>
      </div>
      <div class="follow">
        ${this.#follow(ticket)}
        <button class="primary" @click=${() => this.#reset()}>${texts.done}</button>
      </div>
    </section>`;
  }

  #follow({ statusUrl }: Ticket) {
    const texts = kioskWords();
    const url = new URL(statusUrl, this.office?.publicUrl ?? location.origin);
    if (isLoopback(url)) {
      return html`<p class="notice">${texts.local}</p>
        <a class="button" href=${url.href} target="_blank" rel="noreferrer">${texts.openPage}</a>`;
    }
    const { size, path } = qrOf(url.href);
    return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${texts.scan}>
        ${svg`<path d=${path} />`}
      </svg>
      <p>${texts.scan}</p>`;
  }

  /** Where not every device may take numbers, this one is paired once by staff. */
  #pairing(text: string) {
    const texts = kioskWords();
    return html`<section class="message">
      <h1>${texts.pair}</h1>
      <form class="message" @submit=${this.#pair}>
        <label for="code">${texts.pairHint}</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="off"
          required
          pattern="[0-9]{8}"
          maxlength="8"
        />
        ${text ? html`<p class="notice bad" role="alert">${text}</p>` : nothing}
        <button class="primary">${texts.pairButton}</button>
      </form>
      <button @click=${() => this.#reset()}>${words().back}</button>
    </section>`;
  }

  readonly #pair = async (event: Event): Promise<void> => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    const body = typed<'POST /devices/pair'>(fields);
    const reply = await command({ name: 'POST /devices/pair', params: {}, body }, { key: newKey() });
    if (reply.kind === 'ok') this.#reset();
    else {
      const text = failureOf(reply);
      this.#show({ name: 'pair', text });
    }
  };

  #presence() {
    const texts = kioskWords();
    return html`<div class="veil" role="alertdialog" aria-label=${texts.stillHere}>
      <section class="message">
        <h1>${texts.stillHere}</h1>
        <button class="primary">${texts.yes}</button>
      </section>
    </div>`;
  }

  #take(priority: Priority | null): void {
    if (!this.office || this.screen.name === 'busy') return;
    this.#show({ name: 'busy' });
    this.#taker.take(this.office, { priority, language: language() });
  }

  readonly #again = (): void => {
    if (this.#taker.retry()) this.#show({ name: 'busy' });
  };

  #told(outcome: Outcome): void {
    if (outcome.kind === 'ticket') {
      announce(`${kioskWords().yourNumber} ${outcome.ticket.label}`);
      this.#show({ name: 'result', ticket: outcome.ticket, at: new Date() });
      return;
    }
    const problem = outcome.kind === 'refused' ? outcome.problem : null;
    if (problem?.status === 401) this.#show({ name: 'pair', text: '' });
    else this.#show({ name: 'failed', problem });
    void this.#check();
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.#touched();
  }

  /** Whoever is here has time; whoever left is followed by a fresh page. */
  #touched(): void {
    clearTimeout(this.#leaveTimer);
    this.asksPresence = false;
    const { name } = this.screen;
    if (name === 'result') this.#leaveTimer = setTimeout(() => this.#reset(), resultMs);
    else if (name === 'start') {
      if (language() !== 'id') this.#leaveTimer = setTimeout(() => this.#reset(), idleMs);
    } else if (name !== 'busy') this.#leaveTimer = setTimeout(() => this.#askPresence(), idleMs);
  }

  #askPresence(): void {
    this.asksPresence = true;
    this.#leaveTimer = setTimeout(() => this.#reset(), graceMs);
  }

  #reset(): void {
    this.#taker.leave();
    if (language() !== 'id') setLanguage('id');
    this.#show({ name: 'start' });
    announce('');
  }
}
