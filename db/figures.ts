import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { stepBuckets, waitBuckets } from '../domain/metrics.ts';
import type { Database } from './connect.ts';

/** A count with what it is counted by. `label` is empty for a figure of the whole office. */
export interface Count {
  readonly office: string;
  readonly label: string;
  readonly value: number;
}

/** A distribution: how many fell into each bucket (the last is above all edges), and their sum in seconds. */
export interface Distribution {
  readonly office: string;
  readonly label: string;
  readonly counts: readonly number[];
  readonly sum: number;
}

/** The business figures of all offices at one moment. Only settled facts are counted. */
export interface Figures {
  readonly offices: string[];
  readonly outcomes: Count[];
  readonly verdicts: Count[];
  readonly open: Count[];
  readonly oldestUnserved: Count[];
  readonly idsHeld: Count[];
  readonly ratings: Count[];
  readonly slaWait: Distribution[];
  readonly queueWait: Distribution[];
  readonly stepDuration: Distribution[];
}

/** A move counts once it can no longer be undone, or once another followed it. */
const lastMoveSettled = sql`(v.undo_until is null or v.undo_until <= clock())`;
const isFinal = sql`v.step in ('done', 'no-show', 'cancelled', 'expired')`;
const answeredAt = sql`case p.body->>'slaBasis' when 'access' then v.entered_at else v.served_at end`;
const decidingMove = sql`case p.body->>'slaBasis' when 'access' then 'enter' else 'serve' end`;
const verdictSettled = sql`
  (${lastMoveSettled} or v.undo_move not in (${decidingMove}, 'cancel'))
  and (${answeredAt} is not null or v.ended_at is not null)`;

/** Events that stand: neither an undo nor taken back by one. */
const standing = sql`
  select e.visit_id, e.office, e.revision, e.move, e.step, e.at,
    (e.revision < v.revision or ${lastMoveSettled}) as settled, v.step as final_step
  from visit_event e join visit v on v.id = e.visit_id
  where e.undoes is null and not exists (
    select from visit_event u where u.visit_id = e.visit_id and u.undoes = e.revision
  )`;

const counts = (rows: RawBuilder<unknown>) =>
  sql`(select coalesce(json_agg(c), '[]'::json) from (${rows}) as c(office, label, value))`;

/** Groups rows (office, label, seconds) into buckets. */
const distributions = (rows: RawBuilder<unknown>, edges: readonly number[]) => sql`(
  select coalesce(json_agg(d), '[]'::json) from (
    select office, label, array_agg(n order by edge) as counts, sum(total) as sum from (
      select keys.office, keys.label, edge, count(r.seconds) as n, coalesce(sum(r.seconds), 0) as total
      from (select distinct office, label from (${rows}) as k(office, label, seconds)) as keys
      cross join generate_series(0, ${sql.lit(edges.length)}) as edge
      left join (${rows}) as r(office, label, seconds) on r.office = keys.office and r.label = keys.label
        and width_bucket(r.seconds - 1e-9, array[${sql.join(edges.map((edge) => sql.lit(edge)))}]::float8[]) = edge
      group by keys.office, keys.label, edge
    ) as bucketed group by office, label
  ) as d)`;

/** Reads all business figures in one statement, so that they belong to one moment. */
export async function readFigures(db: Database): Promise<Figures> {
  const { rows } = await sql<Figures>`
    with standing as materialized (${standing}),
    stays as (
      select office, step, final_step, extract(epoch from left_at - at)::float8 as seconds
      from (
        select office, step, at, final_step,
          lead(at) over w as left_at, lead(settled) over w as settled
        from (
          select *, lag(step) over (partition by visit_id order by revision) as step_before from standing
        ) as marked
        where step is distinct from step_before
        window w as (partition by visit_id order by revision)
      ) as spans
      where left_at is not null and settled and final_step <> 'expired'
    )
    select
      (select coalesce(json_agg(code order by code), '[]'::json) from office) as offices,
      ${counts(sql`select v.office, v.step, count(*) from visit v
        where ${isFinal} and ${lastMoveSettled} group by 1, 2`)} as outcomes,
      ${counts(sql`select v.office, v.verdict, count(*) from visit v
        join policy p on p.office = v.office and p.version = v.policy_version
        where v.verdict in ('met', 'breached', 'excluded') and ${verdictSettled} group by 1, 2`)} as verdicts,
      ${counts(sql`select v.office, v.step, count(*) from visit v where not ${isFinal} group by 1, 2`)} as open,
      ${counts(sql`select v.office, '', extract(epoch from min(v.registered_at))::float8 from visit v
        join policy p on p.office = v.office and p.version = v.policy_version
        where not ${isFinal} and v.registered_at is not null and ${answeredAt} is null
          and v.closes_at > clock() group by 1`)} as "oldestUnserved",
      ${counts(sql`select v.office, '', count(*) from visit v where v.custody = 'held' and not ${isFinal}
        group by 1`)} as "idsHeld",
      ${counts(sql`select v.office, r.overall::text, count(*) from rating r
        join visit v on v.id = r.visit_id join office o on o.code = v.office
        where r.overall is not null and v.day < (clock() at time zone o.time_zone)::date
        group by 1, 2`)} as ratings,
      ${distributions(
        sql`select v.office, '', extract(epoch from ${answeredAt} - v.registered_at)::float8 from visit v
          join policy p on p.office = v.office and p.version = v.policy_version
          where v.verdict in ('met', 'breached') and ${answeredAt} is not null and ${verdictSettled}`,
        waitBuckets,
      )} as "slaWait",
      ${distributions(
        sql`select office, '', seconds from (
            select e.office, extract(epoch from min(e.at) - v.created_at)::float8 as seconds
            from standing e join visit v on v.id = e.visit_id
            where e.move = 'call' and e.settled group by e.visit_id, e.office, v.created_at
          ) as called`,
        waitBuckets,
      )} as "queueWait",
      ${distributions(sql`select office, step, seconds from stays`, stepBuckets)} as "stepDuration"
  `.execute(db);
  const figures = rows[0];
  if (!figures) throw new Error('the figures query answered nothing');
  return figures;
}
