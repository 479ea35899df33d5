import { sql } from 'kysely';
import type { Database } from '../../../db/connect.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';

/** Visits of the probe, four days ago, that are due to be cleared away. */
export async function addSyntheticVisits(db: Database, n: number): Promise<void> {
  await sql`
    with visits as (
      insert into visit (id, office, service, day, number, token, step, revision, language, policy_version, created_at,
        queued_at, last_at, ended_at, closes_at)
      select gen_random_uuid(), ${syntheticOffice}, 'P', at::date, nth, 'synthetic ' || nth, 'done', 1, 'id', 1, at, at, at, at, at
      from (select clock() - interval '4 days' as at, nth from generate_series(1, ${n}::integer) as nth) as times
      returning id, created_at as at
    ), events as (
      insert into visit_event (visit_id, revision, office, move, step, at, actor)
      select id, 1, ${syntheticOffice}, 'check-in', 'waiting', at, 'visitor' from visits
    )
    insert into audit (at, office, actor, action, visit_id, revision)
    select at, ${syntheticOffice}, 'visitor', 'check-in', id, 1 from visits
  `.execute(db);
}
