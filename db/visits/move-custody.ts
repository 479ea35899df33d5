import { sql } from 'kysely';
import type { RecordedMove } from '../../domain/visits/messages.ts';
import type { Refusal } from '../../domain/visits/refusals.ts';
import type { Move, Visit } from '../../domain/visits/visit.ts';
import { addIncident } from '../custody/incidents.ts';
import { setLockerState } from '../custody/lockers.ts';
import type { Transaction } from '../connect.ts';
import { lockerInUse } from '../offices/codes.ts';

/** Thrown to roll back when a clash is found by reading. */
export class Clash extends Error {
  override name = 'Clash';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Where the card is now; who took and returned it is in the events. */
export async function writeCustody(trx: Transaction, { visit, move }: RecordedMove): Promise<void> {
  if (move.by.kind !== 'staff') return;
  const { office } = visit;
  const staffId = move.by.id;
  const at = new Date(move.at);
  const open = trx
    .updateTable('custody')
    .where('visit_id', '=', visit.id)
    .where('returned_at', 'is', null)
    .where('resolved_at', 'is', null);
  switch (move.name) {
    case 'deposit':
      await requireFree(trx, office, move.locker);
      await trx
        .insertInto('custody')
        .values({
          id: move.id,
          visit_id: visit.id,
          office,
          locker: move.locker,
          id_type: move.idType,
          held_at: at,
          held_by: staffId,
          returned_by: null,
          resolved_by: null,
        })
        .execute();
      return;
    case 'change-locker':
      await requireFree(trx, office, move.locker);
      await open.set({ locker: move.locker }).execute();
      return;
    case 'return-id': {
      const { locker } = await open
        .set({ returned_at: at, returned_by: staffId })
        .returning('locker')
        .executeTakeFirstOrThrow();
      if (move.lockerKey === 'lost') {
        await setLockerState(trx, { office, locker, state: 'key-lost' });
        await addIncident(trx, { ...incidentOf(visit, move, staffId), kind: 'key-lost', locker });
      }
      return;
    }
    case 'resolve-custody': {
      const { locker } = await open
        .set({ resolved_at: at, resolved_by: staffId })
        .returning('locker')
        .executeTakeFirstOrThrow();
      await addIncident(trx, { ...incidentOf(visit, move, staffId), kind: move.cause, locker });
      return;
    }
    case 'undo':
      await takeReturnBack(trx, visit);
      return;
    default:
  }
}

/**
 * An undone return reopens the same row: its last four digits belong to its id, and the events keep who had given
 * the card away. Refused once anybody's bag was put into the locker since, even if it is out again. What staff
 * said of the locker meanwhile stays said.
 */
async function takeReturnBack(trx: Transaction, { id, office, revision }: Visit): Promise<void> {
  const { rows } = await sql<{ custody: string; givenAway: boolean }>`
    select k.id as custody, exists (
      select from visit other join visit_event o on o.visit_id = other.id
      where other.office = ${office} and other.day = v.day and o.locker = k.locker
        and o.recorded_at >= e.recorded_at and other.id <> v.id
    ) as "givenAway"
    from visit v
    join visit_event e on e.visit_id = v.id and e.revision = ${revision - 1} and e.move = 'return-id'
    join custody k on k.visit_id = v.id
    join visit_event d on d.command_id = k.id
    where v.id = ${id}
    order by d.revision desc limit 1 -- times may be equal
  `.execute(trx);
  const returned = rows[0];
  if (!returned) return; // the undo concerns another move
  if (returned.givenAway) throw new Clash('locker-taken');
  await trx
    .updateTable('custody')
    .set({ returned_at: null, returned_by: null })
    .where('id', '=', returned.custody)
    .execute();
}

const incidentOf = (visit: Visit, move: Move, staffId: string) => ({
  id: move.id,
  office: visit.office,
  visitId: visit.id,
  at: move.at,
  staffId,
});

async function requireFree(trx: Transaction, office: string, locker: string): Promise<void> {
  const found = await lockerInUse(trx, office, locker).forShare().executeTakeFirst();
  if (found?.state !== 'free') throw new Clash('locker-taken');
}
