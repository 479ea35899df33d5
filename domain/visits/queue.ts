import type { Instant } from '../time.ts';

/** Groups that are called first (UU 25/2009 on public services). Shown to staff only. */
export const priorities = ['elderly', 'disability', 'pregnant', 'child', 'disaster'] as const;
export type Priority = (typeof priorities)[number];

/** One number in the queue. */
export interface Waiting {
  readonly id: string;
  readonly priority: boolean;
  readonly queuedAt: Instant;
  readonly number: number;
}

/**
 * Whom a counter calls next, or null when nobody waits.
 *
 * Priority goes first, but after `run` consecutive priority calls the longest-waiting regular visitor is
 * called, so a regular visitor at the head of the line waits for at most `run` further calls.
 * `recent` holds whether each earlier call of the day was a priority call, newest first.
 */
export function nextToCall<T extends Waiting>(
  waiting: readonly T[],
  recent: readonly boolean[],
  run: number,
): T | null {
  const line = waiting.toSorted((a, b) => a.queuedAt - b.queuedAt || a.number - b.number);
  const regular = line.find((visit) => !visit.priority) ?? null;
  const priority = line.find((visit) => visit.priority) ?? null;
  const lastRegular = recent.indexOf(false);
  const inARow = lastRegular === -1 ? recent.length : lastRegular;
  if (inARow >= run) return regular ?? priority;
  return priority ?? regular;
}

/** The whole line in the order it would be called, if nobody joined and nobody left. */
export function callOrder<T extends Waiting>(
  waiting: readonly T[],
  recent: readonly boolean[],
  run: number,
): T[] {
  const order: T[] = [];
  let left = waiting;
  let calls = recent;
  for (;;) {
    const next = nextToCall(left, calls, run);
    if (!next) return order;
    order.push(next);
    left = left.filter((visit) => visit !== next);
    calls = [next.priority, ...calls].slice(0, Math.max(run, 1));
  }
}
