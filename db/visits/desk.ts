import { sql } from 'kysely';
import { pathOf } from '../../domain/pages.mjs';
import { toIso } from '../../domain/time.ts';
import type { Custody, LockerState } from '../../domain/custody/custody.ts';
import type { EscalationLevel } from '../../domain/supervision/escalation.ts';
import { labelOf } from '../../domain/visits/label.ts';
import { isHeldAfterClosing } from '../../domain/custody/after-closing.ts';
import { isClosed, nextMoves } from '../../domain/visits/moves.ts';
import type { VisitStanding } from '../../domain/visits/moves.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import { guestBookSteps } from '../../domain/visits/steps.ts';
import type { EventName, MoveName, Step } from '../../domain/visits/steps.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { DeskCounter, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { isTyping, noShowAtOf, ringingOf } from '../../domain/visits/typing.ts';
import type { Instant } from '../../domain/time.ts';
import { acceptedBoards } from '../boards/board-names.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { answeredAt, heldAfterClosing, isOpen } from '../fragments.ts';
import { openGuestBook, openNote } from '../visitors/guest-books.ts';
import { officeNow, toOfficeNow } from '../offices/offices.ts';
import type { OfficeNowRow } from '../offices/offices.ts';
import { countersOf } from '../staff/presence.ts';
import type { Cipher } from '../cipher.ts';

/** The data of the desk's socket and list, read by one statement. */
export interface DeskState {
  readonly epoch: string;
  readonly revision: number;
  readonly at: Instant;
  /** The visits as one role may act on them. */
  visitsFor(role: Role): DeskVisit[];
  /** No-shows that can be called back and are no longer among the visits. */
  missedFor(role: Role): DeskVisit[];
  readonly lockers: LockerView[];
  /** The names of the office's accepted boards. */
  readonly boards: readonly string[];
  readonly counters: DeskCounter[];
}

interface VisitRow {
  id: string;
  service: string;
  number: number;
  token: string;
  step: Step;
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
  noShowSeconds: number;
  typingHoldSeconds: number | null;
}

interface EscalatedRow {
  level: EscalationLevel;
  since: Instant;
  at: Instant;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
}

const ms = (column: string) => sql`floor(extract(epoch from ${sql.ref(column)}) * 1000)`;

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

const visitJson = sql`json_build_object(
  'id', v.id, 'service', v.service, 'number', v.number, 'token', v.token, 'step', v.step,
  'revision', v.revision, 'priority', v.priority,
  'counter', case when c.code is null then null else json_build_object('code', c.code, 'label', c.label) end,
  'custodyState', v.custody,
  'custody', case when k.id is null then null else json_build_object(
    'id', k.id, 'idType', k.id_type, 'locker', k.locker, 'since', ${ms('k.held_at')},
    'last4', encode(n.body, 'base64')) end,
  'withoutLocker', v.without_locker, 'dueAt', ${ms('v.due_at')}, 'warnAt', ${ms('v.warn_at')},
  'verdict', v.verdict, 'undoMove', v.undo_move, 'undoUntil', ${ms('v.undo_until')},
  'closesAt', ${ms('v.closes_at')}, 'escalation', ${escalated}, 'calledAt', ${ms('v.called_at')}, 'typingAt', ${ms('v.typing_at')},
  'callBackUntil', ${ms('v.call_back_until')},
  'noShowSeconds', p.body->'noShowSeconds', 'typingHoldSeconds', p.body->'typingHoldSeconds')`;

const visitFrom = sql`visit v
  join policy p on p.office = v.office and p.version = v.policy_version
  left join counter c on c.office = v.office and c.code = v.counter
  left join custody k on k.visit_id = v.id and k.returned_at is null and k.resolved_at is null
  left join private_note n on n.command_id = k.id and n.kind = 'id-last4'`;

type DeskRow = OfficeNowRow & {
  visits: VisitRow[];
  missed: VisitRow[];
  lockers: LockerRow[];
  boards: string[];
  counters: DeskCounter[];
};

/** Which visits a desk requests; without a day: today's, and open ones of earlier days. */
export interface DeskQuery {
  readonly state: 'open' | 'all';
  readonly day: string | null;
}

/** The desk's list, lockers and revision of one office, or null when there is no such office. */
export async function readDesk(
  { db, cipher }: { db: Database; cipher: Cipher },
  office: string,
  query: DeskQuery = { state: 'open', day: null },
): Promise<DeskState | null> {
  const ofDay = query.day === null ? sql`(v.day = now.day or ${isOpen})` : sql`v.day = ${query.day}::date`;
  const inState =
    query.state === 'all'
      ? sql`true`
      : sql`(${isOpen} or (v.ended_at is not null and v.undo_until > now.now))`;
  const { rows } = await sql<DeskRow>`
    with now as (${officeNow(office)})
    select now.*, coalesce((
      select json_agg(${visitJson}
        order by ${heldAfterClosing(sql`now.now`)} desc, v.day, v.service, v.number) from ${visitFrom}
      where v.office = now.code and ${ofDay} and ${inState}
    ), '[]'::json) as visits, coalesce((
      select json_agg(${visitJson} order by v.ended_at desc) from ${visitFrom}
      where v.office = now.code and v.day = now.day and v.call_back_until > now.now and ${ofDay}
        and ${inState} is not true
    ), '[]'::json) as missed,
    ${lockersOf(sql`now.code`)} as lockers, ${acceptedBoards(sql`now.code`)} as boards,
    ${countersOf(sql`now.code`, sql`now.now`)} as counters
    from now
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { epoch, revision, now } = toOfficeNow(row);
  return {
    epoch,
    revision,
    at: now,
    visitsFor: (role) => row.visits.map((visit) => toDeskVisit(cipher, visit, { now, role })),
    missedFor: (role) => row.missed.map((visit) => toDeskVisit(cipher, visit, { now, role })),
    lockers: row.lockers.map(toLockerView),
    boards: row.boards,
    counters: row.counters,
  };
}

interface LockerRow {
  locker: string;
  state: LockerState;
  service: string | null;
  number: number | null;
}

const lockersOf = (office: ReturnType<typeof sql>) => sql`coalesce((
  select json_agg(json_build_object('locker', l.code,
    'state', case when k.id is null then l.state else 'taken' end,
    'service', v.service, 'number', v.number) order by l.code)
  from locker l
  left join custody k on k.office = l.office and k.locker = l.code
    and k.returned_at is null and k.resolved_at is null
  left join visit v on v.id = k.visit_id
  where l.office = ${office} and (l.retired_at is null or k.id is not null)
), '[]'::json)`;

/** One visit for an officer. With `readerId` its guest book is decrypted, and the access recorded. */
export async function readStaffVisit(
  { db, cipher }: { db: Database; cipher: Cipher },
  visitId: string,
  { role, readerId, mailIsOn }: { role: Role; readerId: string | null; mailIsOn: boolean },
): Promise<StaffVisit | null> {
  const [{ rows }, guestBook] = await Promise.all([
    visitAndTimeline(visitId).execute(db),
    readerId === null ? null : openGuestBook(db, cipher, { visitId, readerId, mailIsOn }),
  ]);
  const row = rows[0];
  if (!row) return null;
  return {
    ...toDeskVisit(cipher, row.visit, { now: row.now, role }),
    guestBook,
    timeline: row.timeline.map(({ move, step, at, actor, name }) => ({
      move,
      step,
      at: toIso(at),
      by: name ?? actor,
    })),
  };
}

const visitAndTimeline = (visitId: string) => sql<{ now: Instant; visit: VisitRow; timeline: TimelineRow[] }>`
    select ${clock} as now, ${visitJson} as visit, (
      select json_agg(json_build_object('move', e.move, 'step', e.step, 'at', ${ms('e.at')},
        'actor', e.actor, 'name', s.name) order by e.revision)
      from visit_event e left join staff s on s.id = e.staff_id where e.visit_id = v.id
    ) as timeline
    from ${visitFrom} where v.id = ${visitId}
  `;

interface TimelineRow {
  move: EventName;
  step: Step;
  at: Instant;
  actor: string;
  name: string | null;
}

function toDeskVisit(cipher: Cipher, row: VisitRow, { now, role }: { now: Instant; role: Role }): DeskVisit {
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

function toLockerView({ locker, state, service, number }: LockerRow): LockerView {
  return state === 'taken' && service && number
    ? { locker, state, label: labelOf(service, number) }
    : { locker, state };
}
