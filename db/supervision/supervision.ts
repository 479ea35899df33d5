import { sql } from 'kysely';
import {
  finalSteps,
  openSteps,
  type FinalStep,
  type OpenStep,
  type Step,
} from '../../domain/visits/steps.ts';
import type { Durations, Judged, Outcome, Supervision } from '../../wire/supervision/supervision.ts';
import {
  overallScores,
  ratingSources,
  type OverallScore,
  type RatingSource,
} from '../../domain/ratings/rating.ts';
import { toIso } from '../../domain/time.ts';
import type { Database, Transaction } from '../connect.ts';
import { atOneInstant } from '../one-instant.ts';
import { listEscalations } from './escalations.ts';
import { settledFacts } from './figure-rows.ts';
import { answeredAt } from '../fragments.ts';
import { readOfficeNow } from '../offices/offices.ts';
import { readSurvey } from '../offices/surveys.ts';
import { readResult } from '../ratings/skm.ts';
import { readLostOfDay } from '../visits/stores/lost-details.ts';
import { readLibrary } from './library-uses.ts';
import { inPeriod, periodOf, type Period } from './period.ts';
import { readPresent } from './present.ts';
import { readSla } from './sla.ts';
import { readCorrectedVerdicts } from './corrections.ts';

/** An office and local days of it, both included; without days today. */
export interface SupervisedPeriod {
  readonly office: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Reads the supervisor's report of an office at one instant; null when there is no such office. */
export async function readSupervision(db: Database, asked: SupervisedPeriod): Promise<Supervision | null> {
  return atOneInstant(db, (trx) => readSupervisionIn(trx, asked));
}

/** The same inside a transaction that sees one instant. */
export async function readSupervisionIn(
  trx: Transaction,
  asked: SupervisedPeriod,
): Promise<Supervision | null> {
  const office = await readOfficeNow(trx, asked.office);
  if (!office) return null;
  const { from, to } = periodOf(asked, office.opening.day);
  const period = { office: asked.office, from, to };
  const today = { office: asked.office, day: office.opening.day };
  return {
    ...period,
    timeZone: office.timeZone,
    at: toIso(office.now),
    now: {
      open: office.opening.open,
      slaSeconds: office.policy.slaSeconds,
      ...(await readVerdicts(trx, today)),
      ...(await readPresent(trx, asked.office)),
      alarms: await readAlarms(trx, today),
      lost: await readLostOfDay(trx, { ...today, timeZone: office.timeZone }),
    },
    sla: await readSla(trx, period),
    escalations: { ...(await readWarned(trx, period)), raised: await listEscalations(trx, period) },
    corrected: await readCorrectedVerdicts(trx, period),
    outcomes: await readOutcomes(trx, period),
    ...(await readDurations(trx, period)),
    hours: await readHours(trx, { ...period, timeZone: office.timeZone }),
    days: await readDays(trx, period),
    ratings: await readRatings(trx, period),
    library: await readLibrary(trx, period),
  };
}

async function readVerdicts(
  db: Database,
  { office, day }: { office: string; day: string },
): Promise<Pick<Supervision['now'], 'met' | 'breached'>> {
  const { rows } = await sql<{ met: number; breached: number }>`
    select count(*) filter (where v.verdict = 'met') as met,
      count(*) filter (where v.verdict = 'breached') as breached
    from visit v where ${inPeriod({ office, from: day, to: day })}
  `.execute(db);
  return rows[0] ?? { met: 0, breached: 0 };
}

/** Who still waits past the SLA, the longest wait first. */
async function readAlarms(
  db: Database,
  { office, day }: { office: string; day: string },
): Promise<Supervision['now']['alarms']> {
  const today = await listEscalations(db, { office, from: day, to: day });
  return today.filter(({ state }) => state === 'waiting' || state === 'acknowledged').toReversed();
}

/** How many visits came to the warning, and how many of them were still served in time. */
async function readWarned(
  db: Database,
  period: Period,
): Promise<Pick<Supervision['escalations'], 'warned' | 'saved'>> {
  const { rows } = await sql<{ warned: number; saved: number }>`
    select count(*) as warned, count(*) filter (where v.verdict = 'met') as saved
    from visit v join visit_notice n on n.visit_id = v.id and n.kind = 'warning'
    where ${inPeriod(period)}
  `.execute(db);
  return rows[0] ?? { warned: 0, saved: 0 };
}

async function readOutcomes(db: Database, period: Period): Promise<Supervision['outcomes']> {
  const { office, from, to } = period;
  const { rows } = await sql<{ step: Step; n: number }>`
    select v.step, count(*) as n from visit v where ${inPeriod(period)} group by 1
  `.execute(db);
  const { rows: paper } = await sql<{ n: number }>`
    select count(*) as n from paper_visit
    where office = ${office} and day between ${from}::date and ${to}::date
  `.execute(db);
  const countOf = (steps: readonly Step[]): number =>
    rows.filter(({ step }) => steps.includes(step)).reduce((sum, { n }) => sum + n, 0);
  const ended = Object.fromEntries(finalSteps.map((step) => [step, countOf([step])]));
  return {
    ...(ended as Record<FinalStep, number>),
    open: countOf(openSteps),
    'on-paper': paper[0]?.n ?? 0,
  } satisfies Record<Outcome, number>;
}

/** Count, median, 90th percentile and longest of `seconds`, as columns. */
const durations = sql`count(*) as n, percentile_disc(0.5) within group (order by seconds)::float8 as p50,
  percentile_disc(0.9) within group (order by seconds)::float8 as p90, max(seconds)::float8 as max`;

const noDurations: Durations = { n: 0, p50: null, p90: null, max: null };

async function readDurations(db: Database, period: Period): Promise<Pick<Supervision, 'waits' | 'steps'>> {
  const { rows } = await sql<Durations & { what: 'queue' | 'service' | OpenStep }>`
    with ${settledFacts(inPeriod(period))},
    spans(what, seconds) as (
      select step, seconds from stays
      union all
      select 'queue', extract(epoch from min(at) - created_at) from standing
      where move = 'call' and settled group by visit_id, created_at
      union all
      select 'service', extract(epoch from answered_at - registered_at) from chosen
      where verdict in ('met', 'breached') and answered_at is not null
    )
    select what, ${durations} from spans group by 1
  `.execute(db);
  const durationsOf = (wanted: string): Durations => {
    const { n, p50, p90, max } = rows.find(({ what }) => what === wanted) ?? noDurations;
    return { n, p50, p90, max };
  };
  return {
    waits: { queue: durationsOf('queue'), service: durationsOf('service') },
    steps: openSteps.map((step) => Object.assign({ step }, durationsOf(step))),
  };
}

/** Numbers taken and verdicts of some visits, as columns; waits are those the SLA measures. */
const judged = sql`count(*) as taken, count(*) filter (where verdict = 'met') as met,
  count(*) filter (where verdict = 'breached') as breached,
  percentile_disc(0.5) within group (order by seconds)::float8 as p50,
  percentile_disc(0.9) within group (order by seconds)::float8 as p90`;

const judgedVisits = (period: Period) => sql`(
  select v.day, v.created_at, v.verdict,
    case when v.verdict in ('met', 'breached')
      then extract(epoch from ${answeredAt} - v.registered_at) end as seconds
  from visit v join policy p on p.office = v.office and p.version = v.policy_version
  where ${inPeriod(period)}
) as v`;

async function readHours(db: Database, period: Period & { timeZone: string }): Promise<Supervision['hours']> {
  const { rows } = await sql<Judged & { hour: number }>`
    select extract(hour from created_at at time zone ${period.timeZone}) as hour, ${judged}
    from ${judgedVisits(period)} group by 1 order by 1
  `.execute(db);
  return rows;
}

async function readDays(db: Database, period: Period): Promise<Supervision['days']> {
  const { rows } = await sql<Judged & { day: string }>`
    select day, ${judged} from ${judgedVisits(period)} group by 1 order by 1
  `.execute(db);
  return rows;
}

async function readRatings(db: Database, period: Period): Promise<Supervision['ratings']> {
  const { rows: scores } = await sql<{ score: OverallScore; n: number }>`
    select r.overall as score, count(*) as n from rating r join visit v on v.id = r.visit_id
    where ${inPeriod(period)} and r.overall is not null group by 1
  `.execute(db);
  const { rows: sources } = await sql<{ source: RatingSource; n: number; atStaffAddress: number }>`
    select r.rated_on as source, count(*) as n, count(*) filter (where r.staff_address) as "atStaffAddress"
    from rating r join visit v on v.id = r.visit_id where ${inPeriod(period)} group by 1
  `.execute(db);
  const countOf = (wanted: OverallScore): number => scores.find(({ score }) => score === wanted)?.n ?? 0;
  const { minimumRespondents } = await readSurvey(db, period.office);
  return {
    counts: Object.fromEntries(overallScores.map((score) => [score, countOf(score)])) as Record<
      OverallScore,
      number
    >,
    sources: ratingSources.map(
      (source) => sources.find((row) => row.source === source) ?? { source, n: 0, atStaffAddress: 0 },
    ),
    skm: await readResult(db, period, minimumRespondents),
  };
}
