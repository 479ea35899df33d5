import type { Refusal } from './refusals.ts';
import type { Move, Visit } from './visit.ts';
import type { Instant } from '../time.ts';

/**
 * The move with its decisive time: the claim's, clamped between the visit's last event and now, so that no clock
 * can put a move before its predecessor or into the future.
 */
export function withDecisionTime(move: Move, visit: Pick<Visit, 'lastAt'>, now: Instant): Move {
  return { ...move, at: Math.max(visit.lastAt, Math.min(move.at, now)) };
}

/**
 * How far the engine's clock may be from the database's. A command's `validUntil` is the database's time, and the
 * transaction that records it compares both exactly; the engine only turns away what is late by any clock.
 */
export const clocksApartMs = 60_000;

/** Refuses a command after its `validUntil`: a late call would find nobody at the counter. */
export function latenessOf(command: object, now: Instant): Refusal | null {
  return isPast(command, now - clocksApartMs) ? 'too-late' : null;
}

/** Whether a command's `validUntil` has passed by this clock. */
export function isPast(command: object, now: Instant): boolean {
  return 'validUntil' in command && typeof command.validUntil === 'number' && now > command.validUntil;
}
