import { defaultServiceOf } from '../../../domain/offices/services.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StaffMoveName } from '../../../domain/visits/steps.ts';
import type { HandoverView } from '../../../wire/custody.ts';
import type { CodeLabel } from '../../../wire/fields.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { SessionView } from '../../../wire/staff.ts';
import type { DeskVisit, StaffVisit } from '../../../wire/visits.ts';
import { announce } from '../../ui/announce.ts';
import { fire } from '../../ui/events.ts';
import { takeLostForm } from '../../ui/forms/form-dialog.ts';
import { read, typed, type Asked } from '../../ui/line/api.ts';
import { formDialogWords } from '../../ui/forms/form-dialog-words.ts';
import { incidentWords } from '../../ui/words/incident-words.ts';
import { words } from '../../ui/words/words.ts';
import { DeskCommand } from '../desk-command.ts';
import type { Notice } from '../desk-notices.ts';
import type { DeskFeed } from './desk-feed.ts';
import { readHandovers, waitingFor } from '../tools/handovers.ts';
import type { Tool } from '../tools/tool-questions.ts';
import { toolWords } from '../tools/tool-words.ts';
import { asks, type AskingMove } from '../visit/asking-moves.ts';
import { takesOver } from '../visit/take-over.ts';
import { deskWords } from '../words.ts';

/** For how long the tablet says which numbers a call passed over. */
const passedOverForMs = 8_000;

/** The element this works for. */
interface Tablet extends ReactiveControllerHost, EventTarget {
  readonly office: OfficeView;
  readonly session: SessionView;
  readonly feed: DeskFeed;
  /** The tablet's counter; empty until chosen. */
  readonly counter: string;
}

/** The officer's current visit, open dialog and notices, and the commands they lead to. */
export class DeskWork implements ReactiveController {
  readonly command: DeskCommand;
  /** The move that asks something now. */
  asking: AskingMove | '' = '';
  tool: Tool | null = null;
  /** The guest book and the history of a visit, while they are open. */
  story: StaffVisit | null = null;
  /** What the officer must know of the last press. */
  notice: Notice | null = null;
  /** The hand-over that waits for this officer, if any. */
  handover: HandoverView | null = null;
  #chosen = '';
  #lastMoved = '';
  #tookUp = false;
  readonly #tablet: Tablet;

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
    this.command = new DeskCommand(tablet, () => (tablet.feed.value ? tablet.feed.visits : null));
    tablet.addController(this);
  }

  hostConnected(): void {
    const form = takeLostForm();
    if (form !== '') this.notice = { text: formDialogWords().formLost(form) };
    void this.#readHandover();
  }

  /** After a reload the visit at this counter is selected again. */
  hostUpdate(): void {
    const { feed, counter } = this.#tablet;
    if (this.#tookUp || !feed.value || counter === '') return;
    this.#tookUp = true;
    const isHere = ({ counter: at, step }: DeskVisit): boolean =>
      at?.code === counter && (step === 'called' || step === 'guest-book');
    if (this.#chosen === '') this.#chosen = feed.value.visits.find(isHere)?.visitId ?? '';
  }

  /** The officer's current visit. */
  get visit(): DeskVisit | null {
    return this.#tablet.feed.visits.find(({ visitId }) => visitId === this.#chosen) ?? null;
  }

  get here(): CodeLabel | null {
    const { office, counter } = this.#tablet;
    return office.counters.find(({ code }) => code === counter) ?? null;
  }

  /** Commands are allowed only on fresh data. */
  get frozen(): boolean {
    return this.#tablet.feed.freshness !== 'fresh' || this.command.busy;
  }

  /** The visit that this counter still calls; null without a line, whose list may be of a while ago. */
  get calling(): DeskVisit | null {
    const { feed, counter } = this.#tablet;
    if (!feed.connected) return null;
    return feed.visits.find(({ step, counter: at }) => step === 'called' && at?.code === counter) ?? null;
  }

  /** The visit whose last move the bar offers to undo. */
  get undoable(): DeskVisit | null {
    const mayUndo = ({ undo, visitId }: DeskVisit): boolean =>
      undo !== null && (visitId === this.#chosen || visitId === this.#lastMoved);
    return this.#tablet.feed.visits.find(mayUndo) ?? null;
  }

  choose(visitId: string): void {
    if (visitId !== this.#chosen) this.story = null;
    this.#chosen = visitId;
    this.notice = null;
    this.command.dismiss();
  }

  press(move: StaffMoveName): void {
    if (asks(move)) {
      this.asking = move;
      this.command.dismiss();
    } else if (move === 'serve' && this.visit) this.serve(this.visit);
    else this.#make(move, {});
  }

  /** Sends the open dialog's move with its arguments. */
  answer(args: object): void {
    if (this.asking !== '') this.#make(this.asking, args);
  }

  /** Serves a visitor here who waits too long at another counter. */
  serve(visit: DeskVisit): void {
    const { counter } = this.#tablet;
    this.#send(visit, 'serve', takesOver(visit, this.here) ? { counter } : {});
  }

  undo(visit: DeskVisit): void {
    this.#send(visit, 'undo', {});
  }

  callNext(): void {
    const { office, counter } = this.#tablet;
    const params = { office: office.code };
    void this.command.send(
      { name: 'POST /offices/{office}/calls', params, body: { counter } },
      ({ visit, passedOver }) => {
        if (visit) this.#took(visit);
        else this.#tell(deskWords().nobodyWaits);
        if (passedOver.length > 0) this.#notePassedOver(passedOver);
      },
    );
  }

  /** They are put right within seconds, so the notice goes by itself too. */
  #notePassedOver(labels: readonly string[]): void {
    const notice = { text: deskWords().passedOver(labels) };
    this.notice = notice;
    setTimeout(() => {
      if (this.notice !== notice) return;
      this.notice = null;
      this.#tablet.requestUpdate();
    }, passedOverForMs);
  }

  takeNumber(): void {
    const { code, services } = this.#tablet.office;
    const body = { service: defaultServiceOf(services) };
    const asked = { name: 'POST /offices/{office}/visits', params: { office: code }, body } as const;
    void this.command.send(asked, ({ visitId, label }) => {
      this.choose(visitId);
      announce(label);
    });
  }

  /** Opens the dialog of a tool. */
  take(tool: Tool): void {
    this.tool = tool;
    this.command.dismiss();
  }

  use(asked: Asked): void {
    const { tool } = this;
    void this.command.send(asked, () => {
      if (tool?.name === 'handover') void this.#readHandover();
      if (tool?.name === 'incident' && asked.name === 'POST /visits/{visitId}/incidents')
        this.#tell(toolWords().incidentNoted(tool.visit.label, incidentWords()[asked.body.kind]));
      this.tool = null;
    });
  }

  #tell(text: string): void {
    this.notice = { text };
    announce(text);
  }

  /** Hands the tablet to the visitor for the rating: this browser's session has ended with the answer. */
  turn({ visitId }: DeskVisit): void {
    const asked = { name: 'POST /visits/{visitId}/rating-sheet', params: { visitId } } as const;
    void this.command.send(asked, (sheet) => fire(this.#tablet, 'turned', sheet));
  }

  /** Closes whichever dialog is open. */
  putAway(): void {
    this.asking = '';
    this.tool = null;
    this.#tablet.requestUpdate();
  }

  /** Shows the guest book and the history, which is recorded, or hides them. */
  async toggleStory({ visitId }: DeskVisit): Promise<void> {
    const isOpen = this.story?.visitId === visitId;
    const reply = isOpen ? null : await read('/visits/{visitId}/staff', { visitId });
    if (isOpen) this.story = null;
    else if (reply?.kind === 'ok') this.story = reply.value;
    this.#tablet.requestUpdate();
  }

  async #readHandover(): Promise<void> {
    const { office, session } = this.#tablet;
    const desk = await readHandovers(office.code);
    if (desk) this.handover = waitingFor(desk, session) ?? null;
    this.#tablet.requestUpdate();
  }

  #make(move: StaffMoveName, args: object): void {
    if (this.visit) this.#send(this.visit, move, args);
  }

  #send({ visitId, revision }: DeskVisit, move: StaffMoveName, args: object): void {
    const name = 'POST /visits/{visitId}/moves';
    const body = typed<typeof name>({ move, expectedRevision: revision, ...args });
    void this.command.send({ name, params: { visitId }, body }, (visit) => {
      this.asking = '';
      this.#took(visit);
      if (move === 'enter') this.#turnToNext(visit);
    });
  }

  /** A visitor in the library stays an hour, so the desk turns to the next one. */
  #turnToNext({ label }: DeskVisit): void {
    this.choose('');
    this.notice = { text: deskWords().letIn(label) };
  }

  #took(visit: StaffVisit): void {
    this.notice = null;
    this.#lastMoved = visit.visitId;
    if (this.story?.visitId === visit.visitId) this.story = visit;
    if (visit.visitId !== this.#chosen) this.choose(visit.visitId);
    this.#tablet.feed.show(visit);
    announce(`${visit.label}: ${words().step[visit.step]}`);
    this.#tablet.requestUpdate();
  }
}
