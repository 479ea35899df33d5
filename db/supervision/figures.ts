import { sql, type RawBuilder } from 'kysely';
import { acknowledgeBuckets, stepBuckets, waitBuckets, type AttachmentRoom } from '../../domain/metrics.ts';
import type { MailFault, MailKind, MailStage } from '../../domain/mail/mail.ts';
import { waitingStages } from '../../domain/softcopies/request.ts';
import type { VisitFault } from '../../domain/visits/record.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { takenBytes } from '../softcopies/room.ts';
import { answeredAt, heldAfterClosing, isOpen } from '../fragments.ts';
import { attachmentRoomsTaken } from '../complaints/attachment-rooms.ts';
import { complaintTotals, openComplaints, overdueComplaints } from '../complaints/totals.ts';
import { figureNames, figureRows, sumBucket } from './figure-rows.ts';
import { readOfficesNow, type OfficeNow } from '../offices/offices.ts';

/** A count with its labels. `label` is empty for a figure of the whole office. */
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
  /** Only rules that were checked in the last minutes. */
  readonly invariants: readonly { readonly invariant: string; readonly violations: number }[];
  /** Visits that differ from their workflow. */
  readonly unmatched: readonly { readonly fault: VisitFault; readonly visits: number }[];
  /** When the open visits were last compared with the engine, in seconds since 1970; 0 when never. */
  readonly storesComparedAt: number;
  /** Mails that wait, and those that were given up and can still be sent again. */
  readonly mails: readonly { readonly kind: MailKind; readonly stage: MailStage; readonly mails: number }[];
  /** Mails that were given up and can still be sent again. */
  readonly mailsDead: readonly { readonly fault: MailFault; readonly mails: number }[];
  /** Requests for a copy that wait or are being made. */
  readonly softcopiesWaiting: number;
  /** When the oldest of them was made, in seconds since 1970; 0 when there is none. */
  readonly softcopyOldestWaitingAt: number;
  /** The bytes of copies that can be fetched or wait. */
  readonly softcopyBytes: number;
  /** When the mail that waits longest was queued, in seconds since 1970; 0 when none waits. */
  readonly mailOldestQueuedAt: number;
  /** When each collection was last imported without a fault, or first tried, in seconds since 1970. */
  readonly importedAt: readonly Count[];
  readonly complaintsReceived: Count[];
  readonly complaintsClassified: Count[];
  readonly complaintAnswers: Count[];
  readonly complaintsOpen: Count[];
  readonly complaintsOverdue: Count[];
  /** The bytes that fill each room of attachments; of the unverified, those of the office that has most. */
  readonly attachmentBytes: readonly { readonly room: AttachmentRoom; readonly bytes: number }[];
  readonly ratings: Count[];
  readonly libraryUses: Count[];
  readonly slaWait: Distribution[];
  readonly queueWait: Distribution[];
  readonly stepDuration: Distribution[];
  readonly escalations: Count[];
  readonly escalationsWaiting: Count[];
  readonly acknowledgeTime: Distribution[];
}

/** Visits of days whose figures are not kept yet; without the days, so that old visits cost nothing. */
const unsettled = sql`(v.office, v.day) in (
  select t.office, t.day from ticket_counter t
  where not t.settled and t.office <> ${sql.lit(syntheticOffice)}
)`;

/** A rule not checked for this long has no figure. */
const invariantsGoodFor = sql`interval '5 minutes'`;

/** An office without an import for this long is not imported any more. */
const importsGoodFor = sql`interval '7 days'`;

interface FigureSum {
  readonly office: string;
  readonly metric: string;
  readonly label: string;
  readonly bucket: number;
  readonly value: number;
}

type Live = Pick<
  Figures,
  | 'open'
  | 'oldestUnserved'
  | 'idsHeld'
  | 'idsHeldAfterClose'
  | 'escalationsWaiting'
  | 'libraryUses'
  | 'complaintsReceived'
  | 'complaintsClassified'
  | 'complaintAnswers'
  | 'complaintsOpen'
  | 'complaintsOverdue'
  | 'attachmentBytes'
  | 'invariants'
  | 'unmatched'
  | 'storesComparedAt'
  | 'mails'
  | 'mailsDead'
  | 'mailOldestQueuedAt'
  | 'softcopiesWaiting'
  | 'softcopyOldestWaitingAt'
  | 'softcopyBytes'
  | 'importedAt'
> & {
  readonly sums: FigureSum[];
};

const isWaitedFor = sql`stage in (${sql.join(waitingStages.map((stage) => sql.lit(stage)))})`;

const liveCounts = (rows: RawBuilder<unknown>) =>
  sql`(select coalesce(json_agg(c), '[]'::json) from (${rows}) as c(office, label, value))`;

/** Reads all counts in one statement, so that they belong to one instant, and the state of each office. */
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
      ${liveCounts(sql`select office, use, n from library_use_total`)} as "libraryUses",
      ${liveCounts(complaintTotals('received'))} as "complaintsReceived",
      ${liveCounts(complaintTotals('classified'))} as "complaintsClassified",
      ${liveCounts(complaintTotals('answered'))} as "complaintAnswers",
      ${liveCounts(openComplaints)} as "complaintsOpen",
      ${liveCounts(overdueComplaints)} as "complaintsOverdue",
      (select json_agg(r) from (${attachmentRoomsTaken}) as r) as "attachmentBytes",
      (select coalesce(json_agg(json_build_object('invariant', invariant, 'violations', violations)
          order by invariant), '[]'::json)
        from invariant_check where at > ${clock} - ${invariantsGoodFor}) as invariants,
      (select coalesce(json_agg(u), '[]'::json)
        from (select fault, count(*) as visits from unmatched_visit group by 1) as u) as unmatched,
      coalesce((select extract(epoch from checked_at)::float8 from comparison), 0) as "storesComparedAt",
      (select coalesce(json_agg(m), '[]'::json) from (
        select kind, stage, count(*) as mails from mail where stage = 'queued' group by 1, 2
        union all select kind, stage, count(*) from mail
          where stage = 'dead' and content is not null group by 1, 2
      ) as m) as mails,
      (select coalesce(json_agg(m), '[]'::json) from (select fault, count(*) as mails from mail
        where stage = 'dead' and content is not null group by 1) as m) as "mailsDead",
      coalesce((select extract(epoch from min(queued_at))::float8 from mail where stage = 'queued'), 0)
        as "mailOldestQueuedAt",
      (select count(*) from softcopy_request where ${isWaitedFor}) as "softcopiesWaiting",
      coalesce((select extract(epoch from min(requested_at))::float8 from softcopy_request where ${isWaitedFor}), 0)
        as "softcopyOldestWaitingAt",
      ${takenBytes}::float8 as "softcopyBytes",
      ${liveCounts(sql`select o.code, '', extract(epoch from coalesce(
          (select max(r.ended_at) from webapi_run r where r.office = o.code and r.run_state = 'done'),
          (select min(r.created_at) from webapi_run r where r.office = o.code)))::float8
        from office o where exists (select from webapi_run r
          where r.office = o.code and r.created_at > ${clock} - ${importsGoodFor})`)} as "importedAt"
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

/** Groups the rows of distributions: one entry for each office and label. */
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
