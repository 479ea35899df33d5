import type { Priority } from '../../domain/visits/queue.ts';
import type { Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

/**
 * Changes a visit's priority group while it waits; the audit keeps both. The engine has no part in it,
 * because a group can be a health condition. False when the visit no longer waits.
 */
export async function changePriority(
  trx: Transaction,
  change: { visitId: string; office: string; priority: Priority | null; staffId: string; commandId: string },
): Promise<boolean> {
  const { visitId, office, priority, staffId, commandId } = change;
  const visit = await trx
    .selectFrom('visit')
    .select(['priority', 'step'])
    .where('id', '=', visitId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (visit.step !== 'waiting') return false;
  await trx.updateTable('visit').set({ priority }).where('id', '=', visitId).execute();
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 200),
    office,
    done: { action: 'priority-changed', visitId, detail: { before: visit.priority, after: priority } },
    changed: [office],
  });
  return true;
}
