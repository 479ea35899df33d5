import { randomUUID } from 'node:crypto';
import { toIso } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { HandoverView } from '../../wire/custody.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import type { HeldItem } from './tables.ts';

/** Every card at the office's desk now, by locker. */
export async function readHeldItems(db: Database, office: string): Promise<HeldItem[]> {
  const rows = await db
    .selectFrom('custody as k')
    .innerJoin('visit as v', 'v.id', 'k.visit_id')
    .select(['v.id', 'v.service', 'v.number', 'k.locker', 'k.id_type'])
    .where('k.office', '=', office)
    .where('k.returned_at', 'is', null)
    .where('k.resolved_at', 'is', null)
    .orderBy('k.locker')
    .execute();
  return rows.map(({ id, service, number, locker, id_type }) => ({
    visitId: id,
    label: labelOf(service, number),
    locker,
    idType: id_type,
  }));
}

/** Offers the cards at the desk to a colleague. A new offer replaces a pending one. */
export async function giveHandover(
  trx: Transaction,
  {
    office,
    givenBy,
    takenBy,
    commandId,
  }: { office: string; givenBy: string; takenBy: string; commandId: string },
): Promise<void> {
  const items = await readHeldItems(trx, office);
  await trx
    .deleteFrom('handover')
    .where('office', '=', office)
    .where('given_by', '=', givenBy)
    .where('taken_at', 'is', null)
    .execute();
  await trx
    .insertInto('handover')
    .values({
      id: randomUUID(),
      office,
      given_by: givenBy,
      taken_by: takenBy,
      given_at: clock,
      items: JSON.stringify(items),
    })
    .execute();
  await endChange(trx, {
    ...changedBy({ staffId: givenBy, commandId }, 201),
    office,
    done: { action: 'handover-given', detail: { to: takenBy, lockers: items.map(({ locker }) => locker) } },
    changed: [office],
  });
}

/** Confirms a hand-over by its recipient. False when none is pending for this person. */
export async function takeHandover(
  trx: Transaction,
  { id, office, takenBy, commandId }: { id: string; office: string; takenBy: string; commandId: string },
): Promise<boolean> {
  const taken = await trx
    .updateTable('handover')
    .set({ taken_at: clock })
    .where('id', '=', id)
    .where('office', '=', office)
    .where('taken_by', '=', takenBy)
    .where('taken_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!taken) return false;
  await endChange(trx, {
    ...changedBy({ staffId: takenBy, commandId }, 200),
    office,
    done: { action: 'handover-taken', detail: { handover: id } },
    changed: [office],
  });
  return true;
}

const shown = 20;

/** The office's latest hand-overs, newest first, pending ones included. */
export async function listHandovers(db: Database, office: string): Promise<HandoverView[]> {
  const rows = await db
    .selectFrom('handover as h')
    .innerJoin('staff as g', 'g.id', 'h.given_by')
    .innerJoin('staff as t', 't.id', 'h.taken_by')
    .select(['h.id', 'h.given_at', 'h.taken_at', 'h.items', 'g.name as givenBy', 't.name as takenBy'])
    .select('t.username as takerUsername')
    .where('h.office', '=', office)
    .orderBy('h.given_at', 'desc')
    .limit(shown)
    .execute();
  return rows.map(({ id, given_at, taken_at, items, givenBy, takenBy, takerUsername }) => ({
    id,
    givenBy,
    takenBy,
    takerUsername,
    givenAt: toIso(given_at),
    takenAt: toIso(taken_at),
    items: items.map(({ label, locker, idType }) => ({ label, locker, idType })),
  }));
}
