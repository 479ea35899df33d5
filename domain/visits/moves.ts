import type { Custody } from '../custody/custody.ts';
import type { Refusal } from './refusals.ts';
import { isFinal, mayGiveUp, staffMoveNames, type MoveName, type StaffMoveName, type Step } from './steps.ts';
import { leadsTo, undoable } from './allowed-moves.ts';
import { factsOf, type Actor, type Move, type Visit, type VisitFacts } from './visit.ts';
import type { Instant } from '../time.ts';

/** What a refusal depends on; the rest of a move only matters once it is allowed. */
export type MoveAttempt = Pick<Move, 'name' | 'at' | 'by' | 'expectedRevision'>;

/** The part of a visit that permissions depend on, so that a database row can be checked as well. */
export type VisitStanding = Pick<Visit, 'step' | 'revision' | 'withoutLocker'> & {
  readonly custody: { readonly state: Custody['state'] };
  readonly undo: { readonly until: Instant } | null;
  readonly terms: { readonly closesAt: Instant };
};

/** True once the office has closed for the visit's day. */
export function isClosed(visit: Pick<VisitStanding, 'terms'>, at: Instant): boolean {
  return at >= visit.terms.closesAt;
}

/** True while the visitor's identity card is at the desk. */
export function isHeld(visit: Pick<VisitStanding, 'custody'>): boolean {
  return visit.custody.state === 'held';
}

/** Why this move is not allowed now, or null when it is. */
export function refusalOf(visit: VisitStanding, move: MoveAttempt): Refusal | null {
  if (move.expectedRevision !== null && move.expectedRevision !== visit.revision) {
    return 'revision-conflict';
  }
  if (!mayAct(visit, move)) return 'move-not-allowed';
  if (needsCardBack(visit, move.name)) return 'id-still-held';
  return null;
}

function mayAct(visit: VisitStanding, move: MoveAttempt): boolean {
  const { name, at, by } = move;
  const { step } = visit;
  const closed = isClosed(visit, at);
  if (name === 'undo') return !closed && visit.undo !== null && at <= visit.undo.until;
  if (isFinal(step)) return !closed && by.kind === 'staff' && leadsTo[step][name] !== undefined;
  if (name === 'expire') return closed && !isHeld(visit);
  if (name === 'resolve-custody') return isHeld(visit);
  if (closed && name !== 'return-id') return false;
  if (leadsTo[step][name] === undefined) return false;
  if (by.kind === 'visitor' && !visitorMay(step, name)) return false;
  return fitsCustody(visit, name);
}

/** Visitors fill their own guest book and give up a number that is not being served yet. */
function visitorMay(step: Step, name: MoveName): boolean {
  if (name === 'submit-guest-book') return true;
  return name === 'cancel' && mayGiveUp(step);
}

function fitsCustody(visit: VisitStanding, name: MoveName): boolean {
  switch (name) {
    case 'deposit':
      return !isHeld(visit);
    case 'skip-locker':
      return !isHeld(visit) && !visit.withoutLocker;
    case 'change-locker':
    case 'return-id':
      return isHeld(visit);
    case 'enter':
      return isHeld(visit) || visit.withoutLocker;
    default:
      return true;
  }
}

function needsCardBack(visit: VisitStanding, name: MoveName): boolean {
  return isHeld(visit) && (name === 'leave' || name === 'cancel');
}

/** The moves a member of staff may make now, in the order of the vocabulary. `undo` is never listed. */
export function nextMoves(visit: VisitStanding, at: Instant): StaffMoveName[] {
  const by: Actor = { kind: 'staff', id: '' };
  return staffMoveNames.filter(
    (name) => name !== 'undo' && refusalOf(visit, { name, at, by, expectedRevision: null }) === null,
  );
}

/** The visit after a move that `refusalOf` allows. Pure; the caller records it before showing it. */
export function moved(visit: Visit, move: Move): Visit {
  const facts = move.name === 'undo' ? takenBack(visit, move.at) : factsAfter(visit, move);
  return {
    ...visit,
    ...facts,
    revision: visit.revision + 1,
    lastAt: move.at,
    undo: offersUndo(visit, move)
      ? {
          move: move.name,
          until: Math.min(move.at + visit.terms.undoSeconds * 1000, visit.terms.closesAt),
          before: factsOf(visit),
        }
      : null,
  };
}

/** A lost key cannot be undone: its locker is closed and reported, so that return is corrected in words. */
function offersUndo(visit: Visit, move: Move): boolean {
  if (move.by.kind === 'visitor' || isClosed(visit, move.at)) return false;
  return undoable[move.name] && !(move.name === 'return-id' && move.lockerKey === 'lost');
}

function takenBack(visit: Visit, at: Instant): VisitFacts {
  if (!visit.undo) throw new Error('undo was allowed without an offer');
  const { before } = visit.undo;
  return before.call && before.step === 'called' ? { ...before, call: { ...before.call, at } } : before;
}

function factsAfter(visit: Visit, move: Move): VisitFacts {
  const step = stepAfter(visit, move);
  const facts: VisitFacts = {
    ...factsOf(visit),
    step,
    endedAt: isFinal(step) ? move.at : null,
  };
  switch (move.name) {
    case 'call':
      return { ...facts, counter: move.counter, call: { id: move.callId, at: move.at, times: 1 } };
    case 'recall':
      return { ...facts, call: visit.call && { ...visit.call, at: move.at, times: visit.call.times + 1 } };
    case 'requeue':
      return { ...facts, queuedAt: move.at, counter: null, call: null };
    case 'submit-guest-book':
      return { ...facts, registeredAt: move.at };
    case 'serve':
      // a counter that takes the visit over takes all of it
      return { ...facts, servedAt: move.at, counter: move.counter ?? visit.counter };
    case 'enter':
      return { ...facts, enteredAt: move.at };
    case 'deposit':
      return { ...facts, custody: { state: 'held', locker: move.locker, since: move.at } };
    case 'change-locker':
      return { ...facts, custody: inLocker(visit.custody, move.locker) };
    case 'skip-locker':
      return { ...facts, withoutLocker: true };
    case 'transfer':
      return { ...facts, counter: move.counter };
    case 'return-id':
      return { ...facts, custody: { state: 'returned', at: move.at }, withoutLocker: false };
    case 'resolve-custody':
      return { ...facts, custody: { state: 'resolved', at: move.at }, withoutLocker: false };
    case 'arrive':
    case 'no-show':
    case 'cancel':
    case 'finish':
    case 'leave':
    case 'undo':
    case 'expire':
      return facts;
  }
}

/** The card stays held; only the bag, and with it the card's slot, moves. */
function inLocker(custody: Custody, locker: string): Custody {
  return custody.state === 'held' ? { ...custody, locker } : custody;
}

function stepAfter(visit: Visit, move: Move): Step {
  if (move.name === 'expire') return 'expired';
  const givesCardBack = move.name === 'return-id' || move.name === 'resolve-custody';
  if (givesCardBack && isClosed(visit, move.at)) return 'expired';
  return leadsTo[visit.step][move.name] ?? visit.step;
}
