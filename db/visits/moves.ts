import { sql } from 'kysely';
import type { RecordedMove, RecordOutcome } from '../../domain/visits/messages.ts';
import { dueAtOf, isUnanswered } from '../../domain/visits/sla.ts';
import type { Refusal } from '../../domain/visits/refusals.ts';
import { isTyping, noShowAtOf } from '../../domain/visits/typing.ts';
import type { Visit } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';
import { clockNow } from '../clock.ts';
import { isMissingReference, violatedIndexOf, type Database, type Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import { raiseEscalation } from '../supervision/escalations.ts';
import { Clash, writeCustody } from './move-custody.ts';
import { inviteToRate } from '../ratings/invitations.ts';
import { giveNotice, type Notice } from './notices.ts';
import { beginCheck } from '../visitors/email-checks.ts';
import { keepOffered } from '../visitors/profiles.ts';
import { eventRowOf, visitColumnsOf } from './rows.ts';
import { moveAtOnce } from './at-once.ts';

/** Conflicts between visits that only the database can see, by the index that caught them. */
const clashes: Readonly<Record<string, Refusal>> = {
  visit_rings_once: 'counter-busy',
  custody_locker_once: 'locker-taken',
  // the key has called somebody else meanwhile
  visit_event_command_once: 'too-late',
};

/** Thrown to roll back when the timer has to wait for somebody who types. */
class Held extends Error {
  override name = 'Held';
  readonly forMs: number;
  constructor(forMs: number) {
    super('somebody types');
    this.forMs = forMs;
  }
}

/** Thrown to roll back when the row is not where the workflow believes it to be. */
class Diverged extends Error {
  override name = 'Diverged';
}

/** A worker whose clock is ahead of the database's retries at most once a second. */
const fewestHeldMs = 1_000;

/** The result of recording: `repeated` when this move was recorded before. */
export type MoveRecord = RecordOutcome & { readonly repeated: boolean };

/**
 * Records one move in one transaction: event, visit, custody, private data made current, audit, the
 * command's outcome and the notification. A repeat of the same move changes nothing and answers the same.
 */
export async function recordMove(db: Database, recorded: RecordedMove): Promise<MoveRecord> {
  if (await moveAtOnce(db, recorded)) return { refusal: null, repeated: false };
  try {
    const repeated = await db.transaction().execute((trx) => write(trx, recorded));
    return { refusal: null, repeated };
  } catch (error) {
    if (error instanceof Clash) return { refusal: error.refusal, repeated: false };
    if (error instanceof Diverged || isMissingReference(error, 'visit_event_visit_id_fkey')) {
      return { refusal: 'revision-conflict', diverged: true, repeated: false };
    }
    if (error instanceof Held) return { refusal: null, heldForMs: error.forMs, repeated: false };
    const refusal = clashes[violatedIndexOf(error) ?? ''];
    if (refusal === undefined) throw error;
    return { refusal, repeated: false };
  }
}

async function write(trx: Transaction, recorded: RecordedMove): Promise<boolean> {
  const { visit, move } = recorded;
  const now = await insertEvent(trx, recorded);
  if (now === null) return true;
  if ('validUntil' in move && now > move.validUntil) throw new Clash('too-late');
  if (move.name === 'requeue' && now >= visit.terms.closesAt) {
    throw new Clash('move-not-allowed'); // nobody is called after closing, whenever it was pressed
  }
  await waitForTyping(trx, recorded);
  await updateVisit(trx, recorded);
  await writeCustody(trx, recorded);
  await makeCurrent(trx, recorded);
  if (move.name === 'leave') await inviteToRate(trx, visit.id);
  if (recorded.verdict === 'breached') await breach(trx, recorded);
  else if (recorded.verdict !== null) await withdrawBreach(trx, visit.id, move.at); // without one nothing was promised yet
  const { office, id: visitId, revision } = visit;
  await endChange(trx, {
    by: move.by,
    office,
    done: { action: move.name, visitId, revision },
    command: { id: move.id, status: 200, visitId },
    changed: [office],
  });
  return false;
}

/** Rolls back while somebody fills the guest book of a number that the no-show timer would let lapse. */
async function waitForTyping(trx: Transaction, { visit, move }: RecordedMove): Promise<void> {
  const { call, terms } = visit;
  if (move.name !== 'no-show' || move.by.kind !== 'clock' || !call) return;
  const { typing_at, now } = await trx
    .selectFrom('visit')
    .select(['typing_at', clockNow.as('now')])
    .where('id', '=', visit.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const left = noShowAtOf({ call, terms }, typing_at) - now;
  if (isTyping(typing_at, now) && left > 0) throw new Held(Math.max(left, fewestHeldMs));
}

/**
 * The event row comes first: it detects a repeat before anything else can clash. Answers the database's time, or null
 * for a repeat.
 */
export async function insertEvent(trx: Transaction, { visit, move }: RecordedMove): Promise<Instant | null> {
  const inserted = await trx
    .insertInto('visit_event')
    .values(eventRowOf({ visit, move }))
    .onConflict((conflict) => conflict.columns(['visit_id', 'revision']).doNothing())
    .returning(clockNow.as('now'))
    .executeTakeFirst();
  if (inserted) return inserted.now;
  const before = await trx
    .selectFrom('visit_event')
    .select('command_id')
    .where('visit_id', '=', visit.id)
    .where('revision', '=', visit.revision)
    .executeTakeFirstOrThrow();
  if (before.command_id !== move.id) throw new Diverged('another move holds this revision');
  return null;
}

/** Writes the visit's row, if it is at the revision before; `after` when several moves are written at once. */
export async function updateVisit(
  trx: Transaction,
  { visit, verdict }: Pick<RecordedMove, 'visit' | 'verdict'>,
  after = visit.revision - 1,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('visit')
    .set(visitColumnsOf({ visit, verdict }))
    .where('id', '=', visit.id)
    .where('revision', '=', after)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Diverged('the visit row is not at the revision before this move');
}

/** Makes current what was stored under the command's id before the engine was called; false when it is not there. */
export async function makeCurrent(trx: Transaction, { move }: Pick<RecordedMove, 'move'>): Promise<boolean> {
  const current_at = new Date(move.at);
  if (move.name === 'submit-guest-book') {
    const { numUpdatedRows } = await trx
      .updateTable('guest_book')
      .set({ current_at })
      .where('command_id', '=', move.id)
      .executeTakeFirstOrThrow();
    await keepOffered(trx, { commandId: move.id, confirmed: move.by.kind === 'staff' });
    await beginCheck(trx, move.id);
    return numUpdatedRows > 0n;
  }
  if (move.name === 'deposit' || move.name === 'resolve-custody') {
    const { numUpdatedRows } = await trx
      .updateTable('private_note')
      .set({ current_at })
      .where('command_id', '=', move.id)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }
  return true;
}

/** A breach found by a move; escalated only while the visitor still waits. */
async function breach(trx: Transaction, { visit }: RecordedMove): Promise<void> {
  const notice = breachOf(visit);
  await giveNotice(trx, notice);
  if (isUnanswered(visit)) await raiseEscalation(trx, notice);
}

export async function withdrawBreach(trx: Transaction, visitId: string, at: Instant): Promise<void> {
  await sql`
    with withdrawn as (
      update visit_notice set withdrawn_at = ${new Date(at)}
      where visit_id = ${visitId} and kind = 'breach' and withdrawn_at is null returning visit_id
    )
    update escalation set withdrawn_at = ${new Date(at)}
    where visit_id = (select visit_id from withdrawn) and withdrawn_at is null
  `.execute(trx);
}

/** Records a breach found by a move as the timer would have, with its own due time. */
function breachOf(visit: Visit): Notice {
  const at = dueAtOf(visit) ?? visit.lastAt;
  return { visitId: visit.id, office: visit.office, kind: 'breach', at };
}
