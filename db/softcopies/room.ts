import { sql } from 'kysely';

/** The bytes of all copies whose files lie there; of those that wait, the bytes of their originals. */
export const takenBytes = sql<number>`(
  select coalesce(sum(coalesce(r.bytes, o.bytes)), 0)::bigint
  from softcopy_request r join softcopy_original o on o.sha256 = r.original where r.due_at is not null
)`;
