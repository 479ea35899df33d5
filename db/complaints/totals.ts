import { sql } from 'kysely';
import type { AnswerResult } from '../../domain/metrics.ts';
import type { Channel, ComplaintKind } from '../../domain/complaints/steps.ts';
import { clock } from '../clock.ts';
import type { Transaction } from '../connect.ts';

/** What is counted for good, with the label it is counted under. */
export type CountedComplaint =
  | { readonly counted: 'received'; readonly label: Channel }
  | { readonly counted: 'classified'; readonly label: ComplaintKind }
  | { readonly counted: 'answered'; readonly label: AnswerResult };

/** The statement that counts something which happened with a complaint. */
export const counting = (
  db: Transaction,
  { office, counted, label }: CountedComplaint & { readonly office: string },
) =>
  db
    .insertInto('complaint_total')
    .values({ office, counted, label, n: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['office', 'counted', 'label'])
        .doUpdateSet((eb) => ({ n: eb('complaint_total.n', '+', 1) })),
    );

/** The totals of one kind, as `office, label, value`. */
export const complaintTotals = (counted: CountedComplaint['counted']) =>
  sql`select office, label, n from complaint_total where counted = ${sql.lit(counted)}`;

/** Complaints that are not done with, by stage. */
export const openComplaints = sql`select office, stage, count(*) from complaint where ended_at is null group by 1, 2`;

/** What is owed and overdue now, by what: whether or not a workflow has told of it. */
export const overdueComplaints = sql`
  select c.office, d.due, count(*) from complaint c
  cross join lateral (values
    ('verification', c.verification_due_at, c.verified_at),
    ('first-follow-up', c.follow_up_due_at, c.followed_up_at),
    ('answer', c.answer_due_at, c.answered_at)
  ) as d(due, due_at, done_at)
  where c.ended_at is null and d.done_at is null and d.due_at <= ${clock}
  group by 1, 2
`;
