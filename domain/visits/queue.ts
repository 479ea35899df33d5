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
  const { regular, priority } = linesOf(waiting);
  return chosen(regular[0] ?? null, priority[0] ?? null, inARowOf(recent) >= run);
}

/** The whole line in the order it would be called, if nobody joined and nobody left. */
export function callOrder<T extends Waiting>(
  waiting: readonly T[],
  recent: readonly boolean[],
  run: number,
): T[] {
  const { regular, priority } = linesOf(waiting);
  const order: T[] = [];
  let inARow = inARowOf(recent);
  let called = { regular: 0, priority: 0 };
  for (;;) {
    const next = chosen(regular[called.regular] ?? null, priority[called.priority] ?? null, inARow >= run);
    if (!next) return order;
    order.push(next);
    called = next.priority
      ? { ...called, priority: called.priority + 1 }
      : { ...called, regular: called.regular + 1 };
    inARow = next.priority ? inARow + 1 : 0;
  }
}

/** Those who wait as two lines, the longest-waiting first. */
function linesOf<T extends Waiting>(waiting: readonly T[]): { regular: T[]; priority: T[] } {
  const line = waiting.toSorted((a, b) => a.queuedAt - b.queuedAt || a.number - b.number);
  return {
    regular: line.filter((visit) => !visit.priority),
    priority: line.filter((visit) => visit.priority),
  };
}

/** How many of the latest calls were priority calls without another between them. */
function inARowOf(recent: readonly boolean[]): number {
  const lastRegular = recent.indexOf(false);
  return lastRegular === -1 ? recent.length : lastRegular;
}

const chosen = <T>(regular: T | null, priority: T | null, isRegularsTurn: boolean): T | null =>
  isRegularsTurn ? (regular ?? priority) : (priority ?? regular);
