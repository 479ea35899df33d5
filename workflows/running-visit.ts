import {
  ActivityFailure,
  patched,
  proxyActivities,
  proxyLocalActivities,
  upsertSearchAttributes,
  uuid4,
} from '@temporalio/workflow';
import type { VisitActivities } from '../activities/visits/visit.ts';
import { isPast, latenessOf, withDecisionTime } from '../domain/visits/decision-time.ts';
import { nextDeadline, noNotices, noticesAfter, type Deadline } from '../domain/visits/deadlines.ts';
import type { CheckIn, Closing, KnownVisit, VisitInput } from '../domain/visits/messages.ts';
import { moved, refusalOf } from '../domain/visits/moves.ts';
import { mutex } from '../domain/visits/mutex.ts';
import {
  resumedFrom,
  type IssuedTicket,
  type ResumedVisit,
  type VisitRecord,
} from '../domain/visits/record.ts';
import type { Refusal } from '../domain/visits/refusals.ts';
import { isUnanswered, verdictOf } from '../domain/visits/sla.ts';
import { isFinal } from '../domain/visits/steps.ts';
import type { Instant } from '../domain/time.ts';
import { newVisit, type Move, type Visit } from '../domain/visits/visit.ts';
import { tryWithinTask, withinTask } from './within-task.ts';

const recording = {
  startToCloseTimeout: '10s',
  heartbeatTimeout: '3s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
} as const;
const { issueTicket, recordMove, recordNotice, recordClosing } = proxyActivities<VisitActivities>(recording);
/** Half the work for the engine when many visits close at once. */
const recordExpiry = tryWithinTask(
  proxyLocalActivities<Pick<VisitActivities, 'recordMove'>>(withinTask).recordMove,
  recordMove,
);
const { compareVisit } = proxyActivities<VisitActivities>({ ...recording, scheduleToCloseTimeout: '30s' });

/** A running visit: its state, and everything that may change it, serialised. */
export class RunningVisit {
  readonly #input: KnownVisit['input'];
  readonly #inTurn = mutex();
  #visit: Visit;
  #notices = noNotices;
  /** A visitor types at a called number: the no-show timer waits until then. */
  #heldUntil: number | null = null;
  #ticket: Promise<IssuedTicket | null> | undefined;
  /** Null before the number was issued. */
  #record: VisitRecord | null = null;

  constructor({ resumed, ...input }: VisitInput) {
    this.#input = input;
    this.#visit = newVisit({ id: input.visitId, office: input.office, at: input.at, terms: input.terms });
    if (resumed) this.#takeOver(resumed);
  }

  get revision(): number {
    return this.#visit.revision;
  }

  /** The ticket of the check-in that is in progress or was accepted. */
  get ticket(): Promise<IssuedTicket | null> | undefined {
    return this.#ticket;
  }

  /** True while the SLA counts as breached. */
  isBroken(): boolean {
    return this.#notices.breach;
  }

  /** True while it is breached and the visitor still waits to be served. */
  waitsInVain(): boolean {
    return this.#notices.breach && isUnanswered(this.#visit);
  }

  /** The database's time, derived from the engine's clock. */
  now(): number {
    return Date.now() + this.#input.clockShiftMs;
  }

  /** Issues the number once, whatever the tries; null when this try came too late. */
  checkIn(request: CheckIn): Promise<IssuedTicket | null> {
    return (this.#ticket ??= this.#issue(request));
  }

  /** False for visits that older versions started, whose histories know no turns and nothing that came with them. */
  get hasTurn(): boolean {
    return this.#input.closingTurnMs !== undefined;
  }

  /** Carries out a move under the mutex, or returns why not. */
  move(move: Move): Promise<Refusal | null> {
    return this.#inTurn(() => this.#carryOut(move));
  }

  refusalNow(move: Move): Refusal | null {
    return this.#ticket === undefined
      ? 'move-not-allowed'
      : (latenessOf(move, this.now()) ??
          refusalOf(this.#visit, withDecisionTime(move, this.#visit, this.now())));
  }

  /** Takes over a new closing time of the office. */
  changeClosing({ closesAt }: Closing): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#ticket === undefined) return;
      // after a restore the row may not have it
      if (this.#visit.terms.closesAt === closesAt && !patched('closing-recorded-again')) return;
      if (isFinal(this.#visit.step) && !this.#comesBack()) return;
      await recordClosing({ visitId: this.#visit.id, closesAt });
      this.#visit = { ...this.#visit, terms: { ...this.#visit.terms, closesAt } };
    });
  }

  /** What is known here, to be compared with the visit's row. */
  known(): KnownVisit {
    const input = { ...this.#input, terms: this.#visit.terms };
    return { input, record: this.#record, notices: this.#notices };
  }

  /** Makes this state and the visit's row agree, under the mutex. */
  reconcile(): Promise<void> {
    return this.#inTurn(() => this.#compare());
  }

  /** When a deadline is met, by the database's time: at once, but for what is due at the closing, which has its turn. */
  wakesAt({ at }: Deadline): Instant {
    return at === this.#visit.terms.closesAt ? at + (this.#input.closingTurnMs ?? 0) : at;
  }

  nextDue(): Deadline | null {
    const waits = { heldUntil: this.#heldUntil, comesBack: this.#comesBack() };
    return nextDeadline(this.#visit, this.#notices, waits);
  }

  /** Returns a check whether the visit is still unchanged since this call. */
  sinceNow(): () => boolean {
    const { revision, terms } = this.#visit;
    return () => this.#visit.revision === revision && this.#visit.terms === terms;
  }

  /** Does what a deadline asks for, under the mutex, if the visit is still unchanged (`stands`). */
  meet(due: Exclude<Deadline, { kind: 'end' }>, stands: () => boolean): Promise<Refusal | null> {
    return this.#inTurn(async () => {
      if (!stands()) return null; // changed while waiting for the mutex
      if (due.kind === 'move') {
        const { move: name, at } = due;
        return this.#carryOut({ id: uuid4(), name, at, by: { kind: 'clock' }, expectedRevision: null });
      }
      const { notice: kind, at } = due;
      await recordNotice({ visitId: this.#visit.id, office: this.#visit.office, kind, at });
      this.#notices = { ...this.#notices, [kind]: true };
      if (kind === 'breach' && this.#input.marksBreach !== false)
        upsertSearchAttributes({ SlaBreached: [true] });
      return null;
    });
  }

  async #issue(checkIn: CheckIn): Promise<IssuedTicket | null> {
    const issued = await issueTicket({ input: this.#input, checkIn });
    if (this.#record !== null && issued) return issued; // taken over from the row meanwhile, which may know moves by now
    if (issued) {
      this.#visit = { ...this.#visit, queuedAt: issued.queuedAt };
      this.#record = { ticket: { ...issued, commandId: checkIn.commandId }, moves: [] };
    } else this.#ticket = undefined; // too late for this try; the same key may try again
    return issued;
  }

  /** Writes back what only this workflow knows, or takes over what the row knows. */
  async #compare(): Promise<void> {
    try {
      const resumed = await compareVisit(this.known());
      if (resumed) this.#takeOver(resumed);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error; // it gave up, lest the visit be blocked; tried again later
    }
  }

  #takeOver(resumed: ResumedVisit): void {
    const { visitId: id, office, at } = this.#input;
    this.#visit = resumedFrom({ id, office, at }, resumed);
    this.#notices = resumed.notices;
    this.#heldUntil = null;
    this.#record = resumed.record;
    this.#ticket = Promise.resolve(resumed.record.ticket);
  }

  async #carryOut(requested: Move): Promise<Refusal | null> {
    // a call may come together with the answer that issued the number, and would be made without its place in the queue
    if (this.#record === null && patched('ticket-before-moves')) await this.#ticket;
    // visits that were refused by the engine's clock alone replay unchanged
    if (isPast(requested, this.now()) && !patched('late-by-the-database')) return 'too-late';
    const refusal = this.refusalNow(requested); // again: the holder before may have changed the visit
    if (refusal) return refusal;
    const move = withDecisionTime(requested, this.#visit, this.now());
    const next = moved(this.#visit, move);
    const verdict = verdictOf(next, move.at);
    const record = move.name === 'expire' && this.hasTurn ? recordExpiry : recordMove;
    const outcome = await record({ visit: next, move, verdict }); // durable first, then visible
    if (outcome.diverged) await this.#compare();
    if (outcome.refusal) return outcome.refusal;
    this.#heldUntil = outcome.heldForMs === undefined ? null : this.now() + outcome.heldForMs;
    if (this.#heldUntil !== null) return null;
    this.#visit = next;
    this.#record &&= { ...this.#record, moves: [...this.#record.moves, { move, step: next.step }] };
    this.#notices = noticesAfter(this.#notices, verdict);
    return null;
  }

  /** A no-show stays open until closing; visits of an older version ended with their undo. */
  #comesBack(): boolean {
    return this.#visit.step === 'no-show' && patched('no-show-comes-back');
  }
}
