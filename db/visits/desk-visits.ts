import { sql } from 'kysely';
import { pathOf } from '../../domain/pages.mjs';
import { toIso, type Instant } from '../../domain/time.ts';
import type { Custody } from '../../domain/custody/custody.ts';
import type { EscalationLevel } from '../../domain/supervision/escalation.ts';
import { labelOf } from '../../domain/visits/label.ts';
import { isHeldAfterClosing } from '../../domain/custody/after-closing.ts';
import { isClosed, nextMoves, type VisitStanding } from '../../domain/visits/moves.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import { finalSteps, type MoveName, type OpenStep, type Step } from '../../domain/visits/steps.ts';
import { guestBookSteps } from '../../domain/visits/allowed-moves.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { isTyping, noShowAtOf, ringingOf } from '../../domain/visits/typing.ts';
import { clock } from '../clock.ts';
import { answeredAt, isOpen, jsonTime } from '../fragments.ts';
import { openNote } from '../visitors/guest-books.ts';
import type { Cipher } from '../sealing/cipher.ts';

/** A visit as `deskVisitJson` tells it. */
export interface DeskVisitRow {
  id: string;
  service: string;
  number: number;
  token: string;
  step: Step;
  reached: OpenStep | null;
  revision: number;
  priority: Priority | null;
  counter: CodeLabel | null;
  custodyState: Custody['state'];
  custody: { id: string; idType: string; locker: string; since: Instant; last4: string | null } | null;
  withoutLocker: boolean;
  dueAt: Instant | null;
  warnAt: Instant | null;
  verdict: Verdict | null;
  undoMove: MoveName | null;
  undoUntil: Instant | null;
  escalation: EscalatedRow | null;
  closesAt: Instant;
  calledAt: Instant | null;
  typingAt: Instant | null;
  callBackUntil: Instant | null;
  queuedAt: Instant;
  /** Its workflow does not answer or could not be made to agree: calls pass over it until it does. */
  stuck: boolean;
  noShowSeconds: number;
  typingHoldSeconds: number | null;
  rated: boolean;
}

interface EscalatedRow {
  level: EscalationLevel;
  since: Instant;
  at: Instant;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
}

const ms = (column: string) => jsonTime(sql.ref(column));

/** The latest level of a visitor who still waits for service within the office's hours. */
const escalated = sql`(
  select json_build_object('level', t.kind, 'since', ${ms('v.registered_at')}, 'at', ${ms('t.at')},
    'acknowledgedAt', ${ms('e.acknowledged_at')}, 'acknowledgedBy', s.name)
  from visit_notice t
  left join escalation e on t.kind = 'breach' and e.visit_id = t.visit_id
  left join staff s on s.id = e.acknowledged_by
  where t.visit_id = v.id and t.kind in ('warning', 'breach') and t.withdrawn_at is null
    and v.registered_at is not null and ${answeredAt} is null and ${isOpen} and v.closes_at > ${clock}
  order by t.at desc limit 1
)`;

/** The open step of a visit, or its last one; null where a lost database left no trace of it. */
const reached = sql`case when ${isOpen} then v.step else (
  select e.step from visit_event e where e.visit_id = v.id and e.step <> all (${[...finalSteps]}::text[])
  order by e.revision desc limit 1) end`;

/** A visit of `deskVisitsFrom` as JSON, with all that `toDeskVisit` needs. */
export const deskVisitJson = sql`json_build_object(
  'id', v.id, 'service', v.service, 'number', v.number, 'token', v.token, 'step', v.step, 'reached', ${reached},
  'revision', v.revision, 'priority', v.priority,
  'counter', case when c.code is null then null else json_build_object('code', c.code, 'label', c.label) end,
  'custodyState', v.custody,
  'custody', case when k.id is null then null else json_build_object(
    'id', k.id, 'idType', k.id_type, 'locker', k.locker, 'since', ${ms('k.held_at')},
    'last4', encode(n.body, 'base64')) end,
  'withoutLocker', v.without_locker, 'dueAt', ${ms('v.due_at')}, 'warnAt', ${ms('v.warn_at')},
  'verdict', v.verdict, 'undoMove', v.undo_move, 'undoUntil', ${ms('v.undo_until')},
  'closesAt', ${ms('v.closes_at')}, 'escalation', ${escalated}, 'calledAt', ${ms('v.called_at')}, 'typingAt', ${ms('v.typing_at')},
  'callBackUntil', ${ms('v.call_back_until')}, 'queuedAt', ${ms('v.queued_at')},
  'stuck', exists (select from unmatched_visit u where u.visit_id = v.id and u.fault in ('ahead', 'silent')),
  'rated', exists (select from rating where visit_id = v.id),
  'noShowSeconds', p.body->'noShowSeconds', 'typingHoldSeconds', p.body->'typingHoldSeconds')`;

/** Visits `v` with what `deskVisitJson` reads besides. */
export const deskVisitsFrom = sql`visit v
  join policy p on p.office = v.office and p.version = v.policy_version
  left join counter c on c.office = v.office and c.code = v.counter
  left join custody k on k.visit_id = v.id and k.returned_at is null and k.resolved_at is null
  left join private_note n on n.command_id = k.id and n.kind = 'id-last4'`;

/** A visit as one role may act on it at a moment. */
export function toDeskVisit(
  cipher: Cipher,
  row: DeskVisitRow,
  { now, role }: { now: Instant; role: Role },
): DeskVisit {
  const { custody, undoMove, undoUntil } = row;
  const standing: VisitStanding = {
    step: row.step,
    revision: row.revision,
    custody: { state: row.custodyState },
    withoutLocker: row.withoutLocker,
    undo: undoUntil === null ? null : { until: undoUntil },
    terms: { closesAt: row.closesAt },
  };
  const ringing = ringingOf(row);
  const canUndo = undoMove !== null && undoUntil !== null && undoUntil > now && !isClosed(standing, now);
  return {
    visitId: row.id,
    label: labelOf(row.service, row.number),
    step: row.step,
    reached: row.reached ?? 'waiting',
    revision: row.revision,
    priority: row.priority,
    counter: row.counter,
    custody: custody && {
      idType: custody.idType,
      idLast4:
        custody.last4 === null
          ? ''
          : openNote(cipher, 'id-last4', custody.id, Buffer.from(custody.last4, 'base64')),
      locker: custody.locker,
      since: toIso(custody.since),
      afterClose: isHeldAfterClosing(standing, now),
    },
    sla:
      row.dueAt !== null && row.warnAt !== null && row.verdict !== null
        ? { dueAt: toIso(row.dueAt), warnAt: toIso(row.warnAt), verdict: row.verdict }
        : null,
    statusUrl: pathOf('visitor', row.token),
    next: nextMoves(standing, now).filter(
      (move) =>
        (move !== 'resolve-custody' || role === 'supervisor') &&
        // older no-shows, which could not be called back, have no running workflow
        (row.step !== 'no-show' || row.callBackUntil !== null),
    ),
    undo: canUndo ? { move: undoMove, until: toIso(undoUntil) } : null,
    escalation: row.escalation && toEscalated(row.escalation),
    noShowAt: ringing && toIso(noShowAtOf(ringing, row.typingAt)),
    typing: guestBookSteps.includes(row.step) && isTyping(row.typingAt, now),
    rated: row.rated,
  };
}

function toEscalated({
  level,
  since,
  at,
  acknowledgedAt,
  acknowledgedBy,
}: EscalatedRow): NonNullable<DeskVisit['escalation']> {
  const acknowledged =
    acknowledgedAt === null || acknowledgedBy === null
      ? null
      : { by: acknowledgedBy, at: toIso(acknowledgedAt) };
  return { level, since: toIso(since), at: toIso(at), acknowledged };
}
