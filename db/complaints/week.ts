import { sql } from 'kysely';
import type { CalendarDay } from '../../domain/offices/calendar.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { defaultComplaintTerms, type ComplaintTerms } from '../../domain/complaints/terms.ts';
import type { WorkingWeek } from '../../domain/complaints/working-days.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** How far back and ahead the calendar matters: a case may be a year old, and sixty working days ahead are four months. */
const [daysBack, daysAhead] = [400, 200];

/** What the working days of an office depend on, as it stands now. */
export async function readWorkingWeek(db: Database, office: string): Promise<WorkingWeek> {
  const { rows } = await sql<{ timeZone: string; hours: Policy['hours']; days: CalendarDay[] }>`
    select o.time_zone as "timeZone", p.body -> 'hours' as hours, (
      select coalesce(json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name, 'hours', d.hours,
        'verified', d.verified)), '[]'::json)
      from (
        select distinct on (day) * from calendar_day
        where (office = o.code or office is null)
          and day between t.today - ${sql.lit(daysBack)} and t.today + ${sql.lit(daysAhead)}
        order by day, office nulls last
      ) as d
    ) as days
    from office o
    cross join lateral (select (${clock} at time zone o.time_zone)::date as today) as t
    cross join lateral (
      select body from policy where policy.office = o.code and effective_from <= t.today
      order by version desc limit 1
    ) as p
    where o.code = ${office}
  `.execute(db);
  const week = rows[0];
  if (!week) throw new Error('the office of a complaint is gone');
  return week;
}

/** The terms that complaints of an office come under from now on. */
export async function readComplaintTerms(db: Database, office: string): Promise<ComplaintTerms> {
  const { rows } = await sql<{ terms: ComplaintTerms | null }>`
    select body -> 'complaintTerms' as terms from policy
    where office = ${office}
      and effective_from <= (select (${clock} at time zone time_zone)::date from office where code = ${office})
    order by version desc limit 1
  `.execute(db);
  return rows[0]?.terms ?? defaultComplaintTerms;
}
