import type { Instant } from '../time.ts';
import { noticeKinds, type Notices } from './deadlines.ts';
import { moved } from './moves.ts';
import { isFinal, type Step } from './steps.ts';
import { factsOf, newVisit, type Move, type Visit, type VisitTerms } from './visit.ts';

export interface IssuedTicket {
  readonly number: number;
  /** Read under the lock that gave the number, so that places in the queue follow numbers. */
  readonly queuedAt: Instant;
}

/** A recorded move and the step it led to. */
export interface RecordedStep {
  readonly move: Move;
  readonly step: Step;
}

/** What happened in a visit, as both stores keep it: enough to make its state again. */
export interface VisitRecord {
  readonly ticket: IssuedTicket & { readonly commandId: string | null };
  /** In their order; the first leads to revision 2. */
  readonly moves: readonly RecordedStep[];
}

/** What a visit's workflow goes on from when PostgreSQL knows more than the engine. */
export interface ResumedVisit {
  readonly record: VisitRecord;
  readonly terms: VisitTerms;
  /** Until when the last move can be undone; null when it cannot. */
  readonly undoUntil: Instant | null;
  readonly notices: Notices;
  /** How often people outside were notified of the breach. */
  readonly told: number;
  /** True when the breach was withdrawn, and people outside were not notified of that yet. */
  readonly takesBack?: boolean;
}

/** What of a visit can differ between the stores: how far its moves go, and what changes without a move. */
export interface Standing {
  readonly revision: number;
  readonly closesAt: Instant;
  readonly notices: Notices;
}

/** The revision of a visit with this record. */
export function revisionOf(record: VisitRecord | null): number {
  return record === null ? 0 : record.moves.length + 1;
}

/** How a visit stands in one store. */
export function standingOf(known: {
  readonly record: VisitRecord | null;
  readonly terms: VisitTerms;
  readonly notices: Notices;
}): Standing {
  const { record, terms, notices } = known;
  return { revision: revisionOf(record), closesAt: terms.closesAt, notices };
}

/** True when a visit stands alike in both stores. */
export function agree(one: Standing, other: Standing): boolean {
  return (
    one.revision === other.revision &&
    one.closesAt === other.closesAt &&
    noticeKinds.every((kind) => one.notices[kind] === other.notices[kind])
  );
}

/**
 * The visit after its ticket and after each of its moves. A recorded step stands, whatever the closing time has
 * become since.
 */
export function replayed(ticketed: Visit, moves: readonly RecordedStep[]): Visit[] {
  const visits = [ticketed];
  for (const { move, step } of moves) {
    const [before = ticketed, visit = ticketed] = visits.slice(-2);
    const next = moved(move.name === 'undo' ? withOffer(visit, before) : visit, move);
    visits.push(next.step === step ? next : { ...next, step, endedAt: isFinal(step) ? move.at : null });
  }
  return visits;
}

/** The state of a visit's workflow from what PostgreSQL knows. */
export function resumedFrom(
  { id, office, at }: { id: string; office: string; at: Instant },
  { record, terms, undoUntil }: Pick<ResumedVisit, 'record' | 'terms' | 'undoUntil'>,
): Visit {
  const ticketed = { ...newVisit({ id, office, at, terms }), queuedAt: record.ticket.queuedAt };
  const [before, visit] = replayed(ticketed, record.moves).slice(-2);
  const last = record.moves.at(-1);
  if (!before || !visit || !last) return ticketed;
  const offered = { move: last.move.name, before: factsOf(before) };
  return { ...visit, undo: undoUntil === null ? null : { ...offered, until: undoUntil } };
}

/** An undo was offered when it was recorded; the closing time may have moved since. */
function withOffer(visit: Visit, before: Visit): Visit {
  return { ...visit, undo: { move: 'undo', until: visit.lastAt, before: factsOf(before) } };
}

/** How a visit and its workflow can differ: none, one that knows less or something else, one that knows more moves, one that does not answer. */
export const visitFaults = ['missing', 'behind', 'ahead', 'silent'] as const;
export type VisitFault = (typeof visitFaults)[number];

/** What is lost of a visit that the engine's record brought back: only the database had it. */
export const lostDetails = ['link', 'guest-book', 'id-last4', 'reason'] as const;
export type LostDetail = (typeof lostDetails)[number];
