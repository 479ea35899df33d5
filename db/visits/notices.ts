import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../connect.ts';
import { endChange } from '../endings.ts';
import { raiseEscalation } from '../supervision/escalations.ts';

/** A notice of a timer: its kind, and the time it was due, however late it is recorded. */
export interface Notice {
  readonly visitId: string;
  readonly office: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
}

/**
 * Records a notice once. No move, no revision of the visit; the office's boards and desks are notified.
 */
export async function recordNotice(db: Database, notice: Notice): Promise<void> {
  const { visitId, office, kind } = notice;
  await db.transaction().execute(async (trx) => {
    const visit = await trx
      .selectFrom('visit')
      .select(['verdict', 'custody'])
      .where('id', '=', visitId)
      .forUpdate()
      .executeTakeFirst();
    // a workflow that knows less than the row may give a notice that is no longer due; a warning may come late, when a
    // move has found the breach already
    const isUnkept = visit?.verdict === 'running' || visit?.verdict === 'breached';
    const isDue = kind === 'custody-after-close' ? visit?.custody === 'held' : isUnkept;
    if (!isDue || !(await giveNotice(trx, notice))) return;
    if (kind === 'breach') {
      await raiseEscalation(trx, notice);
      await trx.updateTable('visit').set({ verdict: 'breached' }).where('id', '=', visitId).execute();
    }
    await endChange(trx, {
      by: { kind: 'clock' },
      office,
      done: { action: kind, visitId },
      command: null,
      changed: [office],
    });
  });
}

/**
 * Writes the notice's row in the caller's transaction; a withdrawn one that has come true again counts again.
 * False when it exists already.
 */
export async function giveNotice(trx: Database, { visitId, kind, at }: Notice): Promise<boolean> {
  const given = await trx
    .insertInto('visit_notice')
    .values({ visit_id: visitId, kind, at: new Date(at) })
    .onConflict((conflict) =>
      conflict
        .columns(['visit_id', 'kind'])
        .doUpdateSet({ withdrawn_at: null })
        .where('visit_notice.withdrawn_at', 'is not', null),
    )
    .returning('kind')
    .executeTakeFirst();
  return given !== undefined;
}
