import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fire } from '../ui/events.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { Problem } from '../../wire/http/problem.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { HandoverView } from '../../wire/custody.ts';
import type { DeskState } from '../../wire/visits.ts';
import { openingOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement, language } from '../ui/words/language.ts';
import { shared } from '../ui/style/styles.ts';
import { words } from '../ui/words/words.ts';
import { othersAt } from './counter/counter.ts';
import { bringIntoSight } from './one-column.ts';
import { toolWords } from './tools/tool-words.ts';
import { deskWords } from './words.ts';

/** What the officer is told of a press; told again, it is another one. */
export interface Notice {
  readonly text: string;
}

const boardPatienceMs = 3_000;
const closingSoonMs = 1_800_000;

/**
 * What the officer must know besides the visit. What came of a press is brought into sight. Sends `dismiss` for the refusal, `retry` for what was not
 * sent, `handover` to take a colleague's cards.
 */
@customElement('desk-notices')
export class DeskNotices extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents; /* its notices stand in the column like the card below them */
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) desk!: DeskState;
  @property({ attribute: false }) session!: SessionView;
  /** The counter of this tablet. */
  @property() counter = '';
  @property({ attribute: false }) now = new Date();
  @property({ attribute: false }) refusal: Problem | null = null;
  @property({ attribute: false }) handover: HandoverView | null = null;
  @property({ attribute: false }) notice: Notice | null = null;
  @property({ type: Boolean }) unsent = false;
  @property({ type: Boolean }) frozen = false;

  override updated(changed: PropertyValues<this>): void {
    const came = (['refusal', 'unsent', 'notice'] as const).find((name) => changed.has(name) && this[name]);
    if (came) bringIntoSight(this.renderRoot.querySelector(`#${came}`), 'nearest');
  }

  override render() {
    return html`${this.#refusal()} ${this.#unsent()} ${this.#closed()} ${this.#sharedCounter()}
    ${this.#handoverWaits()}
    ${this.notice ? html`<p id="notice" class="notice">${this.notice.text}</p>` : nothing}
    ${this.#closingSoon()} ${this.#boardsBehind()}`;
  }

  #send(name: 'dismiss' | 'retry' | 'handover'): void {
    fire(this, name);
  }

  #refusal() {
    const { refusal } = this;
    if (!refusal) return nothing;
    return html`<p id="refusal" class="notice bad" role="alert">
      ${refusal.title} ${refusal.visit ? html`(${refusal.visit.label})` : nothing}
      <button class="plain" @click=${() => this.#send('dismiss')}>${words().close}</button>
    </p>`;
  }

  #unsent() {
    if (!this.unsent) return nothing;
    return html`<p id="unsent" class="notice bad" role="alert">
      ${words().unreachable}
      <button @click=${() => this.#send('retry')}>${deskWords().notSent}</button>
    </p>`;
  }

  /** Why no numbers are given now, and the public notice. */
  #closed() {
    const { open, closedBecause, opensAt, message } = this.office;
    const told = message?.[language()] ?? '';
    const texts = deskWords();
    if (open) return told ? html`<p class="notice calm">${texts.announced(told)}</p>` : nothing;
    return html`<p class="notice calm">
      ${texts.closed(told || texts.closedBecause[closedBecause ?? 'hours'])}${
        opensAt === null ? nothing : html`, ${words().opensAgain(openingOf(opensAt, this.now))}`
      }.
    </p>`;
  }

  /** Two officers who call from one counter send two visitors to one desk. */
  #sharedCounter() {
    const here = this.desk.counters.find(({ code }) => code === this.counter);
    const others = here ? othersAt(here, this.session) : [];
    if (!here || others.length === 0) return nothing;
    return html`<p class="notice calm">${deskWords().alsoHere(others, here.label)}</p>`;
  }

  /** Cards that a colleague handed over, until this officer confirms. */
  #handoverWaits() {
    const { handover } = this;
    if (!handover) return nothing;
    return html`<p class="notice">
      ${toolWords().handoverWaits(handover.givenBy, handover.items.length)}
      <button ?disabled=${this.frozen} @click=${() => this.#send('handover')}>
        ${toolWords().tools.handover} …
      </button>
    </p>`;
  }

  /** Cards must not stay overnight: half an hour before closing the desk lists those still held. */
  #closingSoon() {
    const { closesAt } = this.office;
    const held = this.desk.visits.flatMap(({ label, custody }) =>
      custody ? [`${label} (${custody.locker})`] : [],
    );
    if (closesAt === null || held.length === 0) return nothing;
    const left = Date.parse(closesAt) - this.now.getTime();
    if (left < 0 || left > closingSoonMs) return nothing;
    return html`<p class="notice bad" role="alert">
      ${toolWords().closingSoon(timeOf(closesAt), held.join(', '))}
    </p>`;
  }

  #boardsBehind() {
    const { desk, now } = this;
    const late = desk.boards?.filter(
      ({ connected, revision, shownAt }) =>
        connected &&
        (revision ?? 0) < desk.revision &&
        now.getTime() - Date.parse(shownAt ?? desk.at) > boardPatienceMs &&
        now.getTime() - Date.parse(desk.at) > boardPatienceMs,
    );
    return late?.map(({ board }) => html`<p class="notice">${deskWords().boardBehind(board)}</p>`);
  }
}
