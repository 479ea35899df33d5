import { sql, type RawBuilder } from 'kysely';
import { toIso, type Instant } from '../../domain/time.ts';
import type { BoardHealth } from '../../wire/visits.ts';
import { boardChannel } from '../changes.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { jsonTime } from '../fragments.ts';

/** How often an api says that it and its boards are still there. */
export const apiBeatEveryMs = 5_000;

/** The lines of an api that was silent for this long have ended. */
const apiAliveFor = sql`interval '15 seconds'`;

/** The last report of a board that has left is kept this long. */
const rememberFor = sql`interval '8 hours'`;

/** A connection of an accepted board. */
export interface BoardLine {
  readonly line: string;
  readonly office: string;
  readonly board: string;
  readonly revision: number | null;
  readonly shownAt: Instant | null;
  readonly audio: string | null;
  readonly build: string | null;
  readonly left: boolean;
}

/** A board as `boardHealthOf` tells it. */
export type BoardHealthRow = Omit<BoardHealth, 'shownAt'> & { shownAt: Instant | null };

/**
 * The health of a board `b` (office, name), over all its lines at every api, as JSON: connected by any of them, and what
 * was painted last.
 */
export const boardHealthOf: RawBuilder<unknown> = sql`(
  select json_build_object('board', b.name, 'connected', coalesce(bool_or(l.left_at is null), false),
    'revision', (array_agg(l.revision order by l.shown_at desc) filter (where l.shown_at is not null))[1],
    'shownAt', ${jsonTime(sql`max(l.shown_at)`)},
    'audio', (array_agg(l.audio order by l.left_at is not null, l.came_at desc) filter (where l.audio is not null))[1],
    'build', (array_agg(l.build order by l.left_at is not null, l.came_at desc) filter (where l.build is not null))[1])
  from board_line l
  where l.office = b.office and l.board = b.name
    and (l.left_at is null or l.left_at > ${clock} - ${rememberFor})
)`;

/** The row as it is sent. */
export function toBoardHealth(row: BoardHealthRow): BoardHealth {
  return { ...row, shownAt: toIso(row.shownAt) };
}

/** Writes lines of one api as they are now, all in one statement, and tells the desks of their offices. */
export async function writeBoardLines(
  db: Database,
  { api, lines }: { api: string; lines: readonly BoardLine[] },
): Promise<void> {
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(lines)}::json) as g(line uuid, office text, board text,
        revision integer, "shownAt" double precision, audio text, build text, "left" boolean)
    ), replaced as (
      delete from board_line l using given g
      where l.office = g.office and l.board = g.board and l.left_at is not null and g."shownAt" is not null
        and not exists (select from given own where own.line = l.line)
    ), written as (
      insert into board_line (line, api, office, board, revision, shown_at, audio, build, left_at)
      select line, ${api}::uuid, office, board, revision, to_timestamp("shownAt" / 1000), audio, build,
        case when "left" then ${clock} end from given
      on conflict (line) do update set revision = excluded.revision, shown_at = excluded.shown_at,
        audio = excluded.audio, build = excluded.build, left_at = excluded.left_at
    )
    select pg_notify(${boardChannel}, office) from (select distinct office from given) as told
  `.execute(db);
}

/**
 * Says that an api is alive, and ends the lines of those that no longer are. Answers how many of its own lines the
 * database has; another number than its own means that they must be written again.
 */
export async function beatOfApi(db: Database, api: string): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    with beat as (
      insert into heartbeat (part, instance, at) values ('api', ${api}::uuid, ${clock})
      on conflict (part, instance) do update set at = excluded.at
    ), gone as (
      update board_line l set left_at = ${clock}
      where l.left_at is null and l.api <> ${api}::uuid and not exists (
        select from heartbeat h where h.part = 'api' and h.instance = l.api and h.at > ${clock} - ${apiAliveFor}
      ) returning l.office
    )
    select (select count(*)::integer from board_line l where l.api = ${api}::uuid and l.left_at is null) as lines,
      (select count(pg_notify(${boardChannel}, office)) from (select distinct office from gone) as told)
  `.execute(db);
  return rows[0]?.lines ?? 0;
}

/** Ends all lines of an api that stops. */
export async function endBoardLines(db: Database, api: string): Promise<void> {
  await sql`
    with gone as (
      update board_line set left_at = ${clock} where api = ${api}::uuid and left_at is null returning office
    ), silent as (delete from heartbeat where part = 'api' and instance = ${api}::uuid)
    select pg_notify(${boardChannel}, office) from (select distinct office from gone) as told
  `.execute(db);
}

/** Deletes what boards reported that have left long ago. */
export async function removeOldBoardLines(db: Database): Promise<void> {
  await sql`delete from board_line where left_at < ${clock} - ${rememberFor}`.execute(db);
}
