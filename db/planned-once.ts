import { sql } from 'kysely';
import { DatabaseError } from 'pg';

const mark = '/* planned once */';
const names = new Map<string, string>();

/**
 * Begins a statement that many presses and screens wait for: a connection has it parsed and planned once, and PostgreSQL
 * finds out itself whether one plan serves all values. Its text must be one of a few, because every connection keeps it, and
 * its plan must hold whatever the values are; `test/api/db/plans.test.ts` asks each of them so.
 */
export const plannedOnce = sql.raw(mark);

/** Whether a text begins with the mark. */
export function isPlannedOnce(text: string): boolean {
  return text.startsWith(mark);
}

/** Under which name a connection keeps a text. */
export function nameOf(text: string): string {
  const name = names.get(text) ?? `once-${names.size}`;
  names.set(text, name);
  return name;
}

/** True when a migration changed what a statement answers after its connection had planned it. Nothing was carried out. */
export function isOutdatedPlan(error: unknown): boolean {
  return (
    error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
  );
}
