import { sql } from 'kysely';
import { toIso, type Instant } from '../../domain/time.ts';
import type { LockerState } from '../../domain/custody/custody.ts';
import { labelOf } from '../../domain/visits/label.ts';
import { callOrder } from '../../domain/visits/queue.ts';
import type { EventName, Step } from '../../domain/visits/steps.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { BoardHealth, DeskCounter, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { toBoardHealth, type BoardHealthRow } from '../boards/board-lines.ts';
import { acceptedBoards } from '../boards/board-names.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { heldAfterClosing, isOpen, jsonTime } from '../fragments.ts';
import { openBook, readingBook, type ReadBook } from '../visitors/guest-books.ts';
import { officeNow, toOfficeNow, type OfficeNowRow } from '../offices/offices.ts';
import { countersOf } from '../staff/presence.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { lostJson, toLostView, type LostRow } from './stores/lost-details.ts';
import { recentCallsIn, type Line } from './calls.ts';
import { deskVisitJson, deskVisitsFrom, toDeskVisit, type DeskVisitRow } from './desk-visits.ts';
import { plannedOnce } from '../planned-once.ts';

/** The data of the desk's socket and list, read by one statement. */
export interface DeskState {
  readonly epoch: string;
  readonly revision: number;
  readonly at: Instant;
  /** The visits as one role may act on them: by number, but those who wait in the order in which they would be called. */
  visitsFor(role: Role): DeskVisit[];
  /** No-shows that can be called back and are no longer among the visits. */
  missedFor(role: Role): DeskVisit[];
  readonly lockers: LockerView[];
  /** The office's accepted boards, connected to whichever api. */
  readonly boards: BoardHealth[];
  readonly counters: DeskCounter[];
}

type DeskRow = OfficeNowRow & {
  visits: DeskVisitRow[];
  missed: DeskVisitRow[];
  recent: Line['recent'];
  lockers: LockerRow[];
  boards: BoardHealthRow[];
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
  const { rows } = await sql<DeskRow>`${plannedOnce('desk')}
    with now as (${officeNow(office)})
    select now.*, coalesce((
      select json_agg(${deskVisitJson}
        order by ${heldAfterClosing(sql`now.now`)} desc, v.day, v.service, v.number) from ${deskVisitsFrom}
      where v.office = now.code and ${ofDay} and ${inState}
    ), '[]'::json) as visits, coalesce((
      select json_agg(${deskVisitJson} order by v.ended_at desc) from ${deskVisitsFrom}
      where v.office = now.code and v.day = now.day and v.call_back_until > now.now and ${ofDay}
        and ${inState} is not true
    ), '[]'::json) as missed,
    ${recentCallsIn(sql`now.code`, sql`(now.policy->>'priorityRun')::integer`)} as recent,
    ${lockersOf(sql`now.code`)} as lockers, ${acceptedBoards(sql`now.code`)} as boards,
    ${countersOf(sql`now.code`, sql`now.now`)} as counters
    from now
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { epoch, revision, now, policy } = toOfficeNow(row);
  const visits = inCallOrder(row, { run: policy.priorityRun, now });
  return {
    epoch,
    revision,
    at: now,
    visitsFor: (role) => visits.map((visit) => toDeskVisit(cipher, visit, { now, role })),
    missedFor: (role) => row.missed.map((visit) => toDeskVisit(cipher, visit, { now, role })),
    lockers: row.lockers.map(toLockerView),
    boards: row.boards.map(toBoardHealth),
    counters: row.counters,
  };
}

/** Whoever is at the desk sees whom the next press takes. */
function inCallOrder(
  { visits, recent }: DeskRow,
  { run, now }: { run: number; now: Instant },
): DeskVisitRow[] {
  const isCallable = ({ step, stuck, closesAt }: DeskVisitRow): boolean =>
    step === 'waiting' && !stuck && closesAt > now;
  const line = visits.filter(isCallable).map((visit) => {
    const { id, number, queuedAt, priority } = visit;
    return { id, number, queuedAt, priority: priority !== null, visit };
  });
  return [
    ...visits.filter(({ step }) => step !== 'waiting'),
    ...callOrder(line, recent, run).map(({ visit }) => visit),
    ...visits.filter((visit) => visit.step === 'waiting' && !isCallable(visit)),
  ];
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

/** One visit for an officer, by one statement. With `readerId` its guest book is decrypted, and the access recorded. */
export async function readStaffVisit(
  { db, cipher }: { db: Database; cipher: Cipher },
  visitId: string,
  { role, readerId, mailLeaves }: { role: Role; readerId: string | null; mailLeaves: boolean },
): Promise<StaffVisit | null> {
  const { rows } = await visitAndTimeline(visitId, { readerId, mailLeaves }).execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    ...toDeskVisit(cipher, row.visit, { now: row.now, role }),
    guestBook: isRead(row) ? openBook(cipher, row) : null,
    lost: toLostView(row.lost),
    timeline: row.timeline.map(({ move, step, at, actor, name }) => ({
      move,
      step,
      at: toIso(at),
      by: name ?? actor,
    })),
  };
}

type WholeVisitRow = {
  now: Instant;
  visit: DeskVisitRow;
  timeline: TimelineRow[];
  lost: LostRow[];
} & (ReadBook | { command_id: null });

const isRead = (row: WholeVisitRow): row is WholeVisitRow & ReadBook => row.command_id !== null;

const visitAndTimeline = (
  visitId: string,
  book: Parameters<typeof readingBook>[1],
) => sql<WholeVisitRow>`${plannedOnce('visit')}
    with ${readingBook(visitId, book)}
    select book.*, ${clock} as now, ${deskVisitJson} as visit, (
      select json_agg(json_build_object('move', e.move, 'step', e.step, 'at', ${jsonTime(sql.ref('e.at'))},
        'actor', e.actor, 'name', s.name) order by e.revision)
      from visit_event e left join staff s on s.id = e.staff_id where e.visit_id = v.id
    ) as timeline, ${lostJson} as lost
    from ${deskVisitsFrom} left join book on true where v.id = ${visitId}
  `;

interface TimelineRow {
  move: EventName;
  step: Step;
  at: Instant;
  actor: string;
  name: string | null;
}

function toLockerView({ locker, state, service, number }: LockerRow): LockerView {
  return state === 'taken' && service && number
    ? { locker, state, label: labelOf(service, number) }
    : { locker, state };
}
