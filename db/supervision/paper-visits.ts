import { toIso, type Instant } from '../../domain/time.ts';
import type { PaperOutcome } from '../../domain/supervision/paper.ts';
import type { PaperVisitView } from '../../wire/supervision/stories.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

/**
 * Enters a visit that was recorded on paper, with its times. It counts as a visit, but not for the SLA.
 * False when this number was entered before.
 */
export async function enterPaperVisit(
  trx: Transaction,
  entry: {
    office: string;
    service: string;
    day: string;
    label: string;
    takenAt: Instant;
    servedAt: Instant | null;
    endedAt: Instant;
    outcome: PaperOutcome;
    staffId: string;
    commandId: string;
  },
): Promise<boolean> {
  const { office, service, day, label, takenAt, servedAt, endedAt, outcome, staffId, commandId } = entry;
  const entered = await trx
    .insertInto('paper_visit')
    .values({
      id: commandId,
      office,
      service,
      day,
      label,
      taken_at: new Date(takenAt),
      served_at: servedAt === null ? null : new Date(servedAt),
      ended_at: new Date(endedAt),
      outcome,
      entered_by: staffId,
    })
    .onConflict((conflict) => conflict.constraint('paper_visit_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!entered) return false;
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 201),
    office,
    done: { action: 'paper-visit-entered', detail: { day, label } },
    changed: [office],
  });
  return true;
}

/** What was entered from paper for one local day, by label. */
export async function listPaperVisits(
  db: Database,
  { office, day }: { office: string; day: string },
): Promise<PaperVisitView[]> {
  const rows = await db
    .selectFrom('paper_visit as p')
    .innerJoin('staff as s', 's.id', 'p.entered_by')
    .selectAll('p')
    .select('s.name')
    .where('p.office', '=', office)
    .where('p.day', '=', day)
    .orderBy('p.label')
    .execute();
  return rows.map((row) => ({
    label: row.label,
    day: row.day,
    service: row.service,
    takenAt: toIso(row.taken_at),
    servedAt: toIso(row.served_at),
    endedAt: toIso(row.ended_at),
    outcome: row.outcome,
    enteredAt: toIso(row.entered_at),
    enteredBy: row.name,
  }));
}
