import { sql, type RawBuilder } from 'kysely';
import { acknowledgeBuckets, stepBuckets, waitBuckets } from '../../domain/metrics.ts';
import { clock } from '../clock.ts';
import { answeredAt, hasEnded } from '../fragments.ts';

/** Names of the figures as rows, kept for settled days and counted live for the others. */
export const figureNames = {
  outcomes: 'visits',
  verdicts: 'sla-visits',
  ratings: 'ratings',
  slaWait: 'sla-wait',
  queueWait: 'queue-wait',
  stepDuration: 'step-duration',
  escalations: 'escalations',
  acknowledgeTime: 'escalation-acknowledged',
} as const;

/** The bucket number that holds the sum of a distribution. */
export const sumBucket = -1;

/** The undone revisions of a visit `v`. One look-up per visit: a join was at times evaluated for each event. */
const undone = sql`array(
  select u.undoes from visit_event u where u.visit_id = v.id and u.undoes is not null
)`;

/** An end counts once nothing can undo it: a no-show when its office has closed. */
const endSettled = sql`(settled and (call_back_until is null or call_back_until <= ${clock}))`;

/** A move counts once it can no longer be undone, or once another followed it. */
const lastMoveSettled = sql`(v.undo_until is null or v.undo_until <= ${clock})`;
const decidingMove = sql`case p.body->>'slaBasis' when 'access' then 'enter' else 'serve' end`;

const bucketOf = (edges: readonly number[]) =>
  sql`width_bucket(seconds::float8 - 1e-9, array[${sql.join(edges.map((edge) => sql.lit(edge)))}]::float8[])`;

/** How many fell into each bucket, and the sum, of rows (office, day, label, seconds). Exact: a sum of floats would depend on their order. */
const distribution = (name: string, rows: RawBuilder<unknown>, edges: readonly number[]) => sql`
  select office, day, ${sql.lit(name)}, label, ${bucketOf(edges)}, count(*)::float8
  from (${rows}) as r(office, day, label, seconds) group by 1, 2, 4, 5
  union all
  select office, day, ${sql.lit(name)}, label, ${sql.lit(sumBucket)}, sum(seconds)::float8
  from (${rows}) as r(office, day, label, seconds) group by 1, 2, 4`;

const count = (name: string, rows: RawBuilder<unknown>) => sql`
  select office, day, ${sql.lit(name)}, label, 0, count(*)::float8
  from (${rows}) as r(office, day, label) group by 1, 2, 4`;

/**
 * What some visits `v` of `scope` settled, as three tables: `chosen` (the visits), `standing` (their events,
 * less what was undone) and `stays` (the seconds in each step).
 */
export const settledFacts = (scope: RawBuilder<unknown>) => sql`
  chosen as materialized (
    select v.*, ${undone} as undone, ${lastMoveSettled} as settled, ${hasEnded} as final, ${answeredAt} as answered_at,
      (${lastMoveSettled} or v.undo_move not in (${decidingMove}, 'cancel'))
        and (${answeredAt} is not null or v.ended_at is not null) as verdict_settled
    from visit v join policy p on p.office = v.office and p.version = v.policy_version
    where ${scope}
  ), standing as materialized (
    -- events that stand: neither an undo nor taken back by one
    select e.visit_id, v.office, v.day, e.revision, e.move, e.step, e.at,
      (e.revision < v.revision or v.settled) as settled, v.created_at
    from chosen v, lateral (
      select * from visit_event where visit_id = v.id offset 0 -- so that nothing but the index finds them
    ) as e
    where e.undoes is null and e.revision <> all (v.undone)
  ), stays as (
    select office, day, step, extract(epoch from left_at - at) as seconds
    from (
      select office, day, step, at, lead(at) over w as left_at, lead(step) over w as left_for,
        lead(settled) over w as settled
      from (
        select *, lag(step) over (partition by visit_id order by revision) as step_before from standing
      ) as marked
      where step is distinct from step_before
      window w as (partition by visit_id order by revision)
    ) as spans
    -- the system's closing ends no stay that says anything, and who is called back was not there meanwhile
    where left_at is not null and settled and left_for <> 'expired' and step <> 'no-show'
  )`;

/**
 * The settled facts of some visits as rows (office, day, metric, label, bucket, value). The same rows are
 * counted live and kept of a settled day, so that a rollup equals its events.
 */
export const figureRows = (scope: RawBuilder<unknown>) => sql`
  with ${settledFacts(scope)}
  ${count(figureNames.outcomes, sql`select office, day, step from chosen where final and ${endSettled}`)}
  union all
  ${count(
    figureNames.verdicts,
    sql`select office, day, verdict from chosen
      where verdict in ('met', 'breached', 'excluded') and verdict_settled`,
  )}
  union all
  ${count(
    figureNames.ratings,
    sql`select c.office, c.day, r.overall::text from rating r
      join chosen c on c.id = r.visit_id join office o on o.code = c.office
      where r.overall is not null and c.day < (${clock} at time zone o.time_zone)::date`,
  )}
  union all
  ${distribution(
    figureNames.slaWait,
    sql`select office, day, '', extract(epoch from answered_at - registered_at) from chosen
      where verdict in ('met', 'breached') and answered_at is not null and verdict_settled`,
    waitBuckets,
  )}
  union all
  ${distribution(
    figureNames.queueWait,
    sql`select office, day, '', extract(epoch from min(at) - created_at) from standing
      where move = 'call' and settled group by visit_id, office, day, created_at`,
    waitBuckets,
  )}
  union all
  ${distribution(figureNames.stepDuration, sql`select office, day, step, seconds from stays`, stepBuckets)}
  union all
  ${count(
    figureNames.escalations,
    sql`select office, day, case when saved then 'saved' else 'warned' end
      from (select c.office, c.day, c.verdict = 'met' as met from visit_notice t join chosen c on c.id = t.visit_id
        where t.kind = 'warning' and c.verdict_settled) as warned
      cross join lateral (select false as saved union all select true where met) as counted
      union all
      select office, day, case when acknowledged then 'acknowledged' else 'raised' end
      from (select c.office, c.day, e.acknowledged_at from escalation e join chosen c on c.id = e.visit_id
        where c.verdict_settled) as raised
      cross join lateral (select false as acknowledged union all select true where acknowledged_at is not null)
        as counted`,
  )}
  union all
  ${distribution(
    figureNames.acknowledgeTime,
    sql`select c.office, c.day, '', extract(epoch from e.acknowledged_at - e.raised_at)
      from escalation e join chosen c on c.id = e.visit_id
      where c.verdict_settled and e.acknowledged_at is not null`,
    acknowledgeBuckets,
  )}`;
