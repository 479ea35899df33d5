import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { DatabaseError } from 'pg';

/** The statements that are planned once, by what they do. */
export const plannedStatements = [
  'admission',
  'board',
  'call-times',
  'claim',
  'desk',
  'line',
  'line-at-counter',
  'line-lock',
  'marks',
  'move',
  'number',
  'office',
  'office-for-number',
  'reservation',
  'ticket',
  'typing',
  'visit',
  'visit-views',
] as const;

const mark = '/* planned once: ';
const names = new Map<string, string>();

/**
 * Begins a statement that many presses and screens wait for: a connection has it parsed and planned once, and PostgreSQL
 * finds out itself whether one plan serves all values. Its text must be one of a few, because every connection keeps it, and
 * its plan must hold whatever the values are; `test/api/db/plans/plans.test.ts` asks each of them so.
 */
export function plannedOnce(statement: (typeof plannedStatements)[number]): RawBuilder<unknown> {
  return sql.raw(`${mark}${statement} */`);
}

/** Which statement a text begins as that is planned once, or null. */
export function plannedStatementOf(text: string): string | null {
  const begun = text.trimStart();
  return begun.startsWith(mark) ? begun.slice(mark.length, begun.indexOf(' */')) : null;
}

/** Under which name a connection keeps a text that is planned once; null for others. The same text has the same name in every process. */
export function keptNameOf(text: string): string | null {
  const statement = plannedStatementOf(text);
  if (statement === null) return null;
  const name =
    names.get(text) ?? `${statement}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  return name;
}

/** True when a migration changed what a statement answers after its connection had planned it. Nothing was carried out. */
export function isOutdatedPlan(error: unknown): boolean {
  return (
    error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
  );
}
