import { sql, type RawBuilder } from 'kysely';
import { openingOf, type CalendarDay, type Opening, type Schedule } from '../../domain/offices/calendar.ts';
import { closingTurnMs } from '../../domain/offices/closing-turn.ts';
import type { OfficeNotice, OfficeView } from '../../wire/offices/offices.ts';
import type { Bilingual } from '../../domain/language.ts';
import { skdUrlOn } from '../../domain/offices/survey.ts';
import { defaultComplaintTerms } from '../../domain/complaints/terms.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { listCounters } from './codes.ts';
import { countTyping } from '../visits/typing.ts';
import { plannedOnce } from '../planned-once.ts';

/** An office at one instant of the database's clock: its policy in force and whether it is open. */
export interface OfficeNow {
  readonly code: string;
  readonly timeZone: string;
  readonly policy: Policy;
  readonly policyVersion: number;
  readonly now: Instant;
  /** The database's clock minus real time; 0 except in tests that shift days. */
  readonly clockShiftMs: number;
  /** How long after the closing its visits close themselves. */
  readonly closingTurnMs: number;
  readonly opening: Opening;
  /** The opening at another instant of today. */
  readonly openingAt: (at: Instant) => Opening;
  /** The public notice: why the office is closed, or else the staff's message. */
  readonly message: Bilingual | null;
  /** Raised by everything that boards and desks show. */
  readonly revision: number;
  /** Changes with the day, at every opening, break and closing, and with a restored database. */
  readonly epoch: string;
}

/** The columns common to the statements that read an office's state. */
export interface OfficeNowRow {
  code: string;
  timeZone: string;
  now: Instant;
  shift: number;
  /** How many offices there are. */
  offices: number;
  incarnation: string;
  revision: number;
  policy: Policy;
  policyVersion: number;
  days: readonly CalendarDay[];
  message: Bilingual | null;
  closedReason: Bilingual | null;
  closedUntil: Instant | null;
  disabled: boolean;
  /** Grows with everything that can change today's openings. */
  generation: number;
}

/** How many days of the calendar are searched for the next opening. */
const calendarDays = 40;

/** The entries that hold for an office around a day: its own before those for all offices. */
const daysOf = (office: RawBuilder<unknown>, today: RawBuilder<unknown>) => sql`(
  select coalesce(json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name,
    'hours', d.hours, 'verified', d.verified)), '[]'::json)
  from (
    select distinct on (day) * from calendar_day
    where (office = ${office} or office is null)
      and day between ${today} - 1 and ${today} + ${sql.lit(calendarDays)}
    order by day, office nulls last
  ) as d
)`;

const today = sql`(times.now at time zone o.time_zone)::date`;

/** The newest policy of an office `o` whose day has come. */
const policyInForce = sql`
  select body, version from policy
  where policy.office = o.code and effective_from <= ${today}
  order by version desc limit 1
`;

/**
 * One row for one office: the time, the revision and the newest policy whose day has come. A fragment, so
 * that a snapshot and its revision come from one statement.
 */
export const officeNow = (office: string) => officesNow(sql`o.code = ${office}`);

/** How many offices there are for visitors. */
export const officesThatClose = sql`
  (select count(*) from office where disabled_at is null and code <> ${sql.lit(syntheticOffice)})
`;

/** The same for each office `o` of a condition. */
const officesNow = (condition: RawBuilder<unknown>) => sql<OfficeNowRow>`
  select o.code, o.time_zone as "timeZone", times.now, (select incarnation()) as incarnation, b.revision,
    p.body as policy, p.version as "policyVersion", ${today} as day,
    round(extract(epoch from times.now - times.real) * 1000) as shift, ${officesThatClose} as offices,
    ${daysOf(sql`o.code`, today)} as days, b.message, b.closed_reason as "closedReason",
    b.closed_until as "closedUntil", o.disabled_at is not null as disabled,
    p.version + own.version + national.version + 2 * b.announcements
      + coalesce((b.closed_until <= times.now)::integer, 0) as generation
  from office o
  join board b on b.office = o.code
  join settings_version own on own.scope = o.code
  join settings_version national on national.scope = 'all'
  cross join (select ${clock} as now, clock_timestamp() as real) as times
  cross join lateral (${policyInForce}) as p
  where ${condition}
`;

/** After how many priority calls in a row an office calls somebody else, by the policy in force. */
export const priorityRunOf = (office: string) => sql<number>`(
  select (p.body->>'priorityRun')::integer
  from office o cross join (select ${clock} as now) as times cross join lateral (${policyInForce}) as p
  where o.code = ${office}
)`;

/** Reads one office, or null when there is no such office. */
export async function readOfficeNow(db: Database, office: string): Promise<OfficeNow | null> {
  const { rows } = await sql<OfficeNowRow>`${plannedOnce('office')}${officeNow(office)}`.execute(db);
  return rows[0] ? toOfficeNow(rows[0]) : null;
}

/** Reads one office, and whether it offers a service; null when there is no such office. */
export async function readOfficeFor(
  db: Database,
  { office, service }: { office: string; service: string },
): Promise<{ office: OfficeNow; isOffered: boolean } | null> {
  const { rows } = await sql<OfficeNowRow & { isOffered: boolean }>`${plannedOnce('office-for-number')}
    with now as (${officeNow(office)})
    select now.*, exists (
      select from service where service.office = now.code and service.code = ${service}
    ) as "isOffered"
    from now
  `.execute(db);
  const row = rows[0];
  return row ? { office: toOfficeNow(row), isOffered: row.isOffered } : null;
}

/** Derives opening and epoch from the row. */
export function toOfficeNow(row: OfficeNowRow): OfficeNow {
  const { code, timeZone, policy, policyVersion, now, revision } = row;
  const openingAt = (at: Instant): Opening => openingOf(scheduleOf(row, policy), timeZone, at);
  const opening = openingAt(now);
  return {
    code,
    timeZone,
    policy,
    policyVersion,
    now,
    clockShiftMs: steady(row.shift),
    closingTurnMs: closingTurnMs(code, row.offices),
    opening,
    openingAt,
    message: messageOf(row, opening),
    revision,
    // never repeats: the generation grows where parts of the day are changed, and a restored database is another
    // incarnation
    epoch: `${opening.day}.${row.generation}.${opening.part}.${row.incarnation}`,
  };
}

/** The inputs of opening from the row; with another policy's week for an older visit. */
export function scheduleOf(
  row: Pick<OfficeNowRow, 'days' | 'closedReason' | 'closedUntil' | 'disabled'>,
  policy: Policy,
): Schedule {
  const { days, closedReason, closedUntil, disabled } = row;
  const { hours, lastTicketMinutesBeforeClose } = policy;
  const closure = disabled ? { until: null } : closedReason && { until: closedUntil };
  return { hours, lastTicketMinutesBeforeClose, days, closure };
}

function messageOf(row: OfficeNowRow, { closedBecause, holiday }: Opening): Bilingual | null {
  if (closedBecause === 'notice' && row.closedReason) return row.closedReason;
  if (holiday !== null) return { id: holiday, en: holiday };
  return row.message;
}

/** A shift below a second is the time between two readings of one clock. */
export function steady(shiftMs: number): number {
  return Math.abs(shiftMs) < 1_000 ? 0 : shiftMs;
}

/** One row for each of these offices. */
export const officesNowOf = (offices: readonly string[]) =>
  officesNow(sql`o.code = any (${offices}::text[])`);

/** An office `o` that people visit. */
const isHuman = sql<boolean>`o.code <> ${sql.lit(syntheticOffice)}`;

/** Reads every office that people visit. */
export async function readOfficesNow(db: Database): Promise<OfficeNow[]> {
  const { rows } = await officesNow(isHuman).execute(db);
  return rows.map(toOfficeNow);
}

/** Every office that people visit, the oldest first. */
export async function listOffices(db: Database): Promise<{ code: string; name: string }[]> {
  return db.selectFrom('office as o').select(['code', 'name']).where(isHuman).orderBy('position').execute();
}

/** The public notice, for all screens. */
export function noticeOf({ opening, message }: Pick<OfficeNow, 'opening' | 'message'>): OfficeNotice {
  const { closedBecause, opensAt } = opening;
  return { closedBecause, opensAt: toIso(opensAt), message };
}

/** What everyone may see of an office, or null when there is none. */
export async function readOfficeView(
  db: Database,
  office: string,
): Promise<Omit<OfficeView, 'publicUrl' | 'mails'> | null> {
  const now = await readOfficeNow(db, office);
  if (!now) return null;
  const [row, services, counters] = await Promise.all([
    db
      .selectFrom('office as o')
      .leftJoin('demo_data as d', 'd.office', 'o.code')
      .select(['o.name', 'o.profile', 'o.survey', 'd.from_day as from', 'd.to_day as to'])
      .where('o.code', '=', office)
      .executeTakeFirstOrThrow(),
    db.selectFrom('service').select(['code', 'label']).where('office', '=', office).orderBy('code').execute(),
    listCounters(db, office),
  ]);
  const { opening, timeZone } = now;
  const { from, to } = row;
  return {
    complaintTerms: now.policy.complaintTerms ?? defaultComplaintTerms,
    code: office,
    name: row.name,
    ...row.profile,
    timeZone,
    open: opening.open,
    ticketsOpen: opening.ticketsOpen,
    ...noticeOf(now),
    closesAt: toIso(opening.closesAt),
    services,
    counters,
    demo: from === null || to === null ? null : { from, to },
    skdUrl: skdUrlOn(row.survey, opening.day),
  };
}

/** What the screens of each of these offices are in: its state, the time, and a `text` that changes whenever they do. */
export async function readMarks(
  db: Database,
  offices: readonly string[],
): Promise<{ office: string; epoch: string; revision: number; now: Instant; text: string }[]> {
  if (offices.length === 0) return [];
  const [{ rows }, typing] = await Promise.all([
    sql<OfficeNowRow>`${plannedOnce('marks')}${officesNowOf(offices)}`.execute(db),
    countTyping(db, offices),
  ]);
  return rows.map(toOfficeNow).map(({ code: office, epoch, revision, policyVersion, now }) => {
    const text = `${epoch} ${revision} ${policyVersion} ${typing.get(office) ?? 0}`;
    return { office, epoch, revision, now, text };
  });
}
