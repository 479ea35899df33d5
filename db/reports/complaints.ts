import { sql } from 'kysely';
import type { AnswerState, Channel, ComplaintKind, ComplaintStage } from '../../domain/complaints/steps.ts';
import type { Instant } from '../../domain/time.ts';
import { answerState, cameDuring } from '../complaints/figures.ts';
import type { Transaction } from '../connect.ts';
import type { Period } from '../supervision/period.ts';
import { readByCursor } from './cursor.ts';

/** A complaint without its complainant, its text and its visit. */
export interface RegisteredComplaint {
  readonly reference: string;
  readonly receivedAt: Instant;
  readonly channel: Channel;
  /** Null until it is classified. */
  readonly kind: ComplaintKind | null;
  /** The last day on which an answer was or is in time: anew, where it was reopened. */
  readonly dueOn: string | null;
  readonly followedUpAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reopenedAt: Instant | null;
  readonly stage: ComplaintStage;
  readonly answer: AnswerState;
}

/** Every complaint that came in over the period, in the order of their receipt. */
export async function* readComplaints(
  trx: Transaction,
  period: Period,
): AsyncGenerator<readonly RegisteredComplaint[]> {
  yield* readByCursor(
    trx,
    sql<RegisteredComplaint>`
      select c.reference, c.received_at as "receivedAt", c.came_by as channel, c.classified as kind,
        ((c.answer_due_at - interval '1 millisecond') at time zone o.time_zone)::date as "dueOn",
        c.followed_up_at as "followedUpAt", c.answered_at as "answeredAt",
        c.ended_at as "endedAt", c.reopened_at as "reopenedAt", c.stage, ${answerState} as answer
      from complaint c join office o on o.code = c.office
      where ${cameDuring(period)}
      order by c.received_at, c.reference
    `,
  );
}
