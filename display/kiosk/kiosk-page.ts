import { LitElement, html, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import { priorities } from '../../domain/visit/queue.ts';
import type { Priority } from '../../domain/visit/queue.ts';
import type { Ticket } from '../../domain/visit/views.ts';
import { announce } from '../ui/announce.ts';
import { command, insist, isProblem, newKey } from '../ui/api.ts';
import { dateOf, openingOf, timeOf } from '../ui/format.ts';
import '../ui/language-switch.ts';
import { LanguageController, language } from '../ui/language.ts';
import { readOffice, waitForOffice } from '../ui/office.ts';
import '../ui/steady.ts';
import { sentence, words } from '../ui/words.ts';
import { isLoopback, qrOf } from './qr.ts';
import { kioskStyles } from './styles.ts';
import { kioskWords } from './words.ts';

const pausesMs = [500, 1_000, 2_000, 4_000];
const checkEveryMs = 10_000;
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
  | { readonly name: 'failed'; readonly again: Intent; readonly text: string };

/** One wish for a number; its key stays the same however often it is sent. */
interface Intent {
  readonly key: string;
  readonly priority: Priority | null;
}

/** Takes numbers. Keeps nothing: the next visitor finds a fresh page. */
@customElement('kiosk-page')
export class KioskPage extends LitElement {
  static override styles = kioskStyles;

  @state() private office: OfficeView | null = null;
  @state() private ready = true;
  @state() private screen: Screen = { name: 'start' };
  @state() private asksPresence = false;
  #leaveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
    setInterval(() => void this.#check(), checkEveryMs);
    void this.#check();
    this.addEventListener('click', () => this.#touched());
  }

  async #check(): Promise<void> {
    try {
      this.ready = (await fetch('/readyz', { cache: 'no-store' })).ok;
    } catch {
      this.ready = false;
    }
    if (this.office && this.ready) this.office = (await readOffice(this.office.code)) ?? this.office;
  }

  override render() {
    const { office } = this;
    if (!office) return nothing;
    return html`<header>
        <div>
          <strong>${office.name}</strong>
          <span>${words().unit}</span>
        </div>
        <language-switch></language-switch>
      </header>
      <main>${this.#body(office)}</main>
      ${this.asksPresence ? this.#presence() : nothing}`;
  }

  #body(office: OfficeView) {
    const { screen } = this;
    const texts = kioskWords();
    switch (screen.name) {
      case 'result':
        return this.#result(screen);
      case 'failed':
        return html`<section class="message">
          <h1>${texts.askStaff}</h1>
          <p>${screen.text}</p>
          <button class="primary" @click=${() => this.#take(screen.again)}>${words().tryAgain}</button>
          <button @click=${() => this.#reset()}>${words().back}</button>
        </section>`;
      case 'groups':
        return this.#groups();
      case 'pair':
        return this.#pairing(screen.text);
      case 'start':
      case 'busy':
        if (!office.ticketsOpen) return this.#closed(office);
        if (!this.ready) {
          return html`<section class="message">
            <h1>${texts.askStaff}</h1>
            <p>${texts.engineDown}</p>
          </section>`;
        }
        return this.#tiles(screen.name === 'busy');
    }
  }

  #tiles(busy: boolean) {
    const texts = kioskWords();
    return html`<section class="start">
      <h1>${texts.welcome}</h1>
      <div class="tiles">
        <button class="tile main" ?disabled=${busy} @click=${() => this.#take(newIntent(null))}>
          ${busy ? '…' : texts.take}<small>${texts.takeHint}</small>
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
            html`<button class="tile" @click=${() => this.#take(newIntent(group))}>
              ${words().priority[group]}
            </button>`,
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
    const body = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    const reply = await command<object>('/devices/pair', { body, key: newKey() });
    if (reply.kind === 'ok') this.#reset();
    else {
      const text = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
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

  async #take(intent: Intent): Promise<void> {
    if (!this.office || this.screen.name === 'busy') return;
    this.#show({ name: 'busy' });
    const { priority, key } = intent;
    const body = { service: 'P', language: language(), ...(priority ? { priority } : {}) };
    const reply = await insist<Ticket>(`/offices/${this.office.code}/visits`, { body, key }, pausesMs);
    if (reply.kind === 'ok') {
      announce(`${kioskWords().yourNumber} ${reply.value.label}`);
      this.#show({ name: 'result', ticket: reply.value, at: new Date() });
      return;
    }
    if (isProblem(reply, 'not-signed-in')) {
      this.#show({ name: 'pair', text: '' });
      return;
    }
    const text = reply.kind === 'refused' ? reply.problem.title : words().unreachable;
    this.#show({ name: 'failed', again: intent, text });
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
    else if (name !== 'start' && name !== 'busy') {
      this.#leaveTimer = setTimeout(() => this.#askPresence(), idleMs);
    }
  }

  #askPresence(): void {
    this.asksPresence = true;
    this.#leaveTimer = setTimeout(() => this.#reset(), graceMs);
  }

  #reset(): void {
    this.#show({ name: 'start' });
    announce('');
  }
}

function newIntent(priority: Priority | null): Intent {
  return { key: newKey(), priority };
}
