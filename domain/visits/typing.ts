import type { Step } from './steps.ts';
import type { Call, VisitTerms } from './visit.ts';
import type { Instant } from '../time.ts';

/** Whoever gave a sign of typing this lately still types: people think between two fields. */
export const typingLastsMs = 20_000;

/** Signs that follow each other faster tell nothing new. */
export const typingEveryMs = 5_000;

/** How long typing holds the no-show timer where the policy does not say. */
export const defaultTypingHoldSeconds = 180;

/** What the no-show timer runs on. */
interface Ringing {
  readonly call: Pick<Call, 'at'>;
  readonly terms: Pick<VisitTerms, 'noShowSeconds' | 'typingHoldSeconds' | 'closesAt'>;
}

/** What the no-show timer of a visit runs on, by its row; null where no timer runs. */
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
