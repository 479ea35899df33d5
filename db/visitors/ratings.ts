import type { SkmElement, SkmScore } from '../../domain/visitors/rating.ts';
import type { Rating } from '../../wire/visitors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
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
  await endChange(trx, {
    by: { kind: 'visitor' },
    office,
    done: { action: 'rating', visitId },
    command: { id: commandId, status: 200 },
    changed: [office],
  });
}

function answeredOf({ skm = {} }: Rating): Partial<Record<SkmElement, SkmScore>> {
  return Object.fromEntries(Object.entries(skm).filter(([, score]) => score !== null && score !== undefined));
}
