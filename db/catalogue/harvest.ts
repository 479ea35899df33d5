import { sql, type RawBuilder } from 'kysely';
import type { Publication } from '../../domain/catalogue/publication.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../connect.ts';
import { lockForReading } from './indexing.ts';
import { detailList } from './publications.ts';

/** A publication as harvesters know it, removed ones as well. */
export interface HarvestedPublication extends Publication {
  readonly id: string;
  readonly office: string;
  readonly officeName: string;
  readonly createdAt: Instant;
  /** When it was added, changed or removed last. */
  readonly changedAt: Instant;
  readonly removed: boolean;
}

/** Where a harvest stands: everything up to this publication was told. */
export interface HarvestPlace {
  readonly changedAt: Instant;
  readonly id: string;
}

/** What is harvested: changes of an office or of all, in a span of time whose end is not in it. */
export interface HarvestScope {
  readonly office: string | null;
  readonly from: Instant | null;
  readonly before: Instant | null;
}

const harvested = sql`
  select p.id, p.office, o.name as "officeName", p.created_at as "createdAt", p.changed_at as "changedAt",
    p.removed_at is not null as removed, ${detailList}
  from publication p join office o on o.code = p.office`;

/**
 * The changes after a place, the oldest first. Null while somebody changes the collection: what a transaction changes
 * has a time before its commit, and a harvest that has passed that time would never hear of it.
 */
export async function readChanges(
  db: Database,
  { scope, after, limit }: { scope: HarvestScope; after: HarvestPlace | null; limit: number },
): Promise<HarvestedPublication[] | null> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockForReading(trx))) return null;
    const wheres = wheresOf(scope);
    if (after) wheres.push(sql`(p.changed_at, p.id) > (${new Date(after.changedAt)}, ${after.id}::uuid)`);
    const { rows } = await sql<HarvestedPublication>`
      ${harvested} where ${sql.join(wheres, sql` and `)} order by p.changed_at, p.id limit ${limit}
    `.execute(trx);
    return rows;
  });
}

/** How many publications a harvest is about. */
export async function countChanges(db: Database, scope: HarvestScope): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from publication p where ${sql.join(wheresOf(scope), sql` and `)}
  `.execute(db);
  return rows[0]?.n ?? 0;
}

function wheresOf({ office, from, before }: HarvestScope): RawBuilder<unknown>[] {
  return [
    sql`true`,
    ...(office === null ? [] : [sql`p.office = ${office}`]),
    ...(from === null ? [] : [sql`p.changed_at >= ${new Date(from)}`]),
    ...(before === null ? [] : [sql`p.changed_at < ${new Date(before)}`]),
  ];
}

/** A publication with its last change, removed or not; null when there never was one. */
export async function readHarvested(db: Database, id: string): Promise<HarvestedPublication | null> {
  const { rows } = await sql<HarvestedPublication>`${harvested} where p.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What harvesters are told of the collection as a whole. */
export interface Repository {
  /** The first change that harvesters can hear of; null while there is none. */
  readonly earliest: Instant | null;
  /** Offices that have or had publications. */
  readonly offices: readonly { readonly code: string; readonly name: string }[];
}

/** Reads what there is to harvest. */
export async function readRepository(db: Database): Promise<Repository> {
  const { rows } = await sql<Repository>`
    select (select min(changed_at) from publication) as earliest,
      (select coalesce(json_agg(json_build_object('code', o.code, 'name', o.name) order by o.code), '[]') from office o
        where exists (select from publication p where p.office = o.code)) as offices
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the collection had no answer');
  return row;
}

/** The name and the address for mail of an office; null when there is none. */
export async function readOfficeContact(
  db: Database,
  code: string,
): Promise<{ name: string; email: string | null } | null> {
  const { rows } = await sql<{ name: string; email: string | null }>`
    select name, profile -> 'contacts' ->> 'email' as email from office where code = ${code}
  `.execute(db);
  return rows[0] ?? null;
}

/** How many publications readers may find. */
export async function countFindable(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from publication_index`.execute(db);
  return rows[0]?.n ?? 0;
}

/** A part of the publications that readers may find, in an order that stays. */
export async function listFindable(
  db: Database,
  { skip, limit }: { skip: number; limit: number },
): Promise<{ id: string; changedAt: Instant }[]> {
  const { rows } = await sql<{ id: string; changedAt: Instant }>`
    select p.id, p.changed_at as "changedAt" from publication_index i join publication p using (id)
    order by p.id limit ${limit} offset ${skip}
  `.execute(db);
  return rows;
}
