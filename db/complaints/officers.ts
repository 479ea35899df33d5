import { sql } from 'kysely';
import type { Database } from '../connect.ts';
import type { ComplaintRow } from './record.ts';

/** Which of these complaints are about a visit that an account has acted on. */
export async function readConcerned(
  db: Database,
  staffId: string,
  complaints: readonly { id: string; visit_id: string | null }[],
): Promise<ReadonlySet<string>> {
  const about = complaints.filter(({ visit_id }) => visit_id !== null);
  if (about.length === 0) return new Set();
  const rows = await db
    .selectFrom('visit_event')
    .select('visit_id')
    .distinct()
    .where(
      'visit_id',
      'in',
      about.map(({ visit_id }) => visit_id),
    )
    .where('staff_id', '=', staffId)
    .execute();
  const visits = new Set(rows.map(({ visit_id }) => visit_id));
  return new Set(about.filter(({ visit_id }) => visits.has(visit_id ?? '')).map(({ id }) => id));
}

/** Whether a complaint is about a visit that an account has acted on. */
export async function isConcerned(
  db: Database,
  staffId: string,
  complaint: Pick<ComplaintRow, 'id' | 'visit_id'>,
): Promise<boolean> {
  return (await readConcerned(db, staffId, [complaint])).has(complaint.id);
}

/** The accounts that can be given complaints of an office. */
const assignable = (db: Database, office: string) =>
  db
    .selectFrom('staff as s')
    .where('s.role', 'in', ['staff', 'supervisor'])
    .where('s.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('s.office', '=', office), eb('s.office', 'is', null)]));

/** The id of an account that can be given complaints of an office, or null. */
export async function findAssignee(
  db: Database,
  { office, username }: { office: string; username: string },
): Promise<string | null> {
  const row = await assignable(db, office)
    .select('s.id')
    .where('s.username', '=', username)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Somebody whom a complaint can be assigned to, with the open complaints they have. */
export interface AssignableOfficer {
  readonly username: string;
  readonly name: string;
  readonly open: number;
}

/** Whom a complaint can be assigned to, by name; one that is not by name to nobody whom it is about. */
export async function listAssignable(
  db: Database,
  complaint: Pick<ComplaintRow, 'office' | 'identity' | 'visit_id'>,
): Promise<AssignableOfficer[]> {
  const { office, identity, visit_id: visitId } = complaint;
  let query = assignable(db, office)
    .select(['s.username', 's.name'])
    .select(
      sql<number>`(
        select count(*)::integer from complaint where assigned_to = s.id and ended_at is null
      )`.as('open'),
    );
  if (identity !== 'named' && visitId !== null) {
    query = query.where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visit_event as e')
            .select('e.visit_id')
            .where('e.visit_id', '=', visitId)
            .whereRef('e.staff_id', '=', 's.id'),
        ),
      ),
    );
  }
  return query.orderBy('s.name').orderBy('s.username').execute();
}
