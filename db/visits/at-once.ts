import { sql, type RawBuilder } from 'kysely';
import type { CheckIn, RecordedMove, VisitInput } from '../../domain/visits/messages.ts';
import type { MoveName } from '../../domain/visits/steps.ts';
import type { IssuedTicket } from '../../domain/visits/record.ts';
import { tellingIf } from '../changes.ts';
import { clock, clockNow } from '../clock.ts';
import { violatedIndexOf, type Database } from '../connect.ts';
import { endingOf } from '../endings.ts';
import { jsonTime } from '../fragments.ts';
import {
  assignmentsOf,
  checkInRowOf,
  columnsOf,
  eventRowOf,
  valuesOf,
  visitColumnsOf,
  visitRowOf,
} from './rows.ts';
import { plannedOnce } from '../planned-once.ts';

/*
 * What is written of most presses is written by one statement, which is its own transaction. It writes everything or, where
 * anything is in its way, nothing: then the transaction of `recordMove` or `issueTicket` decides, and finds the words for it.
 * Locks are taken in the same order, because the conditions of the last part are looked at before it raises the board.
 */

/** Whether a move concerns nothing but its visit. The others write more: custody, private data, an invitation. */
const isPlain: Readonly<Record<MoveName, boolean>> = {
  call: true,
  recall: true,
  requeue: true,
  arrive: true,
  'submit-guest-book': false,
  serve: true,
  deposit: false,
  'change-locker': false,
  'skip-locker': true,
  enter: true,
  transfer: true,
  finish: true,
  'return-id': false,
  'resolve-custody': false,
  leave: false,
  cancel: true,
  'no-show': true,
  expire: true,
  undo: true,
};

/** Records a move that needs nothing else, if the visit's row is where the workflow believes it to be. True when it was written. */
export async function moveAtOnce(db: Database, recorded: RecordedMove): Promise<boolean> {
  const { visit, move, verdict } = recorded;
  const waitsForTyping = move.name === 'no-show' && move.by.kind === 'clock';
  if (!isPlain[move.name] || waitsForTyping || verdict === 'breached') return false;
  const { office, id: visitId, revision } = visit;
  const isWritten = sql`exists (select from event)`;
  return unlessClashing(false, async () => {
    const { rows } = await sql<{ told: boolean }>`${plannedOnce('move')}
      with moved as (
        update visit v set ${assignmentsOf(visitColumnsOf(recorded))}
        where v.id = ${visitId} and v.revision = ${revision - 1} and ${stillHolds(recorded)}
        returning v.id
      ), event as (
        insert into visit_event (${columnsOf(eventRowOf(recorded))})
        select ${valuesOf(eventRowOf(recorded))} from moved returning visit_id
      ), ${endingOf(
        {
          by: move.by,
          office,
          done: { action: move.name, visitId, revision },
          command: { id: move.id, status: 200, visitId },
        },
        isWritten,
      )}
      ${tellingIf(office, isWritten)}
    `.execute(db);
    return rows[0]?.told === true;
  });
}

/**
 * What the transaction would refuse, or write besides: a move that comes too late, one that takes a breach back, and the undo of a
 * return, which asks for the locker. Only columns of the row itself: after waiting for it they are looked at anew, and nothing else is.
 */
function stillHolds({ visit, move }: RecordedMove): RawBuilder<unknown> {
  const conditions = [sql`v.verdict is distinct from 'breached'`];
  if ('validUntil' in move) conditions.push(sql`${clock} <= ${new Date(move.validUntil)}`);
  if (move.name === 'requeue') conditions.push(sql`${clock} < ${new Date(visit.terms.closesAt)}`);
  if (move.name === 'undo') conditions.push(sql`v.undo_move is distinct from 'return-id'`);
  return sql.join(conditions, sql` and `);
}

/** Issues the next number, if it was asked for in time and was not issued before; null when it was not. */
export async function ticketAtOnce(
  db: Database,
  { input, checkIn }: { input: VisitInput; checkIn: CheckIn },
): Promise<IssuedTicket | null> {
  const { visitId, office, service, day } = input;
  const { commandId } = checkIn;
  // what only the statement itself finds out stands in it as columns
  const asked = {
    token: sql`request.token`,
    priority: sql`request.priority`,
    language: sql`request.language`,
  };
  const visit = {
    ...visitRowOf({ input, request: blank, number: 0, queuedAt: 0 }),
    ...asked,
    policy_version: sql`request.policy_version`,
    number: sql`counted.number`,
    queued_at: sql`counted.at`,
  };
  const event = {
    ...checkInRowOf({ input, commandId, queuedAt: 0 }),
    recorded_at: sql`entered.queued_at`,
  };
  const isWritten = sql`exists (select from event)`;
  return unlessClashing(null, async () => {
    const { rows } = await sql<IssuedTicket & { told: boolean }>`${plannedOnce('number')}
      with request as (
        select token, priority, language, policy_version from ticket_request
        where visit_id = ${visitId} and ${clock} <= ${new Date(checkIn.validUntil)} and ${clock} < closes_at
          and not exists (select from visit where id = ${visitId})
      ), counted as (
        insert into ticket_counter (office, service, day, last)
        select ${office}, ${service}, ${day}::date, 1 from request
        on conflict (office, service, day) do update set last = ticket_counter.last + 1
        returning last as number, ${clockNow} as at
      ), entered as (
        insert into visit (${columnsOf(visit)}) select ${valuesOf(visit)} from request, counted
        returning number, queued_at
      ), event as (
        insert into visit_event (${columnsOf(event)}) select ${valuesOf(event)} from entered returning visit_id
      ), ${endingOf(
        {
          by: { kind: 'visitor' },
          office,
          done: { action: 'check-in', visitId, revision: 1 },
          command: { id: commandId, status: 201 },
        },
        isWritten,
      )}, telling as (${tellingIf(office, isWritten)})
      select number, ${jsonTime(sql.ref('queued_at'))} as "queuedAt" from telling, entered where telling.told
    `.execute(db);
    const [issued] = rows;
    return issued ? { number: issued.number, queuedAt: issued.queuedAt } : null;
  });
}

/** In place of what the statement finds out. */
const blank = { token: '', priority: null, language: 'id', policy_version: 0 } as const;

/** Nothing was written where a row stands in the way; which one it is, and what it means, the transaction tells. */
async function unlessClashing<T>(otherwise: T, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedIndexOf(error) === null) throw error;
    return otherwise;
  }
}
