import { sql, type RawBuilder } from 'kysely';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { notifying } from '../changes.ts';

/** How often a desk renews its presence. */
export const presenceEveryMs = 30_000;

/** A desk silent for two and a half rounds is gone. */
const presenceLasts = sql`interval '75 seconds'`;

/** A desk's connection at a counter. */
export interface Presence {
  readonly line: string;
  readonly office: string;
  readonly counter: string;
  readonly staffId: string;
}

/**
 * Records that a desk works at a counter, and deletes silent desks of the office. Notifies when either changed who
 * is where. An unknown or retired counter is ignored.
 */
export async function writePresence(
  db: Database,
  { line, office, counter, staffId }: Presence,
): Promise<void> {
  await sql`
    with gone as (
      delete from counter_presence
      where office = ${office} and line <> ${line} and seen_at < ${clock} - ${presenceLasts} returning 1
    ), known as (
      select from counter_presence where line = ${line} and counter = ${counter}
    ), seen as (
      insert into counter_presence (line, office, counter, staff_id)
      select ${line}::uuid, c.office, c.code, ${staffId}::uuid from counter c
      where c.office = ${office} and c.code = ${counter} and c.retired_at is null
      on conflict (line) do update set counter = excluded.counter, seen_at = excluded.seen_at
      returning 1
    )
    ${notifying(office)}
    where exists (select from gone) or (exists (select from seen) and not exists (select from known))
  `.execute(db);
}

/** Deletes a disconnected desk, and notifies the office's screens. */
export async function removePresence(
  db: Database,
  { line, office }: Omit<Presence, 'counter' | 'staffId'>,
): Promise<void> {
  await sql`
    with gone as (delete from counter_presence where line = ${line} returning 1)
    ${notifying(office)} where exists (select from gone)
  `.execute(db);
}

/** Deletes what a crashed api left behind. */
export async function removeOldPresence(db: Database): Promise<void> {
  await sql`delete from counter_presence where seen_at < ${clock} - ${presenceLasts}`.execute(db);
}

/** Every counter in use of an office as JSON, with the names of the officers who are there at `now`. */
export const countersOf = (office: RawBuilder<unknown>, now: RawBuilder<unknown>) => sql`coalesce((
  select json_agg(json_build_object('code', c.code, 'label', c.label, 'officers', coalesce((
    select json_agg(there.name order by there.name) from (
      select distinct s.id, s.name from counter_presence p join staff s on s.id = p.staff_id
      where p.office = c.office and p.counter = c.code and p.seen_at > ${now} - ${presenceLasts}
    ) as there
  ), '[]'::json)) order by c.code)
  from counter c where c.office = ${office} and c.retired_at is null
), '[]'::json)`;
