import type { Policy } from '../../domain/offices/policy.ts';
import type { ChangedBy } from '../audit.ts';
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
