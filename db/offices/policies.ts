import { wakeComplaints } from '../complaints/looking.ts';
import { sql } from 'kysely';
import type { Policy } from '../../domain/offices/policy.ts';
import type { ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';

/** Reads one version of an office's policy. */
export async function readPolicyVersion(db: Database, office: string, version: number): Promise<Policy> {
  const { body } = await db
    .selectFrom('policy')
    .select('body')
    .where('office', '=', office)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return body;
}

/** Whether a search of this office, or of all offices, is for members alone: one such office among them is enough. */
export async function asksForMembers(db: Database, office: string | null): Promise<boolean> {
  const { rows } = await sql<{ asks: boolean }>`
    select exists (
      select from office o cross join lateral (
        select body from policy where policy.office = o.code
          and effective_from <= (${clock} at time zone o.time_zone)::date
        order by version desc limit 1
      ) as p
      where o.disabled_at is null and (${office}::text is null or o.code = ${office})
        and p.body->>'catalogueAccess' = 'registered'
    ) as asks
  `.execute(db);
  return rows[0]?.asks ?? false;
}

/** Adds a version on somebody's command; earlier ones stay as they are. */
export async function changePolicy(
  trx: Transaction,
  change: { office: string; policy: Policy; by: ChangedBy },
): Promise<void> {
  const { office } = change;
  await trx.selectFrom('queue').select('office').where('office', '=', office).forUpdate().execute();
  await addPolicy(trx, change);
}

/** Adds a version in the caller's transaction, which holds the office's queue or its settings. */
export async function addPolicy(
  trx: Transaction,
  change: { office: string; policy: Policy; by: ChangedBy },
): Promise<void> {
  const { office, policy, by } = change;
  const newest = await trx
    .selectFrom('policy')
    .select(['version', 'body'])
    .where('office', '=', office)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = (newest?.version ?? 0) + 1;
  await trx
    .insertInto('policy')
    .values({
      office,
      version,
      effective_from: policy.effectiveFrom,
      body: JSON.stringify(policy),
      created_by: by.staffId,
    })
    .execute();
  await wakeComplaints(trx, office);
  await endChange(trx, {
    ...changedBy(by, 200, { policyVersion: version }),
    office,
    done: {
      action: 'policy-added',
      detail: { version, before: newest?.body ?? null, after: policy },
    },
    changed: [office],
  });
}
