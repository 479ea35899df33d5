import { sql } from 'kysely';

/** What complainants attached to complaints that nobody has verified, also when they were set aside so: `a` the files, `c` the complaints. */
export const unverifiedFiles = sql`complaint_attachment a join complaint c on c.id = a.complaint_id
  and c.verified_at is null and a.actor = 'complainant'`;

/**
 * The bytes that fill each room of attachments: all count for what complainants may fill, too; of the unverified, those of
 * the office that has most.
 */
export const attachmentRoomsTaken = sql`
  select room, coalesce(sum(bytes), 0)::float8 as bytes
    from unnest(array['all', 'complainants']) room left join complaint_attachment on true group by room
  union all select 'unverified', coalesce(max(offices.bytes), 0)::float8
    from (select sum(a.bytes) as bytes from ${unverifiedFiles} group by c.office) as offices`;
