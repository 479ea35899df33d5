import { sql } from 'kysely';
import { readingSteps, useLinkDays, type UseSource } from '../../domain/catalogue/in-room-use.ts';
import type { Label } from '../../domain/catalogue/shelf-code.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { InRoomUse, ShelfItem } from '../../wire/catalogue/in-room-uses.ts';
import { clock, readTimeBefore } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { isOpen } from '../fragments.ts';
import { removeInTurns } from '../keeping/turns.ts';

/** What became of the wish to record a use; `elsewhere` is another office's publication, `over` a visit that does not read now. */
export type Recorded = 'recorded' | 'unknown' | 'elsewhere' | 'over';

/** The office's day at an instant, of office `o`. */
const dayAt = (at: unknown) => sql`((${at})::timestamptz at time zone o.time_zone)::date`;

/**
 * Records that a printed publication is read: by a visitor, or found on a table, where it has been read already. As many
 * as come: the register may say that every copy is in use while the officer holds one.
 */
export async function recordUse(
  trx: Transaction,
  use: {
    commandId: string;
    office: string;
    publication: string;
    visitId: string | null;
    at: Instant;
    staffId: string;
  },
): Promise<Recorded> {
  const { commandId, office, publication, visitId, staffId } = use;
  const hindrance = await hindranceOf(trx, use);
  if (hindrance !== null) return hindrance;
  const source: UseSource = visitId === null ? 'table' : 'visit';
  const at = new Date(use.at);
  await sql`
    insert into in_room_use (id, office, publication_id, source, visit_id, day, at, staff_id, returned_at)
    select ${commandId}, o.code, ${publication}, ${source}, ${visitId}, ${dayAt(at)}, ${at}, ${staffId},
      ${visitId === null ? at : null}
    from office o where o.code = ${office}
  `.execute(trx);
  await tell(trx, { office, staffId, commandId, id: commandId, action: 'in-room-use-recorded' });
  return 'recorded';
}

/**
 * Why a publication is not handed to a visitor of this office now, or null. A visit that reads does so until the
 * transaction ends.
 */
export async function hindranceOf(
  trx: Transaction,
  { office, publication, visitId }: { office: string; publication: string; visitId: string | null },
): Promise<Exclude<Recorded, 'recorded'> | null> {
  const owner = await trx
    .selectFrom('publication')
    .select('office')
    .where('id', '=', publication)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!owner) return 'unknown';
  if (owner.office !== office) return 'elsewhere';
  return visitId === null || (await reads(trx, visitId)) ? null : 'over';
}

/** Whether a visit is where books are read; it stays there until the caller's transaction ends. */
async function reads(trx: Transaction, visitId: string): Promise<boolean> {
  const visit = await trx
    .selectFrom('visit')
    .select('step')
    .where('id', '=', visitId)
    .forShare()
    .executeTakeFirst();
  return visit !== undefined && (readingSteps as readonly Step[]).includes(visit.step);
}

/** A use that an officer changes. */
interface UseChange {
  readonly commandId: string;
  readonly office: string;
  readonly id: string;
  readonly at: Instant;
  readonly staffId: string;
}

/** Puts the book back, unless it was back before; false when the office has no such use. */
export async function endUse(trx: Transaction, change: UseChange): Promise<boolean> {
  const { office, id, at } = change;
  const use = await findUse(trx, change);
  if (!use || use.removed) return false;
  await trx
    .updateTable('in_room_use')
    .set({ returned_at: new Date(at) })
    .where('id', '=', id)
    .where('office', '=', office)
    .where('returned_at', 'is', null)
    .execute();
  await tell(trx, { ...change, action: 'in-room-use-ended' });
  return true;
}

/**
 * Takes a use back that was recorded by mistake: it is counted nowhere any more. Only on its own day, so that the
 * figures of past days stay; twice is once.
 */
export async function removeUse(
  trx: Transaction,
  change: UseChange,
): Promise<'removed' | 'unknown' | 'settled'> {
  const { office, id, at, staffId } = change;
  const use = await findUse(trx, change);
  if (!use) return 'unknown';
  if (!use.isToday && !use.removed) return 'settled';
  await trx
    .updateTable('in_room_use')
    .set({ removed_at: new Date(at), removed_by: staffId })
    .where('id', '=', id)
    .where('office', '=', office)
    .where('removed_at', 'is', null)
    .execute();
  await tell(trx, { ...change, action: 'in-room-use-removed' });
  return 'removed';
}

async function findUse(
  trx: Transaction,
  { office, id, at }: UseChange,
): Promise<{ removed: boolean; isToday: boolean } | undefined> {
  const { rows } = await sql<{ removed: boolean; isToday: boolean }>`
    select u.removed_at is not null as removed, u.day = ${dayAt(new Date(at))} as "isToday"
    from in_room_use u join office o on o.code = u.office where u.id = ${id} and u.office = ${office} for update of u
  `.execute(trx);
  return rows[0];
}

/** The audit names the use, never the visit: else who read what could be told after the link is forgotten. */
async function tell(
  trx: Transaction,
  {
    office,
    staffId,
    commandId,
    id,
    action,
  }: Pick<UseChange, 'office' | 'staffId' | 'commandId' | 'id'> & { action: string },
): Promise<void> {
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, action === 'in-room-use-recorded' ? 201 : 200),
    office,
    done: { action, detail: { use: id } },
    changed: [],
  });
}

/** What a visit used, the oldest first. */
export async function listUses(db: Database, visitId: string): Promise<InRoomUse[]> {
  return readUses(db, sql`u.visit_id = ${visitId}`);
}

/** What an office counted from tables today. */
export async function listCounted(db: Database, office: string): Promise<InRoomUse[]> {
  const here = sql`u.office = ${office} and u.day = (select ${dayAt(clock)} from office o where o.code = ${office})`;
  return readUses(db, sql`${here} and u.source = 'table'`);
}

/** The visit of a use, to answer with what else it used; null when it was counted, or when that is forgotten. */
export async function visitOfUse(db: Database, id: string): Promise<string | null> {
  const use = await db.selectFrom('in_room_use').select('visit_id').where('id', '=', id).executeTakeFirst();
  return use?.visit_id ?? null;
}

interface UseRow {
  id: string;
  source: UseSource;
  at: Instant;
  by: string;
  endedAt: Instant | null;
  isBack: boolean;
  publication: InRoomUse['publication'];
}

async function readUses(db: Database, where: ReturnType<typeof sql>): Promise<InRoomUse[]> {
  const { rows } = await sql<UseRow>`
    select u.id, u.source, u.at, s.name as by, least(u.returned_at, v.ended_at) as "endedAt",
      u.returned_at is not null as "isBack",
      json_build_object('id', p.id, 'title', p.title, 'year', p.year, 'catalogueNumber', p.catalogue_number,
        'publicationNumber', p.publication_number, 'shelf', p.shelf, 'copies', p.copies) as publication
    from in_room_use u
    join publication p on p.id = u.publication_id
    join staff s on s.id = u.staff_id
    left join visit v on v.id = u.visit_id
    where ${where} and u.removed_at is null order by u.at, u.id
  `.execute(db);
  return rows.map(({ id, source, at, by, endedAt, isBack, publication }) => ({
    id,
    publication,
    source,
    at: toIso(at),
    by,
    endedAt: toIso(endedAt),
    isBack,
  }));
}

/** The publications of an office by their ids, or by what was read from a label. */
export async function readShelf(
  db: Database,
  { office, asked }: { office: string; asked: readonly string[] | Label },
): Promise<ShelfItem[]> {
  const named = isLabel(asked)
    ? asked.kind === 'shelf-number'
      ? sql`p.shelf_number = ${asked.shelfNumber}`
      : sql`p.id = ${asked.id}`
    : sql`p.id = any (${[...asked]}::uuid[])`;
  const { rows } = await sql<ShelfItem>`
    with named as materialized (
      select p.*, ${dayAt(clock)} as today from publication p join office o on o.code = p.office
      where ${named} and p.office = ${office} and p.removed_at is null)
    select p.id, p.title, p.year, p.catalogue_number as "catalogueNumber",
      p.publication_number as "publicationNumber", p.shelf, p.copies, p.original is not null as softcopy,
      used."inUse", used."usesToday"
    from named p cross join lateral (
      select count(*)::int as "usesToday",
        count(*) filter (where u.returned_at is null and ${isOpen})::int as "inUse"
      from in_room_use u left join visit v on v.id = u.visit_id
      where u.office = p.office and u.day = p.today and u.publication_id = p.id and u.removed_at is null) used
  `.execute(db);
  return rows;
}

const isLabel = (asked: readonly string[] | Label): asked is Label => 'kind' in asked;

/** Forgets which visits used what, a month later; the uses stay and are counted. */
export async function forgetReaders(db: Database): Promise<void> {
  const before = await readTimeBefore(db, useLinkDays * 24);
  await removeInTurns(db, {
    table: 'in_room_use',
    where: sql`visit_id is not null and at < ${before}`,
    set: sql`visit_id = null,
      returned_at = coalesce(returned_at, (select ended_at from visit v where v.id = in_room_use.visit_id), ${clock})`,
  });
}
