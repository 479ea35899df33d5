import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { realClock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** What one process of all on this database does at a time. Whoever stops renewing it loses it. */
export interface Lease {
  /** Takes or renews it for the next seconds; false while another has it. */
  readonly take: () => Promise<boolean>;
  /** While the job goes on: renews it when a part of its time is over. Once false, another may do the job. */
  readonly keep: () => Promise<boolean>;
  /** Gives it back, so that nobody waits for its end. */
  readonly release: () => Promise<void>;
}

/** How often it is renewed within its time. */
const renewals = 4;

/** The lease of a job for this process. By real time, which tests do not shift. */
export function createLease(db: Database, { job, seconds }: { job: string; seconds: number }): Lease {
  const holder = randomUUID();
  let askedAt = -Infinity;
  let held = Promise.resolve(false);

  const ask = async (): Promise<boolean> => {
    const until = sql<Date>`${realClock} + make_interval(secs => ${seconds})`;
    const row = await db
      .insertInto('lease')
      .values({ job, holder, until })
      .onConflict((conflict) =>
        conflict
          .column('job')
          .doUpdateSet({ holder, until })
          .where((eb) =>
            eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<', sql<never>`${realClock}`)]),
          ),
      )
      .returning('job')
      .executeTakeFirst();
    return row !== undefined;
  };
  const take = (): Promise<boolean> => {
    askedAt = performance.now(); // before the answer: it must not seem longer here than it is in the database
    held = ask();
    return held;
  };

  return {
    take,
    keep: () => (performance.now() - askedAt > (seconds * 1_000) / renewals ? take() : held),
    async release() {
      await db.deleteFrom('lease').where('job', '=', job).where('holder', '=', holder).execute();
    },
  };
}
