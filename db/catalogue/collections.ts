import { sql } from 'kysely';
import type { ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { queueImport } from './import-runs.ts';
import { lockForChange, unindexPublications } from './indexing.ts';

/** How many publications an office has, and how many of them are samples. */
export async function countCollection(
  db: Database,
  office: string,
): Promise<{ publications: number; samples: number }> {
  const row = await db
    .selectFrom('publication')
    .select((eb) => eb.fn.countAll<number>().as('publications'))
    .select((eb) => eb.fn.countAll<number>().filterWhere('sample', '=', true).as('samples'))
    .where('office', '=', office)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row;
}

/**
 * Removes an office's sample publications: no reader finds them any more, and harvesters are told. Nothing else is
 * touched, and a repeat removes nothing.
 */
export async function removeSamples(
  trx: Transaction,
  { office, by }: { office: string; by: ChangedBy },
): Promise<void> {
  await lockForChange(trx); // before they get their time, so that no harvest passes it
  const { rows } = await sql<{ id: string }>`
    update publication set removed_at = ${clock}, changed_at = ${clock}
    where office = ${office} and sample and removed_at is null returning id
  `.execute(trx);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await unindexPublications(trx, ids);
  const done = ids.length === 0 ? [] : [{ action: 'samples-removed', detail: { publications: ids.length } }];
  await endChange(trx, { ...changedBy(by, 200), office, done, changed: [] });
}

/** Asks for an import of an office; false when one is under way, or waits for its turn. */
export async function askForImport(
  trx: Transaction,
  { office, by }: { office: string; by: ChangedBy },
): Promise<boolean> {
  const run = await queueImport(trx, { office, askedBy: by.staffId });
  if (run === null) return false;
  const done = { action: 'import-asked', detail: { run } };
  await endChange(trx, { ...changedBy(by, 200), office, done, changed: [] });
  return true;
}
