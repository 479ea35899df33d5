import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { acknowledgeBuckets, stepBuckets, waitBuckets } from '../../domain/metrics.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { answeredAt, hasEnded, heldAfterClosing, isOpen } from '../fragments.ts';
import { readOfficesNow } from '../offices/offices.ts';
import type { OfficeNow } from '../offices/offices.ts';

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
  readonly idsHeldAfterClose: Count[];
  readonly slaLimit: Count[];
  readonly officeOpen: Count[];
  /** Only rules that were looked at in the last minutes. */
  readonly invariants: readonly { readonly invariant: string; readonly violations: number }[];
  readonly ratings: Count[];
  readonly slaWait: Distribution[];
  readonly queueWait: Distribution[];
  readonly stepDuration: Distribution[];
  readonly escalations: Count[];
  readonly escalationsWaiting: Count[];
  readonly acknowledgeTime: Distribution[];
}

/** Names of the figures as rows; what is kept of a settled day, and what is counted of the others. */
const figureNames = {
  outcomes: 'visits',
  verdicts: 'sla-visits',
  ratings: 'ratings',
  slaWait: 'sla-wait',
  queueWait: 'queue-wait',
  stepDuration: 'step-duration',
  escalations: 'escalations',
  acknowledgeTime: 'escalation-acknowledged',
} as const;

/** The bucket number under which the sum of a distribution stands. */
const sumBucket = -1;

/** The revisions of a visit `v` that were taken back. One look a visit: a join was at times walked for each event. */
const undone = sql`array(
  select u.undoes from visit_event u where u.visit_id = v.id and u.undoes is not null
)`;

/** An end counts once nothing can take it back: a no-show when its office has closed. */
const endSettled = sql`(settled and (call_back_until is null or call_back_until <= ${clock}))`;

/** A move counts once it can no longer be undone, or once another followed it. */
const lastMoveSettled = sql`(v.undo_until is null or v.undo_until <= ${clock})`;
const decidingMove = sql`case p.body->>'slaBasis' when 'access' then 'enter' else 'serve' end`;

const bucketOf = (edges: readonly number[]) =>
  sql`width_bucket(seconds::float8 - 1e-9, array[${sql.join(edges.map((edge) => sql.lit(edge)))}]::float8[])`;

/** How many fell into each bucket, and the sum, of rows (office, day, label, seconds). Exact: a sum of floats would hang on their order. */
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

/** Visits of days whose figures are not kept yet; without the days, so that old visits cost nothing. */
const unsettled = sql`(v.office, v.day) in (
  select t.office, t.day from ticket_counter t
  where not t.settled and t.office <> ${sql.lit(syntheticOffice)}
)`;

/** A rule not looked at for this long has no figure. */
const invariantsGoodFor = sql`interval '5 minutes'`;

interface FigureSum {
  readonly office: string;
  readonly metric: string;
  readonly label: string;
  readonly bucket: number;
  readonly value: number;
}

type Live = Pick<
  Figures,
  'open' | 'oldestUnserved' | 'idsHeld' | 'idsHeldAfterClose' | 'escalationsWaiting' | 'invariants'
> & {
  readonly sums: FigureSum[];
};

const liveCounts = (rows: RawBuilder<unknown>) =>
  sql`(select coalesce(json_agg(c), '[]'::json) from (${rows}) as c(office, label, value))`;

/** Reads all counts in one statement, so that they belong to one moment, and how each office stands. */
export async function readFigures(db: Database): Promise<Figures> {
  const offices = await readOfficesNow(db);
  const perOffice = (valueOf: (office: OfficeNow) => number): Count[] =>
    offices.map((office) => ({ office: office.code, label: '', value: valueOf(office) }));
  const { rows } = await sql<Live>`
    select
      (select coalesce(json_agg(s), '[]'::json) from (
        select office, metric, label, bucket, sum(value) as value from (
          select office, metric, label, bucket, value
          from (${figureRows(unsettled)}) as fresh(office, day, metric, label, bucket, value)
          union all select office, metric, label, bucket, value from rollup_total
          union all select office, ${sql.lit(figureNames.outcomes)}, outcome, 0, count(*)::float8
            from paper_visit group by 1, 3
        ) as parts group by 1, 2, 3, 4
      ) as s) as sums,
      ${liveCounts(sql`select v.office, v.step, count(*) from visit v where ${isOpen} group by 1, 2`)} as open,
      ${liveCounts(sql`select v.office, '', extract(epoch from min(v.registered_at))::float8 from visit v
        join policy p on p.office = v.office and p.version = v.policy_version
        where ${isOpen} and v.registered_at is not null and ${answeredAt} is null
          and v.closes_at > ${clock} group by 1`)} as "oldestUnserved",
      ${liveCounts(sql`select v.office, '', count(*) from visit v where v.custody = 'held' and ${isOpen}
        group by 1`)} as "idsHeld",
      ${liveCounts(sql`select v.office, '', count(*) from visit v where ${isOpen}
        and ${heldAfterClosing()} group by 1`)} as "idsHeldAfterClose",
      ${liveCounts(sql`select v.office, '', count(*) from visit v join escalation e on e.visit_id = v.id
        join policy p on p.office = v.office and p.version = v.policy_version
        where ${isOpen} and e.acknowledged_at is null and e.withdrawn_at is null and ${answeredAt} is null
          and v.closes_at > ${clock} group by 1`)} as "escalationsWaiting",
      (select coalesce(json_agg(json_build_object('invariant', invariant, 'violations', violations)
          order by invariant), '[]'::json)
        from invariant_check where at > ${clock} - ${invariantsGoodFor}) as invariants
  `.execute(db);
  const live = rows[0];
  if (!live) throw new Error('the figures query answered nothing');
  const { sums, ...gauges } = live;
  const named = (name: string): FigureSum[] => sums.filter(({ metric }) => metric === name);
  const distributions = (name: string, edges: readonly number[]): Distribution[] =>
    toDistributions(named(name), edges);
  return {
    ...gauges,
    offices: offices.map(({ code }) => code).toSorted(),
    slaLimit: perOffice(({ policy }) => policy.slaSeconds),
    officeOpen: perOffice(({ opening }) => Number(opening.open)),
    outcomes: named(figureNames.outcomes),
    verdicts: named(figureNames.verdicts),
    ratings: named(figureNames.ratings),
    slaWait: distributions(figureNames.slaWait, waitBuckets),
    queueWait: distributions(figureNames.queueWait, waitBuckets),
    stepDuration: distributions(figureNames.stepDuration, stepBuckets),
    escalations: named(figureNames.escalations),
    acknowledgeTime: distributions(figureNames.acknowledgeTime, acknowledgeBuckets),
  };
}

/** Puts the rows of a distribution together again: one entry for each office and label. */
function toDistributions(rows: readonly FigureSum[], edges: readonly number[]): Distribution[] {
  const found = new Map<string, { office: string; label: string; counts: number[]; sum: number }>();
  for (const { office, label, bucket, value } of rows) {
    const key = `${office} ${label}`;
    const entry = found.get(key) ?? {
      office,
      label,
      counts: Array<number>(edges.length + 1).fill(0),
      sum: 0,
    };
    found.set(key, entry);
    if (bucket === sumBucket) entry.sum = value;
    else entry.counts[bucket] = value;
  }
  return [...found.values()];
}
