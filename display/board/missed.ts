import { recentForMs } from '../../domain/boards/board.ts';
import type { Board } from '../../wire/boards.ts';
import type { Place } from './wall.ts';

/**
 * Who was called less than a minute ago, and neither rings nor is at a desk: their call may have ended before anybody
 * could see it here. Each number once, at the counter it was called to last.
 */
export function missedOf(
  // an api of the release before this one tells no recent calls
  { calling, serving, recent = [] }: Pick<Board, 'calling' | 'serving'> & Partial<Pick<Board, 'recent'>>,
  now: Date,
): Place[] {
  const seen = new Set([...calling, ...serving].map(({ label }) => label));
  const since = now.getTime() - recentForMs;
  return recent.filter(({ label, calledAt, ringing }) => {
    const isMissed = !ringing && Date.parse(calledAt) > since && !seen.has(label);
    seen.add(label);
    return isMissed;
  });
}
