import { toIso, type Instant } from '../time.ts';
import type { Opening } from '../offices/calendar.ts';
import type { Bilingual, Language } from '../language.ts';
import { openSteps, type OpenStep } from '../visits/steps.ts';
import type { Call } from '../visits/visit.ts';

/** The part of a visit that a board may show. */
export interface BoardVisit {
  readonly label: string;
  readonly step: OpenStep;
  readonly queuedAt: Instant;
  readonly number: number;
  readonly counter: { readonly code: string; readonly label: string } | null;
  readonly call: Call | null;
  readonly language: Language;
}

/** A call or recall of late that was not undone. */
export interface RecentCall {
  readonly callId: string;
  readonly label: string;
  readonly counter: { readonly code: string; readonly label: string };
  readonly at: Instant;
  /** Whether this call still rings. */
  readonly ringing: boolean;
}

/** For how long a board that was away can still show a call that no longer rings. */
export const recentForMs = 60_000;

/** The most calls and recalls a snapshot reads for that; ten counters make fewer in a minute. */
export const recentMost = 40;

/** The list of the board for each step; a new step does not compile without one. */
const placeOf: Readonly<Record<OpenStep, 'waiting' | 'calling' | 'serving' | null>> = {
  waiting: 'waiting',
  called: 'calling',
  'guest-book': 'serving',
  registered: 'serving',
  serving: 'serving',
  library: null,
  rating: null,
};

/** The steps a board shows; what the database needs to read for it. */
export const boardSteps: readonly OpenStep[] = openSteps.filter((step) => placeOf[step] !== null);

const waitingShown = 6;

/**
 * The whole board as a function of the visits. The waiting list is ordered by place in the queue and ignores
 * priority, so that nobody can infer a reason from it. It is no order of calling, and no screen may say so.
 */
export function boardOf(state: {
  epoch: string;
  revision: number;
  at: Instant;
  opening: Opening;
  message: Bilingual | null;
  visits: readonly BoardVisit[];
  /** Newest first. */
  recent: readonly RecentCall[];
}) {
  const { epoch, revision, at, opening, message, visits, recent } = state;
  const newestFirst = visits.toSorted(
    (a, b) =>
      (b.call?.at ?? 0) - (a.call?.at ?? 0) || // desks may call in one millisecond
      b.number - a.number ||
      a.label.localeCompare(b.label),
  );
  const on = (place: 'calling' | 'serving') => newestFirst.filter((visit) => placeOf[visit.step] === place);
  const waiting = visits
    .filter((visit) => visit.step === 'waiting')
    .toSorted((a, b) => a.queuedAt - b.queuedAt || a.number - b.number);
  return {
    epoch,
    revision,
    at: toIso(at),
    open: opening.open,
    closedBecause: opening.closedBecause,
    opensAt: opening.open ? null : toIso(opening.opensAt),
    message,
    calling: on('calling').flatMap(({ label, counter, call, language }) =>
      counter && call
        ? [{ callId: call.id, label, counter, calledAt: toIso(call.at), times: call.times, language }]
        : [],
    ),
    serving: on('serving').flatMap(({ label, counter }) => (counter ? [{ label, counter }] : [])),
    waiting: waiting.slice(0, waitingShown).map(({ label }) => label),
    waitingCount: waiting.length,
    recent: eachOnce(recent).map(({ callId, label, counter, at: calledAt, ringing }) => ({
      callId,
      label,
      counter,
      calledAt: toIso(calledAt),
      ringing,
    })),
  };
}

/** Each call with its latest ring; a recall is the same call. */
function eachOnce(calls: readonly RecentCall[]): RecentCall[] {
  const seen = new Set<string>();
  return calls.filter(({ callId }) => !seen.has(callId) && seen.add(callId));
}
