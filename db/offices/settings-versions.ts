import type { Database } from '../connect.ts';

/** Locks an office's settings, or the calendar for all, and answers the version they are at. */
export async function lockVersion(trx: Database, scope: string): Promise<number> {
  const { version } = await trx
    .selectFrom('settings_version')
    .select('version')
    .where('scope', '=', scope)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return version;
}

/** Counts a change of what `lockVersion` locked. */
export async function raiseVersion(trx: Database, scope: string): Promise<void> {
  await trx
    .updateTable('settings_version')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('scope', '=', scope)
    .execute();
}
