import { toIso, type Instant } from '../../domain/time.ts';
import type { IncidentKind } from '../../domain/custody/custody.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { IncidentView } from '../../wire/custody.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';

const notePlace = (row: string): Place => ({ table: 'incident', column: 'note', row });

/** What an officer wrote of an incident, or `unreadable`. */
export function openIncidentNote(cipher: Cipher, { id, note }: { id: string; note: Buffer }): string {
  return cipher.read(note, notePlace(id));
}

/** Adds one incident, in the caller's transaction. A repeat of the same move adds nothing. */
export async function addIncident(
  trx: Database,
  incident: {
    id: string;
    office: string;
    visitId: string;
    kind: IncidentKind;
    locker: string | null;
    at: Instant;
    staffId: string;
    note?: Buffer;
  },
): Promise<void> {
  const { id, office, visitId, kind, locker, at, staffId, note } = incident;
  await trx
    .insertInto('incident')
    .values({
      id,
      office,
      visit_id: visitId,
      kind,
      locker,
      at: new Date(at),
      staff_id: staffId,
      note: note ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Reports what happened to a card or a key without moving the visit, such as a visitor who left without the card. */
export async function reportIncident(
  trx: Transaction,
  cipher: Cipher,
  report: {
    commandId: string;
    office: string;
    visitId: string;
    kind: IncidentKind;
    note: string;
    staffId: string;
    at: Instant;
  },
): Promise<void> {
  const { commandId, office, visitId, kind, note, staffId, at } = report;
  const custody = await trx
    .selectFrom('custody')
    .select('locker')
    .where('visit_id', '=', visitId)
    .orderBy('held_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await addIncident(trx, {
    id: commandId,
    office,
    visitId,
    kind,
    locker: custody?.locker ?? null,
    at,
    staffId,
    note: cipher.seal(note, notePlace(commandId)),
  });
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 201),
    office,
    done: { action: 'incident-reported', visitId, detail: { kind } },
    changed: [office],
  });
}

/** The incident report of some local days, both included, oldest first. */
export async function listIncidents(
  { db, cipher }: { db: Database; cipher: Cipher },
  { office, from, to }: { office: string; from: string; to: string },
): Promise<IncidentView[]> {
  const rows = await db
    .selectFrom('incident as i')
    .innerJoin('visit as v', 'v.id', 'i.visit_id')
    .innerJoin('staff as s', 's.id', 'i.staff_id')
    .select(['i.id', 'i.visit_id', 'i.kind', 'i.locker', 'i.at', 'i.note', 's.name'])
    .select(['v.service', 'v.number', 'v.day'])
    .where('i.office', '=', office)
    .where('v.day', '>=', from)
    .where('v.day', '<=', to)
    .orderBy('i.at')
    .execute();
  return rows.map(({ id, visit_id, kind, locker, at, note, name, service, number, day }) => ({
    id,
    visitId: visit_id,
    label: labelOf(service, number),
    day,
    kind,
    locker,
    at: toIso(at),
    by: name,
    note: note === null ? null : openIncidentNote(cipher, { id, note }),
  }));
}
