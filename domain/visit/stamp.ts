import type { Refusal } from './refusals.ts';
import type { Instant, Move, Visit } from './visit.ts';

/**
 * The move with the one time that counts: the claim's, kept between the visit's last event and now, so
 * that no clock can put a move before what it follows or into the future.
 */
export function stamped(move: Move, visit: Pick<Visit, 'lastAt'>, now: Instant): Move {
  return { ...move, at: Math.max(visit.lastAt, Math.min(move.at, now)) };
}

/** Refuses what came after its time: nobody stands at the counter any more for a late call. */
export function latenessOf(command: object, now: Instant): Refusal | null {
  if (!('validUntil' in command) || typeof command.validUntil !== 'number') return null;
  return now > command.validUntil ? 'too-late' : null;
}
