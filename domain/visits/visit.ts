import type { Instant } from '../time.ts';
import type { Custody, IdType, KeyState, ResolveCause, SkipReason } from '../custody/custody.ts';
import type { MoveName, Step } from './steps.ts';

/** When the five-minute promise counts as kept: at the service start, or when the library is entered. */
export const slaBases = ['service-start', 'access'] as const;
export type SlaBasis = (typeof slaBases)[number];

/** Everything a running visit depends on, fixed when its number was issued. */
export interface VisitTerms {
  readonly slaBasis: SlaBasis;
  readonly slaSeconds: number;
  readonly slaWarnSeconds: number;
  readonly noShowSeconds: number;
  readonly undoSeconds: number;
  /** 0 notifies of a breach once; so does its absence, in visits started by older versions. */
  readonly escalationRepeatMinutes?: number;
  /** How long typing may hold the no-show timer; absent in visits started by older versions. */
  readonly typingHoldSeconds?: number;
  /** End of the office's last interval of that day; afterwards a card can only go back. */
  readonly closesAt: Instant;
}

/** One call of a number to a counter; a recall keeps the id and counts up. */
export interface Call {
  readonly id: string;
  /** The latest call or recall; the no-show timer runs from here. */
  readonly at: Instant;
  readonly times: number;
}

/** What a move changes and an undo restores. */
export interface VisitFacts {
  readonly step: Step;
  /** Place in the queue: earlier stands before later. */
  readonly queuedAt: Instant;
  readonly counter: string | null;
  readonly call: Call | null;
  readonly registeredAt: Instant | null;
  readonly servedAt: Instant | null;
  readonly enteredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly custody: Custody;
  /** True when the visitor goes in without a locker; returning a card resets it. */
  readonly withoutLocker: boolean;
}

/** The last recorded move, while it can still be undone. */
export interface UndoOffer {
  readonly move: MoveName;
  readonly until: Instant;
  readonly before: VisitFacts;
}

/** One visit as the engine holds it. No personal data, only ids and times. */
export interface Visit extends VisitFacts {
  readonly id: string;
  readonly office: string;
  /** Grows by one per recorded event; the ticket is revision 1. */
  readonly revision: number;
  /** Time of the last recorded event. */
  readonly lastAt: Instant;
  readonly undo: UndoOffer | null;
  readonly terms: VisitTerms;
}

/** Who made a move. The id of a staff member is an opaque account id. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'clock' };

interface MoveBase {
  /** The command's id; one command is recorded once. */
  readonly id: string;
  readonly at: Instant;
  readonly by: Actor;
  /** The revision the decision was made on; null for the visitor's own moves and the clock's. */
  readonly expectedRevision: number | null;
}

type MoveWithArguments =
  | { readonly name: 'call'; readonly counter: string; readonly callId: string; readonly validUntil: Instant }
  | { readonly name: 'recall'; readonly validUntil: Instant }
  | { readonly name: 'serve'; readonly counter?: string }
  | { readonly name: 'deposit'; readonly idType: IdType; readonly locker: string }
  | { readonly name: 'change-locker'; readonly locker: string }
  | { readonly name: 'skip-locker'; readonly reason: SkipReason }
  | { readonly name: 'transfer'; readonly counter: string }
  | { readonly name: 'return-id'; readonly lockerKey: KeyState }
  | { readonly name: 'resolve-custody'; readonly cause: ResolveCause };

/** A move: ids and codes. What a visitor or officer wrote is stored under the move's id. */
export type Move = MoveBase &
  (MoveWithArguments | { readonly name: Exclude<MoveName, MoveWithArguments['name']> });

/** A visit whose number was just issued. */
export function newVisit(ticket: { id: string; office: string; at: Instant; terms: VisitTerms }): Visit {
  return {
    id: ticket.id,
    office: ticket.office,
    revision: 1,
    lastAt: ticket.at,
    undo: null,
    terms: ticket.terms,
    step: 'waiting',
    queuedAt: ticket.at,
    counter: null,
    call: null,
    registeredAt: null,
    servedAt: null,
    enteredAt: null,
    endedAt: null,
    custody: { state: 'none' },
    withoutLocker: false,
  };
}

/** The part of a visit that an undo restores. */
export function factsOf(visit: VisitFacts): VisitFacts {
  const { step, queuedAt, counter, call, registeredAt } = visit;
  const { servedAt, enteredAt, endedAt, custody, withoutLocker } = visit;
  return {
    step,
    queuedAt,
    counter,
    call,
    registeredAt,
    servedAt,
    enteredAt,
    endedAt,
    custody,
    withoutLocker,
  };
}
