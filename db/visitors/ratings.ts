import type { SkmElement, SkmScore } from '../../domain/visitors/rating.ts';
import type { Rating } from '../../wire/visitors.ts';
import type { Instant } from '../../domain/time.ts';
import { didBy, writeAudit } from '../audit.ts';
import { settleCommand } from '../commands.ts';
import type { Transaction } from '../connect.ts';
import { notifyChange } from '../changes.ts';
import type { Cipher } from '../cipher.ts';

/** Stores or changes a visit's one rating. What was not answered stays NULL or away. */
export async function storeRating(
  trx: Transaction,
  cipher: Cipher,
  stored: { visitId: string; office: string; commandId: string; at: Instant; rating: Rating },
): Promise<void> {
  const { visitId, office, commandId, rating } = stored;
  const at = new Date(stored.at);
  const comment = rating.comment
    ? cipher.seal(rating.comment, { table: 'rating', column: 'comment', row: visitId })
    : null;
  const values = {
    overall: rating.overall,
    skm: JSON.stringify(answeredOf(rating)),
    comment,
    changed_at: at,
  };
  await trx
    .insertInto('rating')
    .values({ visit_id: visitId, created_at: at, ...values })
    .onConflict((conflict) => conflict.column('visit_id').doUpdateSet(values))
    .execute();
  await writeAudit(trx, {
    ...didBy({ kind: 'visitor' }),
    office,
    action: 'rating',
    visit_id: visitId,
    command_id: commandId,
  });
  await settleCommand(trx, commandId, { status: 200, answer: {} });
  await notifyChange(trx, office);
}

function answeredOf({ skm = {} }: Rating): Partial<Record<SkmElement, SkmScore>> {
  return Object.fromEntries(Object.entries(skm).filter(([, score]) => score !== null && score !== undefined));
}
