import { sql } from 'kysely';
import { writeAudit } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import type { Instant } from '../../domain/time.ts';
import { ofNumbers, withoutFindings } from './invariants.ts';

/** A visit, or the numbers of a day, that was found to break a rule (`db/rules/invariants.ts`). */
export interface Finding {
  /** The rule: the view `invariant_…` of that name shows the rows. */
  readonly invariant: string;
  /** A visit's id; of numbers office, service and day. */
  readonly subject: string;
  readonly foundAt: Instant;
  /** Why it is no longer counted; null when it is. */
  readonly acceptedBecause: string | null;
}

/** All findings, those that are counted first. */
export function readFindings(db: Database): Promise<Finding[]> {
  return db
    .selectFrom('invariant_finding')
    .select(['invariant', 'subject', 'found_at as foundAt', 'accepted_because as acceptedBecause'])
    .orderBy((eb) => eb('accepted_at', 'is not', null))
    .orderBy('invariant')
    .orderBy('subject')
    .execute();
}

/** What is counted without a finding: sums of offices that differ, and visits that do not match their workflow. */
export function readOtherCounts(db: Database): Promise<{ invariant: string; violations: number }[]> {
  return db
    .selectFrom('invariant_check')
    .select(['invariant', 'violations'])
    .where('invariant', 'in', [...withoutFindings])
    .where('violations', '>', 0)
    .orderBy('invariant')
    .execute();
}

/** A day that is settled, or a visit that is over: what breaks a rule there later would be hidden otherwise. */
const isOver = sql<boolean>`case invariant when ${sql.lit(ofNumbers)} then exists (
    select from ticket_counter where office = split_part(subject, ' ', 1) and service = split_part(subject, ' ', 2)
      and day = split_part(subject, ' ', 3)::date and settled
  ) else exists (select from visit where id::text = subject and ended_at is not null) end`;

/**
 * Has a finding no longer counted, for as long as it breaks the rule: once it holds again and breaks anew it is another one.
 * The audit keeps why. Only of a settled day or a visit that is over (`changing`); `unknown` is one that is not there, or was accepted before.
 */
export function acceptFinding(
  db: Database,
  { invariant, subject }: Pick<Finding, 'invariant' | 'subject'>,
  because: string,
): Promise<'accepted' | 'changing' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const finding = await trx
      .selectFrom('invariant_finding')
      .select(isOver.as('isOver'))
      .where('invariant', '=', invariant)
      .where('subject', '=', subject)
      .where('accepted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!finding) return 'unknown';
    if (!finding.isOver) return 'changing';
    await trx
      .updateTable('invariant_finding')
      .set({ accepted_at: clock, accepted_because: because })
      .where('invariant', '=', invariant)
      .where('subject', '=', subject)
      .execute();
    const detail = { invariant, subject, because };
    await writeAudit(trx, { by: 'system', office: null, action: 'accept-finding', detail });
    return 'accepted';
  });
}
