import { isHeld } from '../../domain/visits/moves.ts';
import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type {
  CheckIn,
  Closing,
  RecordedMove,
  RecordOutcome,
  VisitInput,
} from '../../domain/visits/messages.ts';
import type { IssuedTicket, RecordedStep } from '../../domain/visits/record.ts';
import type { Refusal } from '../../domain/visits/refusals.ts';
import { dueAtOf, isUnanswered, type Verdict } from '../../domain/visits/sla.ts';
import { isTyping, noShowAtOf } from '../../domain/visits/typing.ts';
import { newVisit, type Visit } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';
import { auditMove, auditNotice } from './audit.ts';
import { raiseEscalation, withdrawEscalation, type Escalation } from './escalations.ts';

/** An event after the check-in, as it was recorded. */
export interface Event extends RecordedStep {
  readonly recordedAt: Instant;
  readonly locker: string | null;
}

export interface GivenNotice {
  readonly at: Instant;
  readonly withdrawn: boolean;
}

/** A visit's row, with everything that hangs on it. */
export interface VisitRow {
  readonly input: Omit<VisitInput, 'resumed'>;
  readonly ticket: IssuedTicket & { readonly commandId: string | null };
  readonly events: Event[];
  readonly notices: Map<NoticeKind, GivenNotice>;
  /** As the last event left it. */
  visit: Visit;
  verdict: Verdict | null;
  closesAt: Instant;
  /** Until when a no-show can be called back. */
  callBackUntil: Instant | null;
  typingAt: Instant | null;
  escalation: Escalation | null;
}

/** Everything that a copy of the database holds. */
export interface Tables {
  readonly visits: Map<string, VisitRow>;
  /** Numbers that were asked for, with the closing time they were asked under. */
  readonly requests: Map<string, Instant>;
  /** Commands with the answer they got. */
  readonly settled: Set<string>;
  readonly closedLockers: Set<string>;
  lastNumber: number;
}

export interface Notice {
  readonly visitId: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
}

/** The shortest time that a timer is told to wait for somebody who types. */
const fewestHeldMs = 1_000;

/** What the activities do to PostgreSQL, in memory: the same contracts, each a transaction, each safe to run twice. */
export class ModelDatabase {
  readonly #clock: () => Instant;
  /** Visits of which a store has lost something, until both agree again. */
  readonly doubted = new Set<string>();
  /** True once an older database took the place of another, whose messages to people outside are lost. */
  isOlder = false;
  tables: Tables = {
    visits: new Map(),
    requests: new Map(),
    settled: new Set(),
    closedLockers: new Set(),
    lastNumber: 0,
  };

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  get now(): Instant {
    return this.#clock();
  }

  get rows(): readonly VisitRow[] {
    return [...this.tables.visits.values()];
  }

  row(visitId: string): VisitRow | undefined {
    return this.tables.visits.get(visitId);
  }

  copy(): Tables {
    return structuredClone(this.tables);
  }

  restore(tables: Tables): void {
    this.tables = structuredClone(tables);
    this.isOlder = true;
  }

  issueTicket({ input, checkIn }: { input: VisitInput; checkIn: CheckIn }): IssuedTicket | null {
    const { visits, requests, settled } = this.tables;
    const { visitId } = input;
    const issued = visits.get(visitId);
    if (issued) return { number: issued.ticket.number, queuedAt: issued.ticket.queuedAt };
    const closesAt = requests.get(visitId);
    if (closesAt === undefined || this.now > checkIn.validUntil || this.now >= closesAt) return null;
    const number = (this.tables.lastNumber += 1);
    const ticket = { number, queuedAt: this.now };
    visits.set(visitId, rowOf(input, { ...ticket, commandId: checkIn.commandId }));
    settled.add(checkIn.commandId);
    return ticket;
  }

  recordMove(recorded: RecordedMove): RecordOutcome {
    const { visit, move } = recorded;
    const row = this.row(visit.id);
    const before = row?.events[visit.revision - 2];
    if (before?.move.id === move.id) return { refusal: null };
    if (!row || before || row.visit.revision !== visit.revision - 1) {
      return { refusal: 'revision-conflict', diverged: true };
    }
    const clash = this.#clashOf(row, recorded);
    if (clash) return { refusal: clash };
    const heldForMs = this.#heldFor(row, recorded);
    if (heldForMs !== null) return { refusal: null, heldForMs };
    auditMove(row, recorded, this.doubted.has(visit.id));
    this.#write(row, recorded);
    return { refusal: null };
  }

  recordClosing({ visitId, closesAt }: Closing & { visitId: string }): void {
    const row = this.row(visitId);
    if (!row) return;
    row.closesAt = closesAt;
    if (row.callBackUntil !== null) row.callBackUntil = closesAt;
  }

  recordNotice({ visitId, kind, at }: Notice): void {
    const row = this.row(visitId);
    const isUnkept = row?.verdict === 'running' || row?.verdict === 'breached';
    if (!row || !(kind === 'custody-after-close' ? isHeld(row.visit) : isUnkept)) return;
    if (!this.doubted.has(visitId)) auditNotice(row, { kind, at });
    if (!giveNotice(row, kind, at)) return;
    if (kind !== 'breach') return;
    raiseEscalation(row);
    row.verdict = 'breached';
  }

  /** A visitor types in the guest book. */
  noteTyping(row: VisitRow): void {
    if (row.visit.step === 'called' && row.closesAt > this.now) row.typingAt = this.now;
  }

  #write(row: VisitRow, { visit, move, verdict }: RecordedMove): void {
    const locker = 'locker' in move ? move.locker : null;
    const emptied = lockerOf(row.visit);
    row.events.push({ move, step: visit.step, recordedAt: this.now, locker });
    writeVisit(row, visit, verdict);
    if (move.name === 'return-id' && move.lockerKey === 'lost' && emptied !== null) {
      this.tables.closedLockers.add(emptied);
    }
    if (verdict === 'breached') {
      giveNotice(row, 'breach', dueAtOf(visit) ?? visit.lastAt);
      if (isUnanswered(visit)) raiseEscalation(row);
    } else if (verdict !== null) withdrawBreach(row, this.now);
    this.tables.settled.add(move.id);
  }

  /** What only the database sees, because it is between visits or a question of its clock. */
  #clashOf(row: VisitRow, { visit, move }: RecordedMove): Refusal | null {
    const others = this.rows.filter((other) => other !== row);
    if (this.rows.some(({ events }) => events.some((event) => event.move.id === move.id))) return 'too-late';
    if ('validUntil' in move && this.now > move.validUntil) return 'too-late';
    if (move.name === 'requeue' && this.now >= visit.terms.closesAt) return 'move-not-allowed';
    const rings = ({ step, counter }: Visit): boolean => step === 'called' && counter === visit.counter;
    if (rings(visit) && others.some((other) => rings(other.visit))) return 'counter-busy';
    if (move.name === 'deposit' || move.name === 'change-locker') {
      const isTaken = this.rows.some((other) => lockerOf(other.visit) === move.locker);
      if (isTaken || this.tables.closedLockers.has(move.locker)) return 'locker-taken';
    }
    return move.name === 'undo' && isGivenAway(row, others) ? 'locker-taken' : null;
  }

  /** For how long the no-show timer has to wait for somebody who types. */
  #heldFor({ typingAt }: VisitRow, { visit, move }: RecordedMove): number | null {
    const { call, terms } = visit;
    if (move.name !== 'no-show' || move.by.kind !== 'clock' || !call) return null;
    const left = noShowAtOf({ call, terms }, typingAt) - this.now;
    return isTyping(typingAt, this.now) && left > 0 ? Math.max(left, fewestHeldMs) : null;
  }
}

export function rowOf(input: VisitInput, ticket: VisitRow['ticket']): VisitRow {
  const { resumed: _resumed, ...known } = input;
  const { visitId: id, office, at, terms } = input;
  return {
    input: known,
    ticket,
    events: [],
    notices: new Map(),
    visit: { ...newVisit({ id, office, at, terms }), queuedAt: ticket.queuedAt },
    verdict: null,
    closesAt: terms.closesAt,
    callBackUntil: null,
    typingAt: null,
    escalation: null,
  };
}

export function writeVisit(row: VisitRow, visit: Visit, verdict: Verdict | null): void {
  Object.assign(row, {
    visit,
    verdict,
    callBackUntil: visit.step === 'no-show' ? visit.terms.closesAt : null,
  });
}

/** False when it was given before. */
export function giveNotice(row: VisitRow, kind: NoticeKind, at: Instant): boolean {
  const given = row.notices.get(kind);
  if (given && !given.withdrawn) return false;
  row.notices.set(kind, { at: given?.at ?? at, withdrawn: false });
  return true;
}

export function withdrawBreach(row: VisitRow, now: Instant): void {
  const given = row.notices.get('breach');
  if (!given || given.withdrawn) return;
  row.notices.set('breach', { ...given, withdrawn: true });
  withdrawEscalation(row, now);
}

/** True when somebody put a bag into the locker since the card that the undo takes back was returned. */
function isGivenAway({ events, visit: { undo } }: VisitRow, others: readonly VisitRow[]): boolean {
  const returned = events.at(-1);
  const custody = undo?.before.custody;
  if (returned?.move.name !== 'return-id' || custody?.state !== 'held') return false;
  return others.some((other) =>
    other.events.some(
      ({ locker, recordedAt }) => locker === custody.locker && recordedAt >= returned.recordedAt,
    ),
  );
}

/** The locker that a visit's bag is in. */
export const lockerOf = ({ custody }: Visit): string | null =>
  custody.state === 'held' ? custody.locker : null;
