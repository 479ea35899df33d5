import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { Problem } from '../../wire/http/problem.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { announce } from '../ui/announce.ts';
import { isReady, read } from '../ui/line/api.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement, language, setLanguage } from '../ui/words/language.ts';
import { askedOffice, readOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { words } from '../ui/words/words.ts';
import { groupTiles, tiles } from './choosing.ts';
import { closed, failed, notNow, stillHere } from './messages.ts';
import { Pairing } from './pairing.ts';
import { Presence, type Patience } from '../ui/presence.ts';
import { kioskStyles } from './styles.ts';
import { taken } from './taken.ts';
import { TicketTaker, type Outcome } from './ticket-taker.ts';
import { kioskWords } from './words.ts';

/** With the timeout of a reading, a silent server is noticed within ten seconds. */
const checkEveryMs = 5_000;
const resultMs = 30_000;
const idleMs = 30_000;

/** What is on the kiosk: the tiles, the groups, a number, or that it did not work. */
type Screen =
  | { readonly name: 'start' }
  | { readonly name: 'groups' }
  | { readonly name: 'busy' }
  | { readonly name: 'result'; readonly ticket: Ticket; readonly at: Date }
  | { readonly name: 'failed'; readonly problem: Problem | null };

/** Takes numbers. Keeps nothing of a visitor: the next one finds a fresh page, in Indonesian. */
@customElement('kiosk-page')
export class KioskPage extends LocalizedElement {
  static override styles = kioskStyles;

  @state() private office: OfficeView | null = null;
  /** Whether numbers can be given; null before it is known. */
  @state() private ready: boolean | null = null;
  /** False while this kiosk must be paired before it gives numbers. */
  @state() private isPaired = true;
  @state() private screen: Screen = { name: 'start' };
  readonly #taker = new TicketTaker((outcome) => this.#told(outcome));
  readonly #pairing = new Pairing(this, () => {
    this.#learn(true);
    void this.#check();
  });
  readonly #presence = new Presence(this, () => this.#reset());
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  /** The newest reading; what an older one finds no longer counts. */
  #checks = 0;

  constructor() {
    super();
    for (const sign of ['click', 'input']) this.addEventListener(sign, () => this.#touched());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#check();
    if (this.#taker.resume()) this.#show({ name: 'busy' });
  }

  override disconnectedCallback(): void {
    this.#taker.leave();
    clearTimeout(this.#checkTimer);
    super.disconnectedCallback();
  }

  /** Polls whether numbers can be given, here as well, and the public notice. */
  async #check(): Promise<void> {
    clearTimeout(this.#checkTimer);
    const check = (this.#checks += 1);
    const office = (await isReady()) ? await readOffice(this.office?.code ?? askedOffice()) : null;
    const kiosk = office ? await read('/offices/{office}/kiosk', { office: office.code }) : null;
    if (!this.isConnected || check !== this.#checks) return;
    this.ready = office !== null && kiosk?.kind !== 'unanswered';
    this.office = office ?? this.office;
    if (kiosk?.kind === 'ok') this.#learn(kiosk.value.mayTakeNumbers);
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
      ${this.#presence.asks ? stillHere() : nothing}`;
  }

  #body(office: OfficeView | null) {
    const { screen } = this;
    const back = this.#reset;
    switch (screen.name) {
      case 'result':
        return taken(screen, { base: office?.publicUrl ?? location.origin, done: back });
      case 'failed':
        return failed(screen.problem, { again: this.#again, back });
      case 'groups':
        return groupTiles((group) => this.#take(group), back);
      case 'busy':
        return this.#tiles(true);
      case 'start':
        if (!this.isPaired) return this.#pairing.render(office);
        if (office && !office.ticketsOpen) return closed(office);
        return office && this.ready ? this.#tiles(false) : notNow();
    }
  }

  #tiles(busy: boolean) {
    const groups = (): void => this.#show({ name: 'groups' });
    return tiles(this.office, { busy, take: () => this.#take(null), groups });
  }

  /** Whether this kiosk is paired; once it is, nothing is left of the form, nor the patience with it. */
  #learn(isPaired: boolean): void {
    if (isPaired === this.isPaired) return;
    this.isPaired = isPaired;
    if (!isPaired) return;
    this.#pairing.forget();
    this.#touched();
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
    if (problem?.status === 401) {
      this.#learn(false);
      this.#show({ name: 'start' });
    } else this.#show({ name: 'failed', problem });
    void this.#check();
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.#touched();
  }

  #touched(): void {
    this.#presence.touched(patienceWith(this.screen, this.isPaired));
  }

  readonly #reset = (): void => {
    this.#taker.leave();
    if (language() !== 'id') setLanguage('id');
    this.#pairing.forget();
    this.screen = { name: 'start' };
    this.#presence.touched(null);
    announce('');
  };
}

/** How long a screen stays after a touch; null where it stays. */
function patienceWith({ name }: Screen, isPaired: boolean): Patience | null {
  switch (name) {
    case 'busy':
      return null;
    case 'result':
      return { ms: resultMs, asksFirst: false };
    case 'start':
      if (!isPaired) return { ms: idleMs, asksFirst: true };
      return language() === 'id' ? null : { ms: idleMs, asksFirst: false };
    case 'groups':
    case 'failed':
      return { ms: idleMs, asksFirst: true };
  }
}
