import type { Visit } from './visit.ts';
import type { Instant } from '../time.ts';

/** The verdicts of the five-minute promise (SLA). Only met and breached count in n. */
export const verdicts = ['running', 'met', 'breached', 'excluded'] as const;
export type Verdict = (typeof verdicts)[number];

/** The final verdicts. */
export const settledVerdicts = ['met', 'breached', 'excluded'] as const satisfies readonly Verdict[];

/** The times and terms that a verdict depends on. */
export type SlaFacts = Pick<Visit, 'registeredAt' | 'servedAt' | 'enteredAt' | 'endedAt' | 'terms'>;

/** The last instant at which service still keeps the promise, or null before the guest book. */
export function dueAtOf({ registeredAt, terms }: SlaFacts): Instant | null {
  return registeredAt === null ? null : registeredAt + terms.slaSeconds * 1000;
}

/** The instant at which staff are warned, or null before the guest book. */
export function warnAtOf({ registeredAt, terms }: SlaFacts): Instant | null {
  return registeredAt === null ? null : registeredAt + terms.slaWarnSeconds * 1000;
}

/** When service began by the policy's basis, or null. */
export function answeredAtOf({ servedAt, enteredAt, terms }: SlaFacts): Instant | null {
  return terms.slaBasis === 'service-start' ? servedAt : enteredAt;
}

/** True while a visitor who filled the guest book waits for service within the office's hours. */
export function isUnanswered(visit: SlaFacts & Pick<Visit, 'lastAt'>): boolean {
  return visit.registeredAt !== null && answeredAtOf(visit) === null && endOf(visit, visit.lastAt) === null;
}

/**
 * The verdict as of `at`: a comparison of recorded times, never of which timer fired first.
 * Served at or before the due time is met; an end before the due time is excluded, after it a breach.
 * Null before the guest book was submitted.
 */
export function verdictOf(visit: SlaFacts, at: Instant): Verdict | null {
  const dueAt = dueAtOf(visit);
  if (dueAt === null) return null;
  const answeredAt = answeredAtOf(visit);
  if (answeredAt !== null) return answeredAt <= dueAt ? 'met' : 'breached';
  const endedAt = endOf(visit, at);
  if (endedAt !== null) return endedAt < dueAt ? 'excluded' : 'breached';
  return at <= dueAt ? 'running' : 'breached';
}

/** For the SLA, a visit that stays open overnight for its card ended when the office closed. */
function endOf({ endedAt, terms }: SlaFacts, at: Instant): Instant | null {
  if (endedAt !== null) return Math.min(endedAt, terms.closesAt);
  return at >= terms.closesAt ? terms.closesAt : null;
}
