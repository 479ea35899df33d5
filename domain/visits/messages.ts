import type { Verdict } from './sla.ts';
import type { Refusal } from './refusals.ts';
import type { Move, Visit, VisitTerms } from './visit.ts';
import type { Instant } from '../time.ts';

/** Where the workers of visits listen. */
export const visitTaskQueue = 'visits';

/**
 * Where what speaks to the world outside is done: beside the visits, so that no slow receiver takes the place
 * of a move.
 */
export const outsideQueueOf = (taskQueue: string): string => `${taskQueue}-outside`;

/** Where a visit belongs. */
export interface VisitKey {
  readonly visitId: string;
  readonly office: string;
  /** The office's local day. */
  readonly day: string;
}

/** The workflow that carries a visit. One per visit, never one per day. */
export function workflowIdOf({ office, day, visitId }: VisitKey): string {
  return `visit:${office}:${day}:${visitId}`;
}

/** What starts a visit's workflow. Ids, times and policy only; nothing about the person. */
export interface VisitInput {
  readonly visitId: string;
  readonly office: string;
  readonly service: string;
  /** The office's local day, fixed when the key was claimed. */
  readonly day: string;
  /** The check-in's claimed time. */
  readonly at: Instant;
  readonly terms: VisitTerms;
  /** How far the database's clock is from real time; not 0 only in tests that shift days. */
  readonly clockShiftMs: number;
  /** How long an unaccepted check-in is waited for before the workflow ends unseen. */
  readonly patienceMs: number;
}

/** The check-in itself; refused after `validUntil`, so that nobody finds a number they never saw. */
export interface CheckIn {
  readonly commandId: string;
  readonly validUntil: Instant;
}

/** Another end of the office's day, for a visit that runs. */
export interface Closing {
  readonly closesAt: Instant;
}

export interface IssuedTicket {
  readonly number: number;
  /** Told under the lock that gave the number, so that places in the queue follow numbers. */
  readonly queuedAt: Instant;
}

/** One move with the visit it leads to, as the activity records them. */
export interface RecordedMove {
  readonly visit: Visit;
  readonly move: Move;
  readonly verdict: Verdict | null;
}

/** What recording a move came to: data, so that a refusal is not mistaken for a fault. */
export interface RecordOutcome {
  readonly refusal: Refusal | null;
  /** Nothing was recorded: a visitor types. The clock asks again after so many milliseconds. */
  readonly heldForMs?: number;
}
