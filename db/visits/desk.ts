import { expressionBuilder, sql } from 'kysely';
import type { InferResult } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Role } from '../../domain/staff/roles.ts';
import { toIso } from '../../domain/time.ts';
import type { Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { LockerView } from '../../wire/custody.ts';
import type { DeskCounter, DeskVisit, StaffVisit } from '../../wire/visits.ts';
import { acceptedBoards } from '../boards/board-names.ts';
import type { Cipher } from '../cipher.ts';
import { clockNow } from '../clock.ts';
import type { Database } from '../connect.ts';
import { heldAfterClosing, isOpen, jsonTime } from '../fragments.ts';
import { officeNow, toOfficeNow } from '../offices/offices.ts';
import type { OfficeNowRow } from '../offices/offices.ts';
import type { Schema } from '../schema.ts';
import { countersOf } from '../staff/presence.ts';
import { openGuestBook } from '../visitors/guest-books.ts';
import { deskVisits, toDeskVisit } from './desk-visits.ts';

/** What the desk's line and list are made of, read by one statement. */
export interface DeskState {
  readonly epoch: string;
  readonly revision: number;
  readonly at: Instant;
  /** The visits as one role may act on them. */
  visitsFor(role: Role): DeskVisit[];
  /** No-shows that can be called back and are no longer among the visits. */
  missedFor(role: Role): DeskVisit[];
  readonly lockers: LockerView[];
  /** The names of the office's own boards. */
  readonly boards: readonly string[];
  readonly counters: DeskCounter[];
}

/** Which visits a desk asks for; without a day: today, and what is still open from earlier days. */
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
  const row = await deskOf(db, office, query).executeTakeFirst();
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

function deskOf(db: Database, office: string, { state, day }: DeskQuery) {
  const ofDay =
    day === null ? sql<boolean>`(v.day = now.day or ${isOpen})` : sql<boolean>`v.day = ${day}::date`;
  const inState =
    state === 'all'
      ? sql<boolean>`true`
      : sql<boolean>`(${isOpen} or (v.ended_at is not null and v.undo_until > now.now))`;
  const visits = deskVisits.where(sql<boolean>`v.office = now.code and ${ofDay}`);
  const missed = sql<boolean>`v.day = now.day and v.call_back_until > now.now and ${inState} is not true`;
  return db
    .with('now', () => sql<OfficeNowRow>`(${officeNow(office)})`)
    .selectFrom('now')
    .selectAll()
    .select([
      jsonArrayFrom(
        visits
          .where(inState)
          .orderBy(heldAfterClosing(sql`now.now`), 'desc')
          .orderBy('v.day')
          .orderBy('v.service')
          .orderBy('v.number'),
      ).as('visits'),
      jsonArrayFrom(visits.where(missed).orderBy('v.ended_at', 'desc')).as('missed'),
      jsonArrayFrom(lockersOfNow).as('lockers'),
      acceptedBoards(sql`now.code`).as('boards'),
      countersOf(sql`now.code`, sql`now.now`).as('counters'),
    ]);
}

/** The lockers in use of the office `now`, and those whose bag is still inside. */
const lockersOfNow = expressionBuilder<Schema>()
  .selectFrom('locker as l')
  .leftJoin('custody as k', (join) =>
    join
      .onRef('k.office', '=', 'l.office')
      .onRef('k.locker', '=', 'l.code')
      .on('k.returned_at', 'is', null)
      .on('k.resolved_at', 'is', null),
  )
  .leftJoin('visit as v', 'v.id', 'k.visit_id')
  .select((eb) => [
    'l.code as locker',
    eb
      .case()
      .when('k.id', 'is', null)
      .then(eb.ref('l.state'))
      .else(sql.lit('taken' as const))
      .end()
      .as('state'),
    'v.service',
    'v.number',
  ])
  .where(sql<boolean>`l.office = now.code`)
  .where(sql<boolean>`(l.retired_at is null or k.id is not null)`)
  .orderBy('l.code');

type LockerRow = InferResult<typeof lockersOfNow>[number];

/** One visit in front of an officer. With `readerId` its guest book is opened, and the reading recorded. */
export async function readStaffVisit(
  { db, cipher }: { db: Database; cipher: Cipher },
  visitId: string,
  { role, readerId, mailIsOn }: { role: Role; readerId: string | null; mailIsOn: boolean },
): Promise<StaffVisit | null> {
  const [row, guestBook] = await Promise.all([
    db
      .selectFrom(
        deskVisits.select(jsonArrayFrom(timeline).as('timeline')).where('v.id', '=', visitId).as('v'),
      )
      .selectAll()
      .select(clockNow.as('now'))
      .executeTakeFirst(),
    readerId === null ? null : openGuestBook(db, cipher, { visitId, readerId, mailIsOn }),
  ]);
  if (!row) return null;
  return {
    ...toDeskVisit(cipher, row, { now: row.now, role }),
    guestBook,
    timeline: row.timeline.map(({ move, step, at, actor, name }) => ({
      move,
      step,
      at: toIso(at),
      by: name ?? actor,
    })),
  };
}

/** What happened to a visit `v`. */
const timeline = expressionBuilder<Schema>()
  .selectFrom('visit_event as e')
  .leftJoin('staff as s', 's.id', 'e.staff_id')
  .select((eb) => ['e.move', 'e.step', jsonTime(eb.ref('e.at')).as('at'), 'e.actor', 's.name'])
  .where(sql<boolean>`e.visit_id = v.id`)
  .orderBy('e.revision');

function toLockerView({ locker, state, service, number }: LockerRow): LockerView {
  return state === 'taken' && service && number
    ? { locker, state, label: labelOf(service, number) }
    : { locker, state };
}
