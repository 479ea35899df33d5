import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { DeskState, DeskVisit } from '../../wire/visits.ts';
import { pathOf } from '../../domain/pages.mjs';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import { fire, type Fired } from '../ui/events.ts';
import { inGuestBook } from '../ui/forms/fault-summary.ts';
import { pageAddress } from '../ui/office/office.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { bookWords } from './books/book-words.ts';
import './books/table-count.ts';
import './counter/counter-choice.ts';
import { keepCounter, keptCounter } from './counter/counter.ts';
import './desk-bar.ts';
import { DeskFeed } from './work/desk-feed.ts';
import './desk-header.ts';
import { DeskKeys } from './work/desk-keys.ts';
import './desk-notices.ts';
import { DeskWork } from './work/desk-work.ts';
import './list/late-notices.ts';
import './list/visit-list.ts';
import { lineState } from './work/line-state.ts';
import { bringIntoSight } from './one-column.ts';
import { deskStyles } from './styles.ts';
import './tools/locker-grid.ts';
import './tools/tool-dialog.ts';
import { toolWords } from './tools/tool-words.ts';
import './visit/move-dialog.ts';
import './visit/visit-card.ts';
import type { VisitCard } from './visit/visit-card.ts';
import { deskWords } from './words.ts';

/** The desk: the list, the officer's current visit, the lockers. */
@customElement('visit-desk')
export class VisitDesk extends LocalizedElement {
  static override styles = deskStyles;

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  /** The tablet's counter; empty until chosen. */
  @state() counter = '';
  @state() private choosesCounter = false;
  @state() private showsOld = false;
  @state() private counts = false;
  @query('visit-card') private card!: VisitCard | null;
  #feed: DeskFeed | null = null;
  #epoch = '';
  /** The visit that was brought into sight when it was chosen or called. */
  #inSight = '';
  readonly #work = new DeskWork(this);

  constructor() {
    super();
    new DeskKeys(this, {
      takesKeys: () =>
        !this.#work.asking && !this.#work.tool && !this.counts && !this.#work.frozen && !this.#asksCounter,
      visits: () => this.feed.visits,
      visit: () => this.#work.visit,
      undoable: () => this.#work.undoable,
      choose: (visitId) => this.#work.choose(visitId),
      scanned: (text) => this.card?.scan(text),
    });
  }

  /** Opened when the office is known. */
  get feed(): DeskFeed {
    return (this.#feed ??= new DeskFeed(this, this.office.code, () => this.#tellCounter()));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.counter = keptCounter(this.office);
  }

  override willUpdate(): void {
    const epoch = this.feed.value?.epoch ?? '';
    if (this.#epoch !== '' && epoch !== this.#epoch) fire(this, 'day-changed');
    this.#epoch = epoch;
  }

  /** Where there is one column the visit stands below the list, out of sight. */
  override updated(): void {
    const { visitId = '' } = this.#work.visit ?? {};
    if (visitId === this.#inSight) return;
    this.#inSight = visitId;
    if (visitId !== '') bringIntoSight(this.renderRoot.querySelector('.visit'));
  }

  override render() {
    const { feed } = this;
    const hidden = feed.freshness === 'gone' && !this.showsOld;
    return html`<div class="page">
        <desk-header
          .office=${this.office}
          .session=${this.session}
          .counter=${this.counter}
          .boards=${feed.value?.boards ?? null}
          .now=${feed.now}
          @counter=${() => (this.choosesCounter = true)}
          @leave=${this.#leave}
        ></desk-header>
        ${lineState(this.feed, hidden ? () => (this.showsOld = true) : null)}
        ${this.#asksCounter ? this.#counterChoice() : this.#room(hidden)}
      </div>
      ${this.#asksCounter ? nothing : this.#bar(feed.now)} ${this.#moveDialog()} ${this.#toolDialog()}
      <table-count
        .office=${this.office.code}
        .open=${this.counts}
        @closed=${() => (this.counts = false)}
        @session-lost=${() => fire(this, 'session-lost')}
      ></table-count>`;
  }

  #moveDialog() {
    const { visit, asking, command } = this.#work;
    return html`<move-dialog
      .office=${this.office}
      .lockers=${this.feed.value?.lockers ?? []}
      .label=${visit?.label ?? ''}
      .counter=${visit?.counter?.code ?? ''}
      .custody=${visit?.custody ?? null}
      .reading=${this.card?.reading ?? 0}
      .move=${asking}
      .busy=${command.busy}
      .faults=${(command.refusal?.errors ?? []).map(inGuestBook)}
      @answered=${(event: Fired<'answered'>) => this.#work.answer(event.detail)}
      @closed=${() => this.#work.putAway()}
    ></move-dialog>`;
  }

  #toolDialog() {
    const { tool, command } = this.#work;
    return html`<tool-dialog
      .tool=${tool}
      .office=${this.office}
      .session=${this.session}
      .refusal=${tool ? command.refusal : null}
      .busy=${command.busy}
      @tool-used=${(event: Fired<'tool-used'>) => this.#work.use(event.detail)}
      @closed=${() => this.#work.putAway()}
    ></tool-dialog>`;
  }

  /** Without a counter there is no work: the next call would send people to the wrong desk. */
  get #asksCounter(): boolean {
    return this.counter === '' || this.choosesCounter;
  }

  #counterChoice() {
    return html`<counter-choice
      .counters=${this.feed.value?.counters ?? this.office.counters.map((counter) => ({ ...counter, officers: [] }))}
      .session=${this.session}
      .current=${this.counter}
      @choose=${(event: Fired<'choose'>) => this.#settleAt(event.detail)}
      @back=${() => (this.choosesCounter = false)}
    ></counter-choice>`;
  }

  #settleAt(counter: string): void {
    this.counter = counter;
    this.choosesCounter = false;
    keepCounter(this.office, counter);
    this.#tellCounter();
  }

  /** Reports this tablet's counter, so that colleagues at the same counter see each other. */
  #tellCounter(): void {
    if (this.counter !== '') this.feed.tell('counter', { counter: this.counter });
  }

  #room(hidden: boolean) {
    const { value: desk, now } = this.feed;
    return desk && !hidden ? this.#content(desk, now) : html`<main></main>`;
  }

  #content(desk: DeskState, now: Date) {
    const work = this.#work;
    const texts = deskWords();
    return html`<main>
      <nav>
        <visit-list
          class="long"
          .visits=${this.feed.visits}
          .chosen=${work.visit?.visitId ?? ''}
          .now=${now}
          @choose=${this.#choose}
        ></visit-list>
        <div class="tools">
          <button class="plain" ?disabled=${work.frozen} @click=${() => work.takeNumber()}>
            + ${texts.takeNumber}
          </button>
          <button class="plain" ?disabled=${work.frozen} @click=${() => work.take({ name: 'paper' })}>
            + ${toolWords().tools.paper}
          </button>
        </div>
      </nav>
      <section class="visit" aria-live="off">
        <late-notices
          .visits=${desk.visits}
          .counter=${work.here}
          .now=${now}
          .frozen=${work.frozen}
          @serve=${(event: Fired<'serve'>) => work.serve(event.detail)}
        ></late-notices>
        ${this.#notices(desk, now)} ${work.visit ? this.#card(work.visit, now) : this.#nobody(desk)}
      </section>
      <aside>
        <h2 id="lockers">${texts.lockers} <span>${texts.held(this.feed.held.length)}</span></h2>
        <div class="long" role="group" aria-labelledby="lockers" tabindex="0">
          <locker-grid
            .lockers=${desk.lockers}
            @choose-locker=${(event: Fired<'choose-locker'>) => work.take({ name: 'locker', locker: event.detail })}
          ></locker-grid>
        </div>
        <div class="tools">
          <button class="plain" ?disabled=${work.frozen} @click=${() => work.take({ name: 'handover' })}>
            ${toolWords().tools.handover} …
          </button>
          <button class="plain" ?disabled=${work.frozen} @click=${() => (this.counts = true)}>
            ${bookWords().count} …
          </button>
          <a class="tool" href=${pageAddress(pathOf('labels'))} target="_blank" rel="noreferrer">
            ${catalogueWords().shelfLabels}
          </a>
          <a class="tool" href=${pageAddress(pathOf('complaints'))} target="_blank" rel="noreferrer">
            ${texts.complaints}
          </a>
        </div>
      </aside>
      <p class="keys hint">${texts.keys}</p>
    </main>`;
  }

  #nobody(desk: DeskState) {
    return html`<p class="empty">
      ${desk.visits.length === 0 ? deskWords().empty : deskWords().chooseVisit}
    </p>`;
  }

  #notices(desk: DeskState, now: Date) {
    const work = this.#work;
    const { refusal, unsent } = work.command;
    const saidInDialog = work.tool !== null || (work.asking !== '' && refusal?.errors !== undefined);
    return html`<desk-notices
      .office=${this.office}
      .desk=${desk}
      .now=${now}
      .session=${this.session}
      .counter=${this.counter}
      .refusal=${saidInDialog ? null : refusal}
      .handover=${work.handover}
      .notice=${work.notice}
      .unsent=${unsent}
      .frozen=${work.frozen}
      @dismiss=${() => work.command.dismiss()}
      @retry=${() => work.command.retry()}
      @handover=${() => work.take({ name: 'handover' })}
    ></desk-notices>`;
  }

  #card(visit: DeskVisit, now: Date) {
    return html`<visit-card
      .office=${this.office.code}
      .visit=${visit}
      .story=${this.#work.story?.visitId === visit.visitId ? this.#work.story : null}
      .now=${now}
      .frozen=${this.#work.frozen}
      .supervisor=${this.session.role === 'supervisor'}
      @press=${(event: Fired<'press'>) => this.#work.press(event.detail)}
      @tool=${(event: Fired<'tool'>) => this.#work.take({ name: event.detail, visit })}
      @story=${() => this.#work.toggleStory(visit)}
      @turn=${() => this.#work.turn(visit)}
      @session-lost=${() => fire(this, 'session-lost')}
    ></visit-card>`;
  }

  #bar(now: Date) {
    const work = this.#work;
    return html`<desk-bar
      .visit=${work.visit}
      .undoable=${work.undoable}
      .counter=${work.here}
      .now=${now}
      .frozen=${work.frozen}
      .busy=${work.command.busy}
      .calling=${work.calling?.label ?? null}
      @press=${(event: Fired<'press'>) => work.press(event.detail)}
      @call=${() => work.callNext()}
      @undo=${(event: Fired<'undo'>) => work.undo(event.detail)}
    ></desk-bar>`;
  }

  readonly #choose = ({ detail }: Fired<'choose'>): void => {
    this.#inSight = '';
    this.#work.choose(detail);
  };

  readonly #leave = (): void => {
    const { held } = this.feed;
    const labels = held.map(({ label }) => label).join(', ');
    if (held.length > 0 && !confirm(deskWords().signOutHeld(labels))) return;
    fire(this, 'signed-out');
  };
}
