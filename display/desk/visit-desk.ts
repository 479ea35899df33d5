import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices.ts';
import type { StaffMoveName } from '../../domain/visits/steps.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { HandoverView } from '../../wire/custody.ts';
import type { DeskSnapshot, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import { announce } from '../ui/announce.ts';
import { read, typed } from '../ui/line/api.ts';
import type { Asked, Reply } from '../ui/line/api.ts';
import { Feed } from '../ui/line/feed.ts';
import { timeOrder } from '../ui/line/feed-rules.ts';
import { preciseTimeOf } from '../ui/words/format.ts';
import { takeLostForm } from '../ui/forms/form-dialog.ts';
import type { FieldFault } from '../ui/forms/fault-summary.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { pressControl } from '../ui/steady/steady.ts';
import { words } from '../ui/words/words.ts';
import { DeskCommand } from './commander.ts';
import './counter/counter-choice.ts';
import { keepCounter, keptCounter } from './counter/counter.ts';
import './desk-bar.ts';
import './desk-header.ts';
import './desk-notices.ts';
import { readHandovers, waitingFor } from './tools/handovers.ts';
import { inOrder } from './list/list-order.ts';
import './list/late-notices.ts';
import './tools/locker-grid.ts';
import './visit/move-dialog.ts';
import { asks } from './visit/move-questions.ts';
import type { AskingMove } from './visit/move-questions.ts';
import { meaningOf, undoMeaning } from './visit/primary.ts';
import { deskStyles } from './styles.ts';
import { takesOver } from './visit/take-over.ts';
import './tools/tool-dialog.ts';
import type { Tool } from './tools/tool-questions.ts';
import type { Fired } from '../ui/events.ts';
import { fire } from '../ui/events.ts';
import { toolWords } from './tools/tool-words.ts';
import './visit/visit-card.ts';
import './list/visit-list.ts';
import { deskWords } from './words.ts';

/** The desk: the list, the officer's current visit, the lockers. */
@customElement('visit-desk')
export class VisitDesk extends LocalizedElement {
  static override styles = deskStyles;

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) session!: SessionView;
  @state() private chosen = '';
  /** The tablet's counter; empty until chosen. */
  @state() private counter = '';
  @state() private choosesCounter = false;
  @state() private asking: AskingMove | '' = '';
  @state() private tool: Tool | null = null;
  @state() private story: StaffVisit | null = null;
  @state() private showsOld = false;
  @state() private notice = '';
  @state() private handover: HandoverView | null = null;
  #feed: Feed<'desk'> | null = null;
  #epoch = '';
  #tookUp = false;
  readonly #command = new DeskCommand(this, () => (this.#feed?.value ? this.#visits : null));

  override connectedCallback(): void {
    super.connectedCallback();
    this.counter = keptCounter(this.office);
    const form = takeLostForm();
    if (form !== '') this.notice = words().formLost(form);
    document.addEventListener('keydown', this.#key);
    void this.#readHandover();
  }

  /** Reads the hand-over that waits for this officer, if any. */
  async #readHandover(): Promise<void> {
    const desk = await readHandovers(this.office.code);
    if (desk) this.handover = waitingFor(desk, this.session) ?? null;
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const epoch = this.#feed?.value?.epoch ?? '';
    if (this.#epoch !== '' && epoch !== this.#epoch) fire(this, 'day-changed');
    this.#epoch = epoch;
    this.#feed ??= new Feed<'desk'>(this, {
      line: 'desk',
      auth: { office: this.office.code },
      order: timeOrder(),
      read: () => this.#readDesk(),
      onConnect: () => this.#tellCounter(),
      onRefused: (reply) => {
        const status = reply.kind === 'refused' ? reply.problem.status : 0;
        if (status === 401 || status === 403) fire(this, 'session-lost');
      },
    });
    this.#takeUp();
  }

  /** After a reload the visit at this counter is selected again. */
  #takeUp(): void {
    const visits = this.#feed?.value?.visits;
    if (this.#tookUp || !visits || this.counter === '') return;
    this.#tookUp = true;
    const isHere = ({ counter, step }: DeskVisit): boolean =>
      counter?.code === this.counter && (step === 'called' || step === 'guest-book');
    if (this.chosen === '') this.chosen = visits.find(isHere)?.visitId ?? '';
  }

  /** The list and the lockers over HTTP, while there is no socket; only the socket carries boards and presence. */
  async #readDesk(): Promise<Reply<DeskSnapshot>> {
    const params = { office: this.office.code };
    const [list, lockers] = await Promise.all([
      read('/offices/{office}/visits', params, { query: { state: 'open' } }),
      read('/offices/{office}/lockers', params),
    ]);
    if (list.kind !== 'ok') return list;
    if (lockers.kind !== 'ok') return lockers;
    const { boards = [], counters = [] } = this.#feed?.value ?? {};
    return { kind: 'ok', value: { ...list.value, ...lockers.value, boards, counters } };
  }

  /** The whole list, with no-shows that can be called back at its end. */
  get #visits(): readonly DeskVisit[] {
    const { visits = [], missed = [] } = this.#feed?.value ?? {};
    return [...visits, ...missed];
  }

  get #visit(): DeskVisit | null {
    return this.#visits.find(({ visitId }) => visitId === this.chosen) ?? null;
  }

  get #here(): CodeLabel | null {
    return this.office.counters.find(({ code }) => code === this.counter) ?? null;
  }

  /** Commands are allowed only on fresh data. */
  get #frozen(): boolean {
    return this.#feed?.freshness !== 'fresh' || this.#command.busy;
  }

  override render() {
    const feed = this.#feed;
    if (!feed) return nothing;
    const desk = feed.value;
    const hidden = feed.freshness === 'gone' && !this.showsOld;
    return html`<desk-header
        .office=${this.office}
        .session=${this.session}
        .counter=${this.counter}
        .boards=${desk?.boards ?? []}
        .now=${feed.now}
        @counter=${() => (this.choosesCounter = true)}
        @leave=${this.#leave}
      ></desk-header>
      ${this.#lineState(feed)} ${this.#asksCounter ? this.#counterChoice(desk) : this.#work(feed, hidden)}
      <move-dialog
        .office=${this.office}
        .lockers=${desk?.lockers ?? []}
        .label=${this.#visit?.label ?? ''}
        .counter=${this.#visit?.counter?.code ?? ''}
        .custody=${this.#visit?.custody ?? null}
        .move=${this.asking}
        .busy=${this.#command.busy}
        .faults=${(this.#command.refusal?.errors ?? []).map(inForm)}
        @answered=${(event: Fired<'answered'>) => this.#make(this.asking as AskingMove, event.detail)}
        @closed=${() => (this.asking = '')}
      ></move-dialog>
      <tool-dialog
        .tool=${this.tool}
        .office=${this.office}
        .session=${this.session}
        .refusal=${this.tool ? this.#command.refusal : null}
        .busy=${this.#command.busy}
        @tool-used=${(event: Fired<'tool-used'>) => this.#use(event.detail)}
        @closed=${() => (this.tool = null)}
      ></tool-dialog>`;
  }

  /** Without a counter there is no work: the next call would send people to the wrong desk. */
  get #asksCounter(): boolean {
    return this.counter === '' || this.choosesCounter;
  }

  #counterChoice(desk: DeskSnapshot | null) {
    return html`<counter-choice
      .counters=${desk?.counters ?? this.office.counters.map((counter) => ({ ...counter, officers: [] }))}
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
    if (this.counter !== '') this.#feed?.tell('counter', { counter: this.counter });
  }

  #work(feed: Feed<'desk'>, hidden: boolean) {
    const desk = feed.value;
    return html`${desk && !hidden ? this.#content(desk, feed.now) : html`<main></main>`} ${this.#bar(feed)}`;
  }

  #lineState(feed: Feed<'desk'>) {
    const { freshness, heardServerAt } = feed;
    if (freshness === 'fresh' || heardServerAt === null) return nothing;
    const since = preciseTimeOf(heardServerAt);
    return html`<p class="line notice">
      ⚠ ${deskWords().cutSince(since)}
      ${
        freshness === 'gone' && !this.showsOld
          ? html`<button @click=${() => (this.showsOld = true)}>${deskWords().showOld(since)}</button>`
          : nothing
      }
    </p>`;
  }

  #content(desk: DeskSnapshot, now: Date) {
    const held = desk.visits.filter(({ custody }) => custody !== null);
    const texts = deskWords();
    return html`<main>
      <nav>
        <visit-list
          .visits=${this.#visits}
          .chosen=${this.chosen}
          .now=${now}
          @choose=${(event: Fired<'choose'>) => this.#choose(event.detail)}
        ></visit-list>
        <button class="plain" ?disabled=${this.#frozen} @click=${this.#takeNumber}>
          + ${texts.takeNumber}
        </button>
        <button class="plain" ?disabled=${this.#frozen} @click=${() => this.#take({ name: 'paper' })}>
          + ${toolWords().tools.paper}
        </button>
      </nav>
      <section class="visit" aria-live="off">
        <late-notices
          .visits=${desk.visits}
          .counter=${this.#here}
          .now=${now}
          .frozen=${this.#frozen}
          @serve=${(event: Fired<'serve'>) => this.#serve(event.detail)}
        ></late-notices>
        ${this.#notices(desk, now)} ${this.#visit ? this.#card(this.#visit, now) : this.#nobody(desk)}
      </section>
      <aside>
        <h2>${texts.lockers}</h2>
        <p class="held">${texts.held(held.length)}</p>
        <locker-grid
          .lockers=${desk.lockers}
          @choose-locker=${(event: Fired<'choose-locker'>) => this.#take({ name: 'locker', locker: event.detail })}
        ></locker-grid>
        <button class="plain" ?disabled=${this.#frozen} @click=${() => this.#take({ name: 'handover' })}>
          ${toolWords().tools.handover} …
        </button>
      </aside>
    </main>`;
  }

  #nobody(desk: DeskSnapshot) {
    return html`<p class="empty">
      ${desk.visits.length === 0 ? deskWords().empty : deskWords().chooseVisit}
    </p>`;
  }

  #notices(desk: DeskSnapshot, now: Date) {
    const { refusal, unsent } = this.#command;
    const saidInDialog = this.tool !== null || (this.asking !== '' && refusal?.errors !== undefined);
    return html`<desk-notices
      .office=${this.office}
      .desk=${desk}
      .now=${now}
      .session=${this.session}
      .counter=${this.counter}
      .refusal=${saidInDialog ? null : refusal}
      .handover=${this.handover}
      .notice=${this.notice}
      .unsent=${unsent}
      .frozen=${this.#frozen}
      @dismiss=${() => this.#command.dismiss()}
      @retry=${() => this.#command.retry()}
      @handover=${() => this.#take({ name: 'handover' })}
    ></desk-notices>`;
  }

  #card(visit: DeskVisit, now: Date) {
    return html`<visit-card
      .visit=${visit}
      .story=${this.story?.visitId === visit.visitId ? this.story : null}
      .now=${now}
      .frozen=${this.#frozen}
      .supervisor=${this.session.role === 'supervisor'}
      @press=${(event: Fired<'press'>) => this.#press(event.detail)}
      @tool=${(event: Fired<'tool'>) => this.#take({ name: event.detail, visit })}
      @story=${() => this.#toggleStory(visit)}
    ></visit-card>`;
  }

  #bar(feed: Feed<'desk'>) {
    return html`<desk-bar
      .visit=${this.#visit}
      .undoable=${this.#undoable}
      .counter=${this.#here}
      .now=${feed.now}
      .frozen=${this.#frozen}
      .busy=${this.#command.busy}
      @press=${(event: Fired<'press'>) => this.#press(event.detail)}
      @call=${this.#callNext}
      @undo=${(event: Fired<'undo'>) => this.#undo(event.detail)}
    ></desk-bar>`;
  }

  #lastMoved = '';

  /** The visit whose last move the bar offers to undo. */
  get #undoable(): DeskVisit | null {
    const mayUndo = ({ undo, visitId }: DeskVisit): boolean =>
      undo !== null && (visitId === this.chosen || visitId === this.#lastMoved);
    return this.#visits.find(mayUndo) ?? null;
  }

  #choose(visitId: string): void {
    if (visitId !== this.chosen) this.story = null;
    this.chosen = visitId;
    this.notice = '';
    this.#command.dismiss();
  }

  #press(move: StaffMoveName): void {
    if (asks(move)) {
      this.#command.dismiss();
      this.asking = move;
    } else if (move === 'serve' && this.#visit) this.#serve(this.#visit);
    else this.#make(move, {});
  }

  /** Serves a visitor here who waits too long at another counter. */
  #serve(visit: DeskVisit): void {
    this.#send(visit, 'serve', takesOver(visit, this.#here) ? { counter: this.counter } : {});
  }

  #make(move: StaffMoveName, args: object): void {
    const visit = this.#visit;
    if (visit) this.#send(visit, move, args);
  }

  #undo(visit: DeskVisit): void {
    this.#send(visit, 'undo', {});
  }

  #send({ visitId, revision }: DeskVisit, move: StaffMoveName, args: object): void {
    const name = 'POST /visits/{visitId}/moves';
    const body = typed<typeof name>({ move, expectedRevision: revision, ...args });
    void this.#command.send({ name, params: { visitId }, body }, (visit) => {
      this.asking = '';
      this.#took(visit);
      if (move === 'enter') this.#turnToNext(visit);
    });
  }

  /** A visitor in the library stays an hour, so the desk turns to the next one. */
  #turnToNext({ label }: DeskVisit): void {
    this.#choose('');
    this.notice = deskWords().letIn(label);
  }

  readonly #callNext = (): void => {
    const params = { office: this.office.code };
    const body = { counter: this.counter };
    void this.#command.send({ name: 'POST /offices/{office}/calls', params, body }, ({ visit }) => {
      if (visit) this.#took(visit);
      else this.notice = deskWords().nobodyWaits;
    });
  };

  readonly #takeNumber = (): void => {
    const params = { office: this.office.code };
    const body = { service: this.office.services[0]?.code ?? '' };
    const asked = { name: 'POST /offices/{office}/visits', params, body } as const;
    void this.#command.send(asked, ({ visitId, label }) => {
      this.#choose(visitId);
      announce(label);
    });
  };

  /** The answer is newer than the list: it replaces the visit there until the next snapshot. */
  #took(visit: StaffVisit): void {
    this.notice = '';
    this.#lastMoved = visit.visitId;
    if (this.story?.visitId === visit.visitId) this.story = visit;
    if (visit.visitId !== this.chosen) this.#choose(visit.visitId);
    const desk = this.#feed?.value;
    if (desk && this.#feed) {
      const { guestBook: _guestBook, timeline: _timeline, ...row } = visit;
      const isOther = ({ visitId }: DeskVisit): boolean => visitId !== visit.visitId;
      const known = this.#visits.find((other) => !isOther(other));
      if (!known || known.revision < visit.revision) {
        const [visits, missed] = [desk.visits.filter(isOther), desk.missed.filter(isOther)];
        this.#feed.value = { ...desk, visits: [...visits, row], missed };
      }
    }
    announce(`${visit.label}: ${words().step[visit.step]}`);
    this.requestUpdate();
  }

  /** Opens the dialog of a tool. */
  #take(tool: Tool): void {
    this.#command.dismiss();
    this.tool = tool;
  }

  #use(asked: Asked): void {
    const done = (): void => {
      if (this.tool?.name === 'handover') void this.#readHandover();
      this.tool = null;
    };
    void this.#command.send(asked, done);
  }

  /** Shows the guest book and the history, which is recorded, or hides them. */
  async #toggleStory({ visitId }: DeskVisit): Promise<void> {
    if (this.story?.visitId === visitId) {
      this.story = null;
      return;
    }
    const reply = await read('/visits/{visitId}/staff', { visitId });
    if (reply.kind === 'ok') this.story = reply.value;
  }

  readonly #leave = (): void => {
    const held = this.#feed?.value?.visits.filter(({ custody }) => custody !== null) ?? [];
    const labels = held.map(({ label }) => label).join(', ');
    if (held.length > 0 && !confirm(deskWords().signOutHeld(labels))) return;
    fire(this, 'signed-out');
  };

  readonly #key = (event: KeyboardEvent): void => {
    const typing = event.composedPath().some((target) => target instanceof Element && target.matches(fields));
    const withControl = event.ctrlKey || event.metaKey || event.altKey;
    if (event.repeat || typing || withControl || this.asking || this.tool) return;
    if (this.#frozen || this.#asksCounter) return;
    const key = event.key.toLowerCase();
    const visit = this.#visit;
    // the keys press the buttons, so that they too do nothing while what they mean has just changed
    if (key === 'n') pressControl('call');
    else if (key === 'r' && visit) pressControl(meaningOf(visit, 'recall'));
    else if (key === 'x' && visit) pressControl(meaningOf(visit, 'no-show'));
    else if (key === 'u' && this.#undoable)
      pressControl(meaningOf(this.#undoable, undoMeaning(this.#undoable)));
    else if (/^[1-9]$/.test(key)) {
      const row = inOrder(this.#visits)[Number(key) - 1];
      if (row) this.#choose(row.visitId);
    }
  };
}

const fields = 'input, select, textarea, dialog';

/** A fault as the guest book's own fields are named. */
function inForm({ pointer, message }: FieldFault): FieldFault {
  return { pointer: pointer.replace(/^\/guestBook/, ''), message };
}
