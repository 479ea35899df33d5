import type { Insertable } from 'kysely';
import type { Actor } from '../domain/visits/visit.ts';
import type { Database } from './connect.ts';
import type { Schema } from './schema.ts';

type AuditRow = Insertable<Schema['audit']>;

const nobody = {
  office: null,
  staff_id: null,
  visit_id: null,
  revision: null,
  command_id: null,
  request_id: null,
  detail: null,
} as const;

/** The actor columns of an audit row when the service itself acted. */
export const systemDid = { ...nobody, actor: 'system' } as const;

/** The actor columns of an audit row. */
export function didBy(actor: Actor) {
  return { ...nobody, actor: actor.kind, staff_id: actor.kind === 'staff' ? actor.id : null };
}

/** Who changes an office's settings: a person's command, or the import. */
export interface ChangedBy {
  readonly staffId: string | null;
  readonly commandId: string | null;
}

/** Adds one row to the append-only audit log, in the transaction of the change. */
export async function writeAudit(db: Database, row: AuditRow): Promise<void> {
  await db.insertInto('audit').values(row).execute();
}
