import { sql } from 'kysely';
import { forgottenAfterMs, pauseAfter, type TryLimit } from '../../domain/staff/tries.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** The subject a try counts against: a digest, never a name or an address. */
export interface TrySubject {
  readonly subject: Buffer;
  readonly limit: TryLimit;
}

/** Thrown to roll back, so that a refused try is not counted. */
class TooSoon extends Error {
  override name = 'TooSoon';
  readonly waitMs: number;
  constructor(waitMs: number) {
    super('too soon');
    this.waitMs = waitMs;
  }
}

/**
 * Counts a try as failed before it is checked, so that concurrent tries all count. Returns 0, or the milliseconds
 * until it may be made; then it is not counted.
 */
export async function countTry(db: Database, subjects: readonly TrySubject[]): Promise<number> {
  try {
    await db.transaction().execute((trx) => count(trx, subjects));
    return 0;
  } catch (error) {
    if (error instanceof TooSoon) return error.waitMs;
    throw error;
  }
}

async function count(trx: Database, subjects: readonly TrySubject[]): Promise<void> {
  // in one order, so that two tries cannot wait for each other
  const { rows } = await sql<{
    subject: Buffer;
    failures: number;
    failedAt: Instant;
    freeAt: Instant;
    now: Instant;
  }>`
    insert into failed_try (subject, failures, failed_at, free_at)
    select subject, 0, ${clock}, ${clock} from unnest(${subjects.map(({ subject }) => subject)}::bytea[]) as subject
    order by subject
    on conflict (subject) do update set subject = excluded.subject
    returning subject, failures, failed_at as "failedAt", free_at as "freeAt", ${clock} as now
  `.execute(trx);
  const waitMs = Math.max(0, ...rows.map(({ freeAt, now }) => freeAt - now));
  if (waitMs > 0) throw new TooSoon(waitMs);
  for (const { subject, limit } of subjects) {
    const row = rows.find((each) => each.subject.equals(subject));
    if (!row) continue;
    const { now, failedAt } = row;
    const failures = (now - failedAt > forgottenAfterMs ? 0 : row.failures) + 1;
    await trx
      .updateTable('failed_try')
      .set({ failures, failed_at: new Date(now), free_at: new Date(now + pauseAfter(failures, limit)) })
      .where('subject', '=', subject)
      .execute();
  }
}

/** Uncounts a try that was right or never checked. Locks in the same order as counting. */
export async function takeBackTry(db: Database, subjects: readonly TrySubject[]): Promise<void> {
  await sql`
    update failed_try f set failures = greatest(f.failures - 1, 0), free_at = ${clock}
    from (
      select subject from failed_try
      where subject = any(${subjects.map(({ subject }) => subject)}::bytea[])
      order by subject for update
    ) as locked
    where f.subject = locked.subject
  `.execute(db);
}

/** Forgets the failures of one subject. */
export async function forgetTries(db: Database, { subject }: TrySubject): Promise<void> {
  await db.deleteFrom('failed_try').where('subject', '=', subject).execute();
}

/** Deletes expired failures. */
export async function removeOldTries(db: Database): Promise<void> {
  await sql`delete from failed_try
    where failed_at < ${clock} - ${forgottenAfterMs} * interval '1 millisecond'`.execute(db);
}
