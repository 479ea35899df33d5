import type { IdType, IncidentKind } from '../../domain/custody/custody.ts';
import type { Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Transaction } from '../connect.ts';
import { openIncidentNote } from '../custody/incidents.ts';

/** All that is known of an incident with a card or a key, for its record. */
export interface IncidentRecord {
  readonly label: string;
  readonly day: string;
  readonly kind: IncidentKind;
  readonly locker: string | null;
  readonly at: Instant;
  readonly by: string;
  /** What the officer wrote; null for what a move added. */
  readonly note: string | null;
  /** The last card that was at the desk by then, its time there and who took it in. */
  readonly card: {
    readonly idType: IdType;
    readonly heldAt: Instant;
    readonly heldBy: string;
    readonly endedAt: Instant | null;
  } | null;
}

/** Reads an incident of an office; null when it has none of that id. */
export async function readIncidentRecord(
  trx: Transaction,
  cipher: Cipher,
  { id, office }: { id: string; office: string },
): Promise<IncidentRecord | null> {
  const row = await trx
    .selectFrom('incident as i')
    .innerJoin('visit as v', 'v.id', 'i.visit_id')
    .innerJoin('staff as s', 's.id', 'i.staff_id')
    .select(['i.kind', 'i.locker', 'i.at', 'i.note', 's.name as by'])
    .select(['v.service', 'v.number', 'v.day'])
    .where('i.id', '=', id)
    .where('i.office', '=', office)
    .executeTakeFirst();
  if (!row) return null;
  const card = await trx
    .selectFrom('custody as k')
    .innerJoin('incident as i', 'i.visit_id', 'k.visit_id')
    .innerJoin('staff as s', 's.id', 'k.held_by')
    .select(['k.id_type as idType', 'k.held_at as heldAt', 's.name as heldBy'])
    .select((eb) => eb.fn.coalesce('k.returned_at', 'k.resolved_at').as('endedAt'))
    .where('i.id', '=', id)
    .whereRef('k.held_at', '<=', 'i.at')
    .orderBy('k.held_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { kind, locker, at, by, note, service, number, day } = row;
  return {
    label: labelOf(service, number),
    day,
    kind,
    locker,
    at,
    by,
    note: note === null ? null : openIncidentNote(cipher, { id, note }),
    card: card ?? null,
  };
}
