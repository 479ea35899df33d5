import type { Instant } from '../../../../domain/time.ts';

/** Somebody who took a number. */
export interface Called {
  readonly isPriority: boolean;
  readonly queuedAt: Instant;
  /** Null for who still waits. */
  readonly calledAt: Instant | null;
}

/** How many priority visitors were called, at most, while one and the same regular visitor stood at the head of the line. */
export function mostOvertaken(everybody: readonly Called[]): number {
  const calledAt = ({ calledAt }: Called): number => calledAt ?? Infinity;
  const regular = everybody.filter(({ isPriority }) => !isPriority);
  const priority = everybody.filter(({ isPriority }) => isPriority);
  const overtakers = regular.map((visitor) => {
    const before = regular.filter((other) => calledAt(other) < calledAt(visitor));
    const atHeadSince = Math.max(visitor.queuedAt, ...before.map(calledAt));
    return priority.filter((other) => calledAt(other) > atHeadSince && calledAt(other) < calledAt(visitor))
      .length;
  });
  return Math.max(0, ...overtakers);
}
