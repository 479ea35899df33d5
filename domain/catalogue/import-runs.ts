import type { SourceRefusal } from './webapi.ts';

/** The states of an import from the source: asked for, under way, ended well or ended by a fault. */
export const runStates = ['queued', 'running', 'done', 'failed'] as const;
export type RunState = (typeof runStates)[number];

/**
 * What the source or the way to it did: not reached, too slow, its certificate not trusted, an answer that leads to
 * another address, the key not known, asked to come later, refused, a page for people in place of data, an answer that
 * is too large or has another shape than was published, a try that ended with its worker; and the settings were taken away.
 */
export const runFaults = [
  'unreachable',
  'too-slow',
  'untrusted',
  'redirected',
  'wrong-key',
  'put-off',
  'refused',
  'no-data',
  'too-large',
  'other-shape',
  'interrupted',
  'switched-off',
] as const;
export type RunFault = (typeof runFaults)[number];

/** What a repeat may mend. */
const passing: ReadonlySet<RunFault> = new Set([
  'unreachable',
  'too-slow',
  'put-off',
  'no-data',
  'interrupted',
]);

/** Faults that may concern one publication alone: once no repeat helps, the others are still brought. */
const ofOneAlone: ReadonlySet<RunFault> = new Set(['refused', 'no-data', 'too-large', 'other-shape']);

/** Tries in a row that bring nothing, before an import fails. */
export const mostTries = 8;

/** The source is never waited for longer than this, whatever it asks. */
const longestPauseMs = 3_600_000;

/** How an import goes on after a fault: again after a pause, without the publication that was asked for, or not at all. */
export type Continuation =
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'without' }
  | { readonly kind: 'over' };

/** What to do about the fault of a try, counted from 1. `asked` says what was asked for, `retryAfterMs` what the source wishes. */
export function continuationOf(
  { fault, retryAfterMs }: { fault: RunFault; retryAfterMs: number },
  { attempt, asked, firstPauseMs }: { attempt: number; asked: 'list' | 'detail'; firstPauseMs: number },
): Continuation {
  if (passing.has(fault) && attempt < mostTries) {
    const pauseMs = firstPauseMs * 2 ** (attempt - 1);
    return { kind: 'again', afterMs: Math.min(Math.max(pauseMs, retryAfterMs), longestPauseMs) };
  }
  return asked === 'detail' && ofOneAlone.has(fault) ? { kind: 'without' } : { kind: 'over' };
}

/**
 * Where an import stands: a page of a pass through the list. The list may change under way, so that a publication slips
 * from a page that is to be read to one that was; it is then gone through once more.
 */
export interface ImportPlace {
  readonly pass: number;
  readonly page: number;
  /** How many publications the list had when this pass began; null before its first page. */
  readonly total: number | null;
}

/** Passes through a list that does not stop changing. */
const mostPasses = 3;

/** Where an import goes on after a page; null at its end. */
export function placeAfter(
  { pass, page, total }: ImportPlace,
  read: { readonly pages: number; readonly total: number },
): ImportPlace | null {
  const began = total ?? read.total;
  if (page < read.pages) return { pass, page: page + 1, total: began };
  const changed = began !== read.total;
  return changed && pass < mostPasses ? { pass: pass + 1, page: 1, total: null } : null;
}

/** What became of a publication of the source in an import. */
export const sourceOutcomes = ['added', 'changed', 'unchanged', 'refused'] as const;
export type SourceOutcome = (typeof sourceOutcomes)[number];

/** Refusals that another import may find mended although the publication itself did not change. */
const askedAgain: ReadonlySet<SourceRefusal | null> = new Set(['no-detail', 'same-number']);

/** Whether the details of a publication are asked for: it is new, it changed, or another import may take it. */
export function isAskedFor(
  known: { readonly updated: string; readonly reason: SourceRefusal | null } | undefined,
  updated: string,
): boolean {
  return known === undefined || known.updated !== updated || updated === '' || askedAgain.has(known.reason);
}

/** The task queue of imports, in which one request is made at a time. */
export const importQueueOf = (taskQueue: string): string => `${taskQueue}-import`;

/** The workflow id of an import. */
export const importWorkflowIdOf = (run: string): string => `collection-import:${run}`;

/** The schedule by which imports are asked for, and the workflow it starts. */
export const importScheduleOf = (taskQueue: string): string => `collection-imports:${taskQueue}`;
