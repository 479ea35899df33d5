import { sql } from 'kysely';
import { toIso, type Instant } from '../../../domain/time.ts';
import { labelOf } from '../../../domain/visits/label.ts';
import type { LostDetail } from '../../../domain/visits/record.ts';
import type { LostView } from '../../../wire/fields.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import type { Database } from '../../connect.ts';
import { jsonTime } from '../../fragments.ts';

/** One detail as `lostJson` tells it. */
export interface LostRow {
  detail: LostDetail;
  noticedAt: Instant;
}

/** What was lost of a visit `v`, as JSON. */
export const lostJson = sql`(
  select coalesce(json_agg(json_build_object('detail', l.detail,
    'noticedAt', ${jsonTime(sql<Instant>`l.noticed_at`)}) order by l.detail), '[]'::json)
  from lost_detail l where l.visit_id = v.id
)`;

export const toLostView = (rows: readonly LostRow[]): LostView =>
  rows.map(({ detail, noticedAt }) => ({ detail, noticedAt: toIso(noticedAt) }));

/** What was lost of one visit. */
export async function readLost(db: Database, visitId: string): Promise<LostView> {
  const { rows } = await sql<{ lost: LostRow[] }>`
    select ${lostJson} as lost from visit v where v.id = ${visitId}
  `.execute(db);
  return toLostView(rows[0]?.lost ?? []);
}

/** Visits of a day, or of which it was noticed on that day, that lost something. */
export async function readLostOfDay(
  db: Database,
  { office, day, timeZone }: { office: string; day: string; timeZone: string },
): Promise<Supervision['now']['lost']> {
  const { rows } = await sql<{ id: string; service: string; number: number; details: LostDetail[] }>`
    select v.id, v.service, v.number, json_agg(l.detail order by l.detail) as details
    from lost_detail l join visit v on v.id = l.visit_id
    where v.office = ${office}
      and (v.day = ${day}::date or (l.noticed_at at time zone ${timeZone})::date = ${day}::date)
    group by v.id order by v.day, v.service, v.number
  `.execute(db);
  return rows.map(({ id, service, number, details }) => ({
    visitId: id,
    label: labelOf(service, number),
    details,
  }));
}
