import { sql, type Insertable, type Selectable } from 'kysely';
import type { RecordedMove, VisitInput } from '../../domain/visits/messages.ts';
import { dueAtOf, warnAtOf } from '../../domain/visits/sla.ts';
import type { Instant } from '../../domain/time.ts';
import type { VisitTables } from './tables.ts';

/** A move as a row of `visit_event`; the visit is the one after it. */
export function eventRowOf({
  visit,
  move,
}: Pick<RecordedMove, 'visit' | 'move'>): Insertable<VisitTables['visit_event']> {
  return {
    visit_id: visit.id,
    revision: visit.revision,
    office: visit.office,
    move: move.name,
    step: visit.step,
    at: new Date(move.at),
    actor: move.by.kind,
    staff_id: move.by.kind === 'staff' ? move.by.id : null,
    command_id: move.id,
    counter: visit.counter,
    locker: 'locker' in move ? move.locker : null,
    id_type: move.name === 'deposit' ? move.idType : null,
    skip_reason: move.name === 'skip-locker' ? move.reason : null,
    locker_key: move.name === 'return-id' ? move.lockerKey : null,
    cause: move.name === 'resolve-custody' ? move.cause : null,
    undoes: move.name === 'undo' ? visit.revision - 1 : null,
  };
}

/** What a visit's row says of it after a move. */
export function visitColumnsOf({ visit, verdict }: Pick<RecordedMove, 'visit' | 'verdict'>) {
  return {
    step: visit.step,
    revision: visit.revision,
    queued_at: new Date(visit.queuedAt),
    last_at: new Date(visit.lastAt),
    counter: visit.counter,
    call_id: visit.call?.id ?? null,
    called_at: toDate(visit.call?.at ?? null),
    call_times: visit.call?.times ?? null,
    registered_at: toDate(visit.registeredAt),
    served_at: toDate(visit.servedAt),
    entered_at: toDate(visit.enteredAt),
    ended_at: toDate(visit.endedAt),
    warn_at: toDate(warnAtOf(visit)),
    due_at: toDate(dueAtOf(visit)),
    verdict,
    custody: visit.custody.state,
    without_locker: visit.withoutLocker,
    undo_move: visit.undo?.move ?? null,
    undo_until: toDate(visit.undo?.until ?? null),
    call_back_until: toDate(visit.step === 'no-show' ? visit.terms.closesAt : null),
    claimed_by: null,
    claimed_counter: null,
    claimed_until: null,
  };
}

/** A number that was given out. */
export interface GivenNumber {
  readonly input: Pick<VisitInput, 'visitId' | 'office' | 'service' | 'day' | 'at' | 'terms'>;
  readonly request: Pick<
    Selectable<VisitTables['ticket_request']>,
    'token' | 'priority' | 'language' | 'policy_version'
  >;
  readonly number: number;
  readonly queuedAt: Instant;
}

/** A visit's row as its number is given out. */
export function visitRowOf({ input, request, number, queuedAt }: GivenNumber) {
  const { visitId, office, service, day, terms } = input;
  const at = new Date(input.at);
  return {
    id: visitId,
    office,
    service,
    day,
    number,
    token: request.token,
    step: 'waiting',
    revision: 1,
    priority: request.priority,
    language: request.language,
    policy_version: request.policy_version,
    created_at: at,
    queued_at: new Date(queuedAt),
    last_at: at,
    counter: null,
    call_id: null,
    call_times: null,
    closes_at: new Date(terms.closesAt),
    verdict: null,
    undo_move: null,
    claimed_by: null,
    claimed_counter: null,
  } as const satisfies Insertable<VisitTables['visit']>;
}

/** A check-in that was carried out. */
export interface CheckedIn {
  readonly input: Pick<VisitInput, 'visitId' | 'office' | 'at'>;
  readonly commandId: string | null;
  readonly queuedAt: Instant;
}

/** A visit's first event. */
export function checkInRowOf({
  input,
  commandId,
  queuedAt,
}: CheckedIn): Insertable<VisitTables['visit_event']> {
  const { visitId, office, at } = input;
  return {
    visit_id: visitId,
    revision: 1,
    office,
    move: 'check-in',
    step: 'waiting',
    at: new Date(at),
    actor: 'visitor',
    staff_id: null,
    command_id: commandId,
    counter: null,
    locker: null,
    id_type: null,
    skip_reason: null,
    undoes: null,
    recorded_at: new Date(queuedAt), // a visit that is resumed stands in the queue as before
  };
}

function toDate(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}

/** The columns of a row in a list, to be inserted into. */
export const columnsOf = (row: object) => sql.join(Object.keys(row).map((column) => sql.ref(column)));

/** The values of a row in the same order, to be selected. */
export const valuesOf = (row: object) => sql.join(Object.values(row));

/** The same row as assignments of an update. */
export const assignmentsOf = (row: object) =>
  sql.join(Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
