import type { Step } from './steps.ts';
import type { Call, VisitTerms } from './visit.ts';
import type { Instant } from '../time.ts';

/** A visitor counts as typing for this long after a signal: people think between two fields. */
export const typingLastsMs = 20_000;

/** Signals closer together than this are ignored. */
export const typingEveryMs = 5_000;

/** The default of how long typing may hold the no-show timer. */
export const defaultTypingHoldSeconds = 180;

/** What the no-show timer depends on. */
interface Ringing {
  readonly call: Pick<Call, 'at'>;
  readonly terms: Pick<VisitTerms, 'noShowSeconds' | 'typingHoldSeconds' | 'closesAt'>;
}

/** What the no-show timer of a visit depends on, from its row; null where no timer runs. */
export function ringingOf(row: {
  readonly step: Step;
  readonly calledAt: Instant | null;
  readonly noShowSeconds: number;
  readonly typingHoldSeconds: number | null;
  readonly closesAt: Instant;
}): Ringing | null {
  const { step, calledAt, noShowSeconds, typingHoldSeconds, closesAt } = row;
  if (step !== 'called' || calledAt === null) return null;
  const hold = typingHoldSeconds === null ? {} : { typingHoldSeconds };
  return { call: { at: calledAt }, terms: { noShowSeconds, closesAt, ...hold } };
}

/** True while the visitor is taken to be filling the guest book. */
export function isTyping(typingAt: Instant | null, now: Instant): boolean {
  return typingAt !== null && now < typingAt + typingLastsMs;
}

/** When a called number lapses at the latest, however much is typed: the bound counts from the deadline. */
export function noShowLatestAtOf({ call, terms }: Ringing): Instant {
  const hold = terms.typingHoldSeconds ?? defaultTypingHoldSeconds;
  return Math.min(call.at + (terms.noShowSeconds + hold) * 1000, terms.closesAt);
}

/** When a called number lapses if nobody comes and nothing more is typed. */
export function noShowAtOf(ringing: Ringing, typingAt: Instant | null): Instant {
  const deadline = Math.min(ringing.call.at + ringing.terms.noShowSeconds * 1000, ringing.terms.closesAt);
  if (typingAt === null) return deadline;
  return Math.max(deadline, Math.min(typingAt + typingLastsMs, noShowLatestAtOf(ringing)));
}
