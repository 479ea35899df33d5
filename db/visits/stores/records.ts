import { sql } from 'kysely';
import { closingTurnMs } from '../../../domain/offices/closing-turn.ts';
import type { IdType, KeyState, ResolveCause, SkipReason } from '../../../domain/custody/custody.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import type { NoticeKind } from '../../../domain/visits/deadlines.ts';
import { noNotices } from '../../../domain/visits/deadlines.ts';
import { checkInPatienceMs, type VisitInput } from '../../../domain/visits/messages.ts';
import type { RecordedStep, ResumedVisit } from '../../../domain/visits/record.ts';
import type { MoveName, Step } from '../../../domain/visits/steps.ts';
import type { Actor, Move } from '../../../domain/visits/visit.ts';
import type { Instant } from '../../../domain/time.ts';
import { clock, realClock } from '../../clock.ts';
import type { Database } from '../../connect.ts';
import { jsonTime, owesWithdrawal } from '../../fragments.ts';
import { officesThatClose, steady } from '../../offices/offices.ts';
import { termsOf } from '../terms.ts';

/** One row of `visit_event` after the first. */
export interface EventRow {
  readonly move: MoveName;
  readonly step: Step;
  readonly at: Instant;
  readonly actor: Actor['kind'];
  readonly staffId: string | null;
  readonly commandId: string;
  readonly counter: string | null;
  readonly locker: string | null;
  readonly idType: IdType | null;
  readonly skipReason: SkipReason | null;
  readonly lockerKey: KeyState | null;
  readonly cause: ResolveCause | null;
}

/** How a visit's workflow is started again from PostgreSQL. */
export type ResumedInput = VisitInput & { readonly resumed: ResumedVisit };

interface RecordRow {
  office: string;
  service: string;
  day: string;
  number: number;
  at: Instant;
  queuedAt: Instant;
  closesAt: Instant;
  undoUntil: Instant | null;
  policyVersion: number;
  policy: Policy;
  commandId: string | null;
  events: readonly EventRow[];
  notices: readonly NoticeKind[];
  told: number;
  takesBack: boolean;
  shift: number;
  offices: number;
}

/** Everything a new workflow of this visit needs to go on where the recorded events end; null without a visit. */
export async function readResumed(db: Database, visitId: string): Promise<ResumedInput | null> {
  const { rows } = await sql<RecordRow>`
    select v.office, v.service, v.day, v.number, v.created_at as at, ticket.recorded_at as "queuedAt",
      v.closes_at as "closesAt", v.undo_until as "undoUntil", v.policy_version as "policyVersion",
      p.body as policy, ticket.command_id as "commandId",
      coalesce((
        select json_agg(json_build_object(
          'move', e.move, 'step', e.step, 'at', ${jsonTime(sql<Instant>`e.at`)}, 'actor', e.actor,
          'staffId', e.staff_id, 'commandId', e.command_id, 'counter', e.counter, 'locker', e.locker,
          'idType', e.id_type, 'skipReason', e.skip_reason, 'lockerKey', e.locker_key, 'cause', e.cause
        ) order by e.revision)
        from visit_event e where e.visit_id = v.id and e.revision > 1
      ), '[]'::json) as events,
      coalesce((
        select json_agg(n.kind) from visit_notice n where n.visit_id = v.id and n.withdrawn_at is null
      ), '[]'::json) as notices,
      coalesce((select times from escalation where visit_id = v.id), 0) as told,
      ${owesWithdrawal} as "takesBack",
      round(extract(epoch from ${clock} - ${realClock}) * 1000) as shift, ${officesThatClose} as offices
    from visit v
    join visit_event ticket on ticket.visit_id = v.id and ticket.revision = 1
    join policy p on p.office = v.office and p.version = v.policy_version
    where v.id = ${visitId}
  `.execute(db);
  return rows[0] ? toInput(visitId, rows[0]) : null;
}

function toInput(visitId: string, row: RecordRow): ResumedInput {
  const { office, service, day, at, policyVersion, number, queuedAt, commandId, told, takesBack, undoUntil } =
    row;
  const terms = termsOf(row.policy, row.closesAt);
  const notices = Object.fromEntries(row.notices.map((kind) => [kind, true]));
  return {
    visitId,
    office,
    service,
    day,
    at,
    terms,
    policyVersion,
    clockShiftMs: steady(row.shift),
    closingTurnMs: closingTurnMs(office, row.offices),
    patienceMs: checkInPatienceMs,
    resumed: {
      record: { ticket: { number, queuedAt, commandId }, moves: row.events.map(toRecordedStep) },
      terms,
      undoUntil,
      notices: { ...noNotices, ...notices },
      told,
      takesBack,
    },
  };
}

function toRecordedStep(row: EventRow): RecordedStep {
  return { move: toMove(row), step: row.step };
}

/** The move that an event recorded; how long a call was valid no longer matters. */
function toMove(row: EventRow): Move {
  const by: Actor = row.actor === 'staff' ? { kind: 'staff', id: row.staffId ?? '' } : { kind: row.actor };
  const base = { id: row.commandId, at: row.at, by, expectedRevision: null };
  switch (row.move) {
    case 'call':
      return {
        ...base,
        name: 'call',
        counter: known(row, 'counter'),
        callId: row.commandId,
        validUntil: row.at,
      };
    case 'recall':
      return { ...base, name: 'recall', validUntil: row.at };
    case 'serve':
      return { ...base, name: 'serve', ...(row.counter !== null && { counter: row.counter }) };
    case 'deposit':
      return { ...base, name: 'deposit', idType: known(row, 'idType'), locker: known(row, 'locker') };
    case 'change-locker':
      return { ...base, name: 'change-locker', locker: known(row, 'locker') };
    case 'skip-locker':
      return { ...base, name: 'skip-locker', reason: known(row, 'skipReason') };
    case 'transfer':
      return { ...base, name: 'transfer', counter: known(row, 'counter') };
    case 'return-id':
      return { ...base, name: 'return-id', lockerKey: row.lockerKey ?? 'returned' };
    case 'resolve-custody':
      return { ...base, name: 'resolve-custody', cause: known(row, 'cause') };
    default:
      return { ...base, name: row.move };
  }
}

function known<K extends keyof EventRow>(row: EventRow, column: K): NonNullable<EventRow[K]> {
  const value = row[column];
  if (value === null) throw new Error(`an event "${row.move}" has no ${column}`);
  return value;
}
