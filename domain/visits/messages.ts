import type { Notices } from './deadlines.ts';
import type { Verdict } from './sla.ts';
import type { ResumedVisit, VisitRecord } from './record.ts';
import type { Refusal } from './refusals.ts';
import type { Move, Visit, VisitTerms } from './visit.ts';
import type { Instant } from '../time.ts';

/** The task queue of visits. */
export const visitTaskQueue = 'visits';

/** The task queue of notifications to the outside, separate so that a slow receiver cannot block moves. */
export const outsideQueueOf = (taskQueue: string): string => `${taskQueue}-outside`;

/** Where a visit belongs. */
export interface VisitKey {
  readonly visitId: string;
  readonly office: string;
  /** The office's local day. */
  readonly day: string;
}

/** The workflow id of a visit. One per visit, never one per day. */
export function workflowIdOf({ office, day, visitId }: VisitKey): string {
  return `visit:${office}:${day}:${visitId}`;
}

/** How long the workflow of an unaccepted check-in waits before it ends. */
export const checkInPatienceMs = 60_000;

/** The visit of a workflow id. */
export function visitOf(workflowId: string): VisitKey {
  const [, office = '', day = '', visitId = ''] = workflowId.split(':');
  return { visitId, office, day };
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
  /** The database's clock minus real time; 0 except in tests that shift days. */
  readonly clockShiftMs: number;
  /** How long the workflow waits for an accepted check-in before it ends. */
  readonly patienceMs: number;
  /** How long after the closing the visit closes itself (`domain/offices/closing-turn.ts`); absent in visits started by older versions. */
  readonly closingTurnMs?: number;
  /** False when the engine has no search attribute that marks a broken promise. */
  readonly marksBreach?: boolean;
  /** The version of the policy that `terms` come from; absent in visits started by older versions. */
  readonly policyVersion?: number;
  /** Present when a visit that was under way goes on in a new workflow. */
  readonly resumed?: ResumedVisit;
}

/** What a visit's workflow knows, to be compared with its row. */
export interface KnownVisit {
  readonly input: Omit<VisitInput, 'resumed'>;
  /** Null before a number was issued. */
  readonly record: VisitRecord | null;
  readonly notices: Notices;
}

/** The check-in; refused after `validUntil`, so that nobody gets a number they never saw. */
export interface CheckIn {
  readonly commandId: string;
  readonly validUntil: Instant;
}

/** A new end of the office's day, for a running visit. */
export interface Closing {
  readonly closesAt: Instant;
}

/** One move with the visit it leads to, as the activity records them. */
export interface RecordedMove {
  readonly visit: Visit;
  readonly move: Move;
  readonly verdict: Verdict | null;
}

/** The result of recording a move. */
export interface RecordOutcome {
  readonly refusal: Refusal | null;
  /** Nothing was recorded, because the visit's row is not where the workflow believes it to be. */
  readonly diverged?: true;
  /** Nothing was recorded, because a visitor types. The timer retries after this many milliseconds. */
  readonly heldForMs?: number;
}
