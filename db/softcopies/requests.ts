import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { readableSigns } from '../../domain/readable-signs.ts';
import { markTextOf } from '../../domain/softcopies/mark.ts';
import {
  codeLength,
  fetchableStages,
  repeatableStages,
  softcopyNumberOf,
  softcopyTerms,
  waitingStages,
  type SoftcopyStage,
} from '../../domain/softcopies/request.ts';
import type { Instant } from '../../domain/time.ts';
import { clock, readTimeBefore } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { nextNumber } from '../offices/year-numbers.ts';
import { countUses } from '../supervision/library-uses.ts';
import { withdrawReady } from './ready-mails.ts';
import { takenBytes } from './room.ts';
import { removeInTurns } from '../keeping/turns.ts';

/** A request as its owner sees it. */
export interface SoftcopyRequest {
  readonly id: string;
  readonly number: string;
  readonly publication: string | null;
  readonly title: string;
  readonly code: string;
  readonly stage: SoftcopyStage;
  readonly progress: number;
  readonly bytes: number | null;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant | null;
}

const columns = [
  'id',
  'number',
  'publication_id as publication',
  'title',
  'code',
  'stage',
  'progress',
  'bytes',
  'requested_at as requestedAt',
  'expires_at as expiresAt',
] as const;

/** Whose a request is: a member's, or of a visit at the desk. */
export type SoftcopyOwner = { readonly member: string } | { readonly visit: string };

/** One request of its owner. */
export type OwnRequest = SoftcopyOwner & { readonly id: string };

const isOf = (owner: SoftcopyOwner) =>
  'member' in owner ? sql<boolean>`member_id = ${owner.member}` : sql<boolean>`visit_id = ${owner.visit}`;

/** Within these one publication is one request: a member's of a day, all of a visit. */
const isWithin = (owner: SoftcopyOwner, day: string) =>
  'member' in owner ? sql<boolean>`${isOf(owner)} and day = ${day}` : isOf(owner);

/**
 * Why a copy is not asked for: nothing to copy, too many of this member today or of this visit, too many of everybody
 * now, or no room for more.
 */
export type SoftcopyRefusal = 'no-softcopy' | 'too-many-today' | 'too-many-waiting' | 'no-room';

/** The lock under which the requests of an owner are taken one after the other. */
const ownerLock = 6500_1304;

/**
 * Asks for a copy, for one member, publication and day, or one visit and publication: the same again answers the same
 * request, which begins anew when it was taken back, given up or is over. `linkTo` makes the address of its code;
 * `begun` tells whether a copy is made now because of this.
 */
export async function requestSoftcopy(
  trx: Transaction,
  asked: SoftcopyOwner & { publication: string; linkTo: (code: string) => string },
): Promise<{ readonly request: SoftcopyRequest; readonly begun: boolean } | SoftcopyRefusal> {
  const { publication, linkTo } = asked;
  const owner = 'member' in asked ? asked.member : asked.visit;
  await sql`select pg_advisory_xact_lock(${ownerLock}, hashtext(${owner}))`.execute(trx);
  const found = await readOrder(trx, publication);
  if (!found) return 'no-softcopy';
  const { office, day } = found;
  const before = await trx
    .selectFrom('softcopy_request')
    .select(columns)
    .where('publication_id', '=', publication)
    .where(isWithin(asked, day))
    .executeTakeFirst();
  const isOver = before && (repeatableStages as readonly string[]).includes(before.stage);
  if (before && !isOver) return { request: before, begun: false };
  if (!before && (await countWithin(trx, isWithin(asked, day))) >= softcopyTerms.mostADay)
    return 'too-many-today';
  if ((await countWaiting(trx)) >= softcopyTerms.mostWaiting) return 'too-many-waiting';
  if ((await countBytes(trx)) >= softcopyTerms.mostBytes) return 'no-room';
  if (before) return { request: await begin(trx, before.id), begun: true };
  const year = Number(day.slice(0, 4));
  const number = softcopyNumberOf({
    office,
    year,
    n: await nextNumber(trx, { table: 'softcopy_number', office, year }),
  });
  const code = newCode();
  const request = await trx
    .insertInto('softcopy_request')
    .values({
      id: randomUUID(),
      office,
      number,
      code,
      member_id: 'member' in asked ? asked.member : null,
      visit_id: 'visit' in asked ? asked.visit : null,
      publication_id: publication,
      title: found.title,
      day,
      mark: markTextOf({ office: found.officeName, number, day }),
      address: linkTo(code),
      original: found.original,
      stage: 'requested',
      due_at: clock,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return { request, begun: true };
}

/** Lets a request begin anew, as it was asked for. That it was fetched before stays known: it is counted once. */
async function begin(trx: Transaction, id: string): Promise<SoftcopyRequest> {
  return trx
    .updateTable('softcopy_request')
    .set({
      stage: 'requested',
      progress: 0,
      attempts: 0,
      requested_at: clock,
      ready_at: null,
      expires_at: null,
      ended_at: null,
      due_at: clock,
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** What a copy is made of, and of which day its office's request is. */
async function readOrder(trx: Transaction, publication: string) {
  const { rows } = await sql<{
    office: string;
    officeName: string;
    title: string;
    original: string;
    day: string;
  }>`
    select p.office, o.name as "officeName", p.title, p.original, to_char(${clock} at time zone o.time_zone, 'YYYY-MM-DD') as day
    from publication p join office o on o.code = p.office
    where p.id = ${publication} and p.removed_at is null and p.original is not null
  `.execute(trx);
  return rows[0];
}

async function countWithin(trx: Transaction, within: ReturnType<typeof isWithin>): Promise<number> {
  const { n } = await trx
    .selectFrom('softcopy_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(within)
    .executeTakeFirstOrThrow();
  return n;
}

async function countWaiting(trx: Transaction): Promise<number> {
  const { n } = await trx
    .selectFrom('softcopy_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('stage', 'in', waitingStages)
    .executeTakeFirstOrThrow();
  return n;
}

async function countBytes(trx: Transaction): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select ${takenBytes} as bytes`.execute(trx);
  return rows[0]?.bytes ?? 0;
}

const newCode = (): string =>
  Array.from({ length: codeLength }, () => readableSigns[randomInt(readableSigns.length)]).join('');

/** A request of its owner, or null. */
export async function readSoftcopy(db: Database, own: OwnRequest): Promise<SoftcopyRequest | null> {
  const row = await db
    .selectFrom('softcopy_request')
    .select(columns)
    .where('id', '=', own.id)
    .where(isOf(own))
    .executeTakeFirst();
  return row ?? null;
}

/** An owner's requests, the newest first: enough for a month of diligent days. */
export async function listSoftcopies(db: Database, owner: SoftcopyOwner): Promise<SoftcopyRequest[]> {
  return db
    .selectFrom('softcopy_request')
    .select(columns)
    .where(isOf(owner))
    .orderBy('requested_at', 'desc')
    .limit(100)
    .execute();
}

/**
 * Hands a member's requests on to another one, who is the same person. Of two for the same publication and day the other's own
 * stays, and the handed one is nobody's.
 */
export async function moveSoftcopies(
  trx: Transaction,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await sql`
    update softcopy_request r set member_id = case when exists (
      select from softcopy_request own
      where own.member_id = ${into} and own.publication_id = r.publication_id and own.day = r.day
    ) then null else ${into}::uuid end
    where r.member_id = ${from}
  `.execute(trx);
}

/**
 * Forgets who asked for copies whose time has been over for a month; what was made stays known by its number, and what was
 * fetched stays counted.
 */
export async function forgetAskers(db: Database): Promise<void> {
  const before = await readTimeBefore(db, softcopyTerms.askerKnownDays * 24);
  await removeInTurns(db, {
    table: 'softcopy_request',
    where: sql`member_id is not null and least(ended_at, expires_at) < ${before}`,
    set: sql`member_id = null`,
  });
}

/** Takes a request back; one that was fetched or is over stays. */
export async function cancelSoftcopy(
  db: Database,
  { id, member }: { id: string; member: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('softcopy_request')
      .set({ stage: 'cancelled', ended_at: clock, due_at: clock })
      .where('id', '=', id)
      .where('member_id', '=', member)
      .where('stage', 'in', [...waitingStages, 'ready'])
      .returning(['id', 'requested_at'])
      .executeTakeFirst();
    if (row) await withdrawReady(trx, row);
  });
}

/**
 * The number of a copy that can be fetched; null when there is none any more. With `fetches` that is noted, and counted the first
 * time.
 */
export async function fetchSoftcopy(
  db: Database,
  { fetches, ...own }: OwnRequest & { fetches: boolean },
): Promise<{ number: string } | null> {
  return db.transaction().execute(async (trx) => {
    const row = await lockFetchable(trx, own);
    if (!row) return null;
    const { number, stage, downloaded_at: before } = row;
    if (!fetches || stage === 'downloaded') return { number };
    await trx
      .updateTable('softcopy_request')
      .set({ stage: 'downloaded', downloaded_at: sql`coalesce(downloaded_at, ${clock})` })
      .where('id', '=', own.id)
      .execute();
    await withdrawReady(trx, row);
    if (before === null) await countUses(trx, { office: row.office, use: 'softcopy', n: 1 });
    return { number };
  });
}

/** Lets a copy be made anew that could still be fetched, and of which the file is lost. */
export async function makeSoftcopyAnew(db: Database, own: OwnRequest): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await lockFetchable(trx, own)) await begin(trx, own.id);
  });
}

/** The request of a copy that can be fetched, locked. */
const lockFetchable = (trx: Transaction, own: OwnRequest) =>
  trx
    .selectFrom('softcopy_request')
    .select(['id', 'number', 'office', 'stage', 'requested_at', 'downloaded_at'])
    .where('id', '=', own.id)
    .where(isOf(own))
    .where('stage', 'in', fetchableStages)
    .where('expires_at', '>', sql<never>`${clock}`)
    .forUpdate()
    .executeTakeFirst();

/** What a copy's code tells to anybody: no person. */
export interface VerifiedCopy {
  readonly number: string;
  readonly title: string;
  readonly office: string;
  readonly day: string;
  readonly sha256: string;
}

/** The copy of this code or number; null when none was made. */
export async function verifySoftcopy(db: Database, name: string): Promise<VerifiedCopy | null> {
  const row = await db
    .selectFrom('softcopy_request as r')
    .innerJoin('office as o', 'o.code', 'r.office')
    .select(['r.number', 'r.title', 'o.name as office', 'r.day', 'r.sha256'])
    .where((eb) => eb.or([eb('r.code', '=', name), eb('r.number', '=', name)]))
    .where('r.sha256', 'is not', null)
    .executeTakeFirst();
  return row?.sha256 ? { ...row, sha256: row.sha256 } : null;
}
