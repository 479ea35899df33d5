import { sql } from 'kysely';
import type { RatingSource, SkmElement, SkmScore } from '../../domain/ratings/rating.ts';
import type { Instant } from '../../domain/time.ts';
import type { OwnRating, Rating } from '../../wire/ratings.ts';
import type { Database, Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { dropInvitationOf } from './invitations.ts';

/** A rating to be kept: whose, where it was given, and whether somebody of the office's staff had just worked there. */
export interface GivenRating {
  readonly visitId: string;
  readonly office: string;
  readonly source: RatingSource;
  readonly atStaffAddress: boolean;
  readonly rating: Rating;
}

/** The comment of a visit's rating, sealed. */
export const sealComment = (cipher: Cipher, visitId: string, comment: string): Buffer =>
  cipher.seal(comment, { table: 'rating', column: 'comment', row: visitId });

/**
 * Stores or changes a visit's one rating. What was not answered stays NULL or away. Screens are told of the first answer
 * only: they show that there is a rating, never what it says.
 */
export async function storeRating(
  trx: Transaction,
  cipher: Cipher,
  { commandId, at, ...given }: GivenRating & { commandId: string; at: Instant },
): Promise<void> {
  const { visitId, office, source, atStaffAddress, rating } = given;
  const { comment } = rating;
  const values = {
    overall: rating.overall,
    skm: JSON.stringify(answeredOf(rating)),
    rated_on: source,
    staff_address: atStaffAddress,
    changed_at: new Date(at),
    ...(comment === undefined
      ? {}
      : {
          comment: comment === null ? null : sealComment(cipher, visitId, comment),
        }),
  };
  const { isFirst } = await trx
    .insertInto('rating')
    .values({ visit_id: visitId, created_at: new Date(at), ...values })
    .onConflict((conflict) => conflict.column('visit_id').doUpdateSet(values))
    .returning(sql<boolean>`xmax = 0`.as('isFirst'))
    .executeTakeFirstOrThrow();
  if (isFirst) await dropInvitationOf(trx, visitId);
  await endChange(trx, {
    by: { kind: 'visitor' },
    office,
    done: { action: 'rating', visitId, detail: { source } },
    command: { id: commandId, status: 200 },
    changed: isFirst ? [office] : [],
  });
}

function answeredOf({ skm = {} }: Rating): Partial<Record<SkmElement, SkmScore>> {
  return Object.fromEntries(Object.entries(skm).filter(([, score]) => score !== null && score !== undefined));
}

/** What a visitor has answered so far. */
export async function readOwnRating(db: Database, visitId: string): Promise<OwnRating> {
  const row = await db
    .selectFrom('rating')
    .select(['overall', 'skm'])
    .select(sql<boolean>`comment is not null`.as('commented'))
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
  return (row as OwnRating | undefined) ?? { overall: null, skm: {}, commented: false };
}
