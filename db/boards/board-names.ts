import { sql } from 'kysely';
import { standingOf, type BoardStanding } from '../../domain/boards/board-names.ts';
import type { BoardName } from '../../wire/boards.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { notifyBesides } from '../changes.ts';
import { boardHealthOf } from './board-lines.ts';

/**
 * A name `b` that the office has accepted. An automatically accepted one is kept as long as it was connected, at
 * least ten minutes and at most eight hours, so that invented names soon disappear.
 */
const isAccepted = sql<boolean>`(b.accepted_at is not null and (b.accepted_by is not null
  or b.seen_at + least(greatest(b.seen_at - b.accepted_at, interval '10 minutes'), interval '8 hours') > ${clock}))`;

/** A name `b` whose board is connected and waits for a supervisor. */
const isWaiting = sql<boolean>`(not ${isAccepted} and b.removed_at is null
  and b.seen_at > ${clock} - interval '15 minutes')`;

/** The health of an office's accepted boards by name, as JSON. */
export const acceptedBoards = (office: ReturnType<typeof sql>) => sql`coalesce((
  select json_agg(${boardHealthOf} order by b.name) from board_name b where b.office = ${office} and ${isAccepted}
), '[]'::json)`;

/**
 * Records that a board with this name is connected. True when it is accepted, which may happen now; otherwise it
 * waits for a supervisor, if there is room to wait.
 */
export async function noteBoard(
  db: Database,
  { office, name, mayEnter }: { office: string; name: string; mayEnter: boolean },
): Promise<boolean> {
  const { rows: known } = await sql`
    update board_name b set seen_at = ${clock}
    where b.office = ${office} and b.name = ${name} and ${isAccepted} returning b.name
  `.execute(db);
  if (known.length > 0) return true;
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`board names ${office}`}))`.execute(trx);
    const { rows } = await sql<{ automatic: number; waiting: number; removed: boolean }>`
      select count(*) filter (where ${isAccepted} and b.accepted_by is null and b.name <> ${name})::integer as automatic,
        count(*) filter (where ${isWaiting} and b.name <> ${name})::integer as waiting,
        coalesce(bool_or(b.removed_at is not null and b.name = ${name}), false) as removed
      from board_name b where b.office = ${office}
    `.execute(trx);
    const standing = standingOf({ mayEnter, removed: false, automatic: 0, waiting: 0, ...rows[0] });
    if (standing === 'unlisted') return false;
    const accepted_at = standing === 'accepted' ? clock : null;
    await trx
      .insertInto('board_name')
      .values({ office, name, seen_at: clock, accepted_at, accepted_by: null })
      .onConflict((conflict) =>
        conflict.columns(['office', 'name']).doUpdateSet({ seen_at: clock, accepted_at }),
      )
      .execute();
    if (standing === 'accepted') await notifyBesides(trx, office);
    return standing === 'accepted';
  });
}

/** The boards a supervisor decides about, by name. */
export async function listBoardNames(db: Database, office: string): Promise<BoardName[]> {
  const { rows } = await sql<{ name: string; state: BoardStanding; automatic: boolean; seenAt: Instant }>`
    select b.name, case when ${isAccepted} then 'accepted' when b.removed_at is null then 'waiting' else 'removed' end as state,
      ${isAccepted} and b.accepted_by is null as automatic, b.seen_at as "seenAt"
    from board_name b
    where b.office = ${office} and (${isAccepted} or ${isWaiting} or b.removed_at is not null)
    order by b.name
  `.execute(db);
  return rows.map(({ name, state, automatic, seenAt }) => ({
    board: name,
    state,
    automatic,
    seenAt: toIso(seenAt),
  }));
}

/** Accepts a board, whether it ever connected or not. */
export async function acceptBoard(
  trx: Transaction,
  { office, name, by }: { office: string; name: string; by: ChangedBy & { commandId: string } },
): Promise<void> {
  const accepted = { accepted_at: clock, accepted_by: by.staffId, removed_at: null };
  await trx
    .insertInto('board_name')
    .values({ office, name, ...accepted })
    .onConflict((conflict) => conflict.columns(['office', 'name']).doUpdateSet(accepted))
    .execute();
  await tell(trx, { office, name, by, action: 'board-accepted', status: 201 });
}

/** Removes a board; only a supervisor can accept it again. False when the name is unknown. */
export async function removeBoard(
  trx: Transaction,
  { office, name, by }: { office: string; name: string; by: ChangedBy & { commandId: string } },
): Promise<boolean> {
  const removed = await trx
    .updateTable('board_name')
    .set({ accepted_at: null, accepted_by: null, removed_at: clock })
    .where('office', '=', office)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  if (!removed) return false;
  await tell(trx, { office, name, by, action: 'board-removed', status: 200 });
  return true;
}

async function tell(
  trx: Transaction,
  change: {
    office: string;
    name: string;
    by: ChangedBy & { commandId: string };
    action: 'board-accepted' | 'board-removed';
    status: 200 | 201;
  },
): Promise<void> {
  const { office, name, by, action, status } = change;
  const done = { action, detail: { board: name } };
  await endChange(trx, { ...changedBy(by, status), office, done, changed: [], besides: office });
}

/** Forgets names that nobody accepted and that have not been seen for a day. */
export async function forgetBoardNames(db: Database): Promise<void> {
  await sql`delete from board_name where accepted_by is null and removed_at is null
    and seen_at < ${clock} - interval '1 day'`.execute(db);
}
