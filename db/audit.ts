import type { Actor } from '../domain/visits/visit.ts';
import type { Database } from './connect.ts';

/** What was done, as an audit row. */
export interface Deed {
  readonly action: string;
  readonly visitId?: string;
  readonly revision?: number;
  readonly requestId?: string;
  readonly detail?: object;
}

/** Who did it: an actor, or the service itself. */
export type By = Actor | 'system';

/** Who changes an office's settings: a person's command, or the import. */
export interface ChangedBy {
  readonly staffId: string | null;
  readonly commandId: string | null;
}

/** A deed as the columns of its audit row. */
export const toAuditRow = (by: By, office: string | null, deed: Deed) => ({
  office,
  actor: by === 'system' ? by : by.kind,
  staff_id: by !== 'system' && by.kind === 'staff' ? by.id : null,
  action: deed.action,
  visit_id: deed.visitId,
  revision: deed.revision,
  request_id: deed.requestId,
  detail: deed.detail,
});

/** Adds one row to the append-only audit log, in the transaction of the change. */
export async function writeAudit(
  db: Database,
  { by, office, ...deed }: Deed & { by: By; office: string | null },
): Promise<void> {
  const row = toAuditRow(by, office, deed);
  await db
    .insertInto('audit')
    .values({ ...row, detail: JSON.stringify(row.detail) })
    .execute();
}
