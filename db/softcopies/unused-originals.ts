import { sql } from 'kysely';
import { fetchableStages, originalTerms, waitingStages } from '../../domain/softcopies/request.ts';
import { lockForChange } from '../catalogue/indexing.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** Whether a publication of the collection has this original, or a copy that is wanted may still be made of it. */
const isUsed = sql<boolean>`(
  exists (select from publication p where p.original = o.sha256 and p.removed_at is null)
  or exists (select from softcopy_request r where r.original = o.sha256
    and (r.stage in (${sql.join(waitingStages.map((stage) => sql.lit(stage)))})
      or (r.stage in (${sql.join(fetchableStages.map((stage) => sql.lit(stage)))}) and r.expires_at > ${clock})))
)`;

/** Notes since when originals have not been used, and answers those that were not for so long that they may go. */
export async function findUnusedOriginals(db: Database): Promise<string[]> {
  await sql`
    update softcopy_original o set unused_since = case when ${isUsed} then null else ${clock} end
    where ${isUsed} = (o.unused_since is not null)
  `.execute(db);
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from softcopy_original o
    where o.unused_since < ${clock} - ${originalTerms.keptUnusedMs} * interval '1 millisecond'
  `.execute(db);
  return rows.map(({ sha256 }) => sha256);
}

/**
 * Forgets an original that is still unused, and removes its file before anybody can take the same one in again: whoever
 * asks for it meanwhile waits.
 */
export async function forgetOriginal(
  db: Database,
  sha256: string,
  removeFile: () => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForChange(trx);
    await sql`
      update publication set original = null where original = ${sha256} and removed_at is not null
    `.execute(trx);
    const { rows } = await sql`
      delete from softcopy_original o where o.sha256 = ${sha256} and not ${isUsed}
        and o.unused_since < ${clock} - ${originalTerms.keptUnusedMs} * interval '1 millisecond'
      returning o.sha256
    `.execute(trx);
    if (rows.length > 0) await removeFile();
  });
}
