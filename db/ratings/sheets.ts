import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { SheetSource } from '../../domain/ratings/rating.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { RatingSheet } from '../../wire/ratings.ts';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { hashOf } from '../sealing/secrets.ts';
import { readOwnRating } from './ratings.ts';

/** A tablet puts the rating away after a minute; the server forgets it soon after, should the tablet have gone dark. */
const goodFor = sql`interval '3 minutes'`;

/** The rating that is open on a tablet of the office. */
export interface OpenSheet {
  readonly visitId: string;
  readonly source: SheetSource;
}

/** Opens the rating of a visit and returns the secret of the tablet; `turnedBy` is the officer who hands it over. */
export async function openSheet(
  db: Database,
  sheet: OpenSheet & { office: string; turnedBy: string | null; requestId: string },
): Promise<string> {
  const { visitId, source, office, turnedBy, requestId } = sheet;
  const secret = randomBytes(32).toString('base64url');
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('rating_sheet')
      .values({ id_hash: hashOf(secret), visit_id: visitId, rated_on: source, turned_by: turnedBy })
      .execute();
    if (turnedBy === null) return;
    const by = { kind: 'staff', id: turnedBy } as const;
    await writeAudit(trx, { by, office, action: 'turned-to-visitor', visitId, requestId });
  });
  return secret;
}

/** The open rating of a tablet, which is kept open by being used; null when it was put away or forgotten. */
export async function useSheet(db: Database, secret: string): Promise<OpenSheet | null> {
  const { rows } = await sql<OpenSheet>`
    update rating_sheet set used_at = ${clock}
    where id_hash = ${hashOf(secret)} and used_at > ${clock} - ${goodFor}
    returning visit_id as "visitId", rated_on as source
  `.execute(db);
  return rows[0] ?? null;
}

/** Puts the rating on a tablet away. */
export async function closeSheet(db: Database, secret: string): Promise<void> {
  await db.deleteFrom('rating_sheet').where('id_hash', '=', hashOf(secret)).execute();
}

/** What the tablet shows of a visit: its number and what was answered, and nothing else. */
export async function readSheet(db: Database, visitId: string): Promise<RatingSheet> {
  const { service, number, language } = await db
    .selectFrom('visit')
    .select(['service', 'number', 'language'])
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow();
  return { label: labelOf(service, number), language, rating: await readOwnRating(db, visitId) };
}

/** Forgets what no tablet uses any more. */
export async function removeOldSheets(db: Database): Promise<void> {
  await sql`delete from rating_sheet where used_at < ${clock} - ${goodFor}`.execute(db);
}
