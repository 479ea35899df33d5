import { sql } from 'kysely';
import type { AnswerState, Channel, ComplaintKind } from '../../domain/complaints/steps.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import type { Period } from '../supervision/period.ts';

/** Complaints that came in alike, over some days. */
export interface ComplaintCount {
  readonly channel: Channel;
  /** Null until it is classified. */
  readonly kind: ComplaintKind | null;
  readonly answer: AnswerState;
  readonly n: number;
}

/** How it stands with the answer to a complaint `c`. */
export const answerState = sql<AnswerState>`case
  when c.answered_at < c.answer_due_at then 'in-time'
  when c.answered_at is not null then 'late'
  when c.ended_at is not null then 'none'
  when c.answer_due_at <= ${clock} then 'overdue'
  else 'owed'
end`;

/** That a complaint `c` came in on these local days of its office `o`. */
export const cameDuring = ({ office, from, to }: Period) => sql<boolean>`c.office = ${office}
  and c.received_at >= ${from}::date::timestamp at time zone o.time_zone
  and c.received_at < (${to}::date + 1)::timestamp at time zone o.time_zone`;

/** Counts an office's complaints that came in on these local days: by channel, kind and how it stands with the answer. */
export async function countComplaints(db: Database, period: Period): Promise<ComplaintCount[]> {
  const { rows } = await sql<ComplaintCount>`
    select c.came_by as channel, c.classified as kind, ${answerState} as answer, count(*)::integer as n
    from complaint c join office o on o.code = c.office
    where ${cameDuring(period)}
    group by 1, 2, 3
  `.execute(db);
  return rows;
}

/** How it stands with an office's complaints now. */
export interface ComplaintsNow {
  readonly open: number;
  /** Open ones for which something owed is overdue. */
  readonly overdue: number;
  readonly unassigned: number;
}

/** Counts the open complaints of an office. */
export async function countOpenComplaints(db: Database, office: string): Promise<ComplaintsNow> {
  const { rows } = await sql<ComplaintsNow>`
    select count(*)::integer as open,
      count(*) filter (where (verified_at is null and verification_due_at <= ${clock})
        or (followed_up_at is null and follow_up_due_at <= ${clock})
        or (answered_at is null and answer_due_at <= ${clock}))::integer as overdue,
      count(*) filter (where assigned_to is null)::integer as unassigned
    from complaint where office = ${office} and ended_at is null
  `.execute(db);
  return rows[0] ?? { open: 0, overdue: 0, unassigned: 0 };
}
