import type { IdType } from '../../../domain/custody/custody.ts';
import { isHeld } from '../../../domain/visits/moves.ts';
import type { Move, Visit } from '../../../domain/visits/visit.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Transaction } from '../../connect.ts';
import { addIncident } from '../../custody/incidents.ts';
import { setLockerState } from '../../custody/lockers.ts';

/** One card in one locker, as a row of `custody`. */
interface Card {
  readonly id: string;
  readonly idType: IdType;
  readonly heldAt: Instant;
  readonly heldBy: string;
  locker: string;
  returned: Given | null;
  resolved: Given | null;
}

interface Given {
  readonly at: Instant;
  readonly by: string;
}

/**
 * Writes where a visit's cards are after moves that only the engine knew. Only the last state is written: on the way
 * there a card may have lain where another visitor's lies now.
 */
export async function writeBackCustody(
  trx: Transaction,
  visit: Visit,
  moves: readonly Move[],
): Promise<void> {
  const cards = await readCards(trx, visit.id);
  for (const move of moves) applyTo(cards, move);
  const last = cards.at(-1);
  if (last && isHeld(visit)) last.returned = null; // its return was undone
  for (const card of cards) await writeCard(trx, visit, card);
  for (const move of moves) await writeIncident(trx, visit, move, last?.locker ?? null);
}

function applyTo(cards: Card[], move: Move): void {
  if (move.by.kind !== 'staff') return;
  const given = { at: move.at, by: move.by.id };
  const last = cards.at(-1);
  if (move.name === 'deposit') {
    const { id, idType, locker } = move;
    cards.push({ id, idType, locker, heldAt: given.at, heldBy: given.by, returned: null, resolved: null });
  } else if (last && move.name === 'change-locker') last.locker = move.locker;
  else if (last && move.name === 'return-id') last.returned = given;
  else if (last && move.name === 'resolve-custody') last.resolved = given;
}

async function readCards(trx: Transaction, visitId: string): Promise<Card[]> {
  const rows = await trx
    .selectFrom('custody')
    .selectAll()
    .where('visit_id', '=', visitId)
    .orderBy('held_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    idType: row.id_type,
    heldAt: row.held_at,
    heldBy: row.held_by,
    locker: row.locker,
    returned: givenOf(row.returned_at, row.returned_by),
    resolved: givenOf(row.resolved_at, row.resolved_by),
  }));
}

function givenOf(at: Instant | null, by: string | null): Given | null {
  return at === null ? null : { at, by: by ?? '' };
}

async function writeCard(trx: Transaction, { id: visit_id, office }: Visit, card: Card): Promise<void> {
  const changing = {
    locker: card.locker,
    returned_at: card.returned && new Date(card.returned.at),
    returned_by: card.returned?.by ?? null,
    resolved_at: card.resolved && new Date(card.resolved.at),
    resolved_by: card.resolved?.by ?? null,
  };
  await trx
    .insertInto('custody')
    .values({
      id: card.id,
      visit_id,
      office,
      id_type: card.idType,
      held_at: new Date(card.heldAt),
      held_by: card.heldBy,
      ...changing,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}

/** A key or a card that was reported stays reported. */
async function writeIncident(
  trx: Transaction,
  visit: Visit,
  move: Move,
  locker: string | null,
): Promise<void> {
  if (move.by.kind !== 'staff') return;
  const { id: visitId, office } = visit;
  const report = { id: move.id, office, visitId, at: move.at, staffId: move.by.id, locker };
  if (move.name === 'resolve-custody') await addIncident(trx, { ...report, kind: move.cause });
  if (move.name !== 'return-id' || move.lockerKey !== 'lost') return;
  await addIncident(trx, { ...report, kind: 'key-lost' });
  if (locker !== null) await setLockerState(trx, { office, locker, state: 'key-lost' });
}
