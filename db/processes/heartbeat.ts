import { sql } from 'kysely';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';

/** A worker without a heartbeat for this long counts as gone. */
const aliveFor = sql`interval '6 seconds'`;

/** Records that this process is alive, which also proves that it can write to the database. */
export async function beat(db: Database, part: 'worker' | 'api', instance: string): Promise<void> {
  await db
    .insertInto('heartbeat')
    .values({ part, instance, at: clock })
    .onConflict((conflict) => conflict.columns(['part', 'instance']).doUpdateSet({ at: clock }))
    .execute();
}

/** Removes the row of a process that shuts down. */
export async function stopBeating(db: Database, instance: string): Promise<void> {
  await db.deleteFrom('heartbeat').where('instance', '=', instance).execute();
}

/** The workers that are alive. Throws when the database is unreachable or read-only. */
export async function liveWorkers(db: Database): Promise<string[]> {
  const { rows } = await sql<{ instances: string[]; readOnly: boolean }>`
    select current_setting('transaction_read_only') = 'on' as "readOnly", array(
      select instance::text from heartbeat where part = 'worker' and at > ${clock} - ${aliveFor}
    ) as instances
  `.execute(db);
  if (rows[0]?.readOnly) throw new Error('the database may only be read');
  return rows[0]?.instances ?? [];
}
