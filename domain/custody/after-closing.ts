import { isClosed, isHeld, type VisitStanding } from '../visits/moves.ts';
import type { Instant } from '../time.ts';

/**
 * True for a card still held although the office has closed for its visit's day, from the instant of closing.
 * SQL asks the same with `heldAfterClosing` of `db/fragments.ts`.
 */
export function isHeldAfterClosing(visit: Pick<VisitStanding, 'custody' | 'terms'>, at: Instant): boolean {
  return isHeld(visit) && isClosed(visit, at);
}
