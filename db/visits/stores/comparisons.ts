import { sql } from 'kysely';
import type { KnownVisit, VisitKey } from '../../../domain/visits/messages.ts';
import { noNotices, type NoticeKind } from '../../../domain/visits/deadlines.ts';
import type { Standing, VisitFault } from '../../../domain/visits/record.ts';
import type { Instant } from '../../../domain/time.ts';
import { clock, realClock } from '../../clock.ts';
import type { Database } from '../../connect.ts';
import { canBeCalledBack, hasEnded, isOpen, owesWithdrawal } from '../../fragments.ts';
import { raiseCounter } from '../tickets.ts';

/** Which database this is, and whether it was compared with the engine since it may have become an older one. */
export interface Incarnation {
  readonly name: string;
  readonly compared: boolean;
  /**
   * When the last event of a visit was recorded, in real time; null in a database that has none of its own. What a
   * comparison wrote back does not count: one that was not finished would look for the rest only since then.
   */
  readonly lastAt: Instant | null;
}

/** Reads which database this is. */
export async function readIncarnation(db: Database): Promise<Incarnation> {
  const { rows } = await sql<Incarnation>`
    select incarnation() as name, exists (
      select from comparison where comparison.incarnation = incarnation()
    ) as compared, (
      select at + (${realClock} - ${clock}) from audit
      where revision is not null and detail -> 'writtenBack' is null order by id desc limit 1
    ) as "lastAt"
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a statement without a condition answered no row');
  return row;
}

/** True when this database was compared with the engine; until then nothing is recorded in it. */
export async function isCompared(db: Database): Promise<boolean> {
  return (await readIncarnation(db)).compared;
}

/** Notes that this database and the engine agree; from now on numbers are given out. */
export async function markCompared(db: Database, incarnation: string): Promise<void> {
  await db
    .insertInto('comparison')
    .values({ incarnation })
    .onConflict((conflict) => conflict.column('alone').doUpdateSet({ incarnation, checked_at: clock }))
    .execute();
}

/** Notes that the open visits were looked at: each for its workflow, some for what it knows. */
export async function markChecked(db: Database): Promise<void> {
  await db.updateTable('comparison').set({ checked_at: clock }).execute();
}

/** A visit that needs a workflow, as its row stands. */
export interface ComparedVisit {
  readonly visit: VisitKey;
  readonly standing: Standing;
  /** For how long it has neither moved nor been noticed, in milliseconds. */
  readonly quietMs: number;
}

interface ComparedRow extends VisitKey {
  revision: number;
  closesAt: Instant;
  notices: readonly NoticeKind[];
  quietMs: number;
}

/** The rows of visits `v` from here. */
const compared = sql`
  select v.id as "visitId", v.office, v.day, v.revision, v.closes_at as "closesAt",
    coalesce(n.kinds, '[]'::json) as notices,
    extract(epoch from ${clock} - greatest(v.last_at, n.recorded_at)) * 1000 as "quietMs"
  from visit v
  left join lateral (
    select json_agg(kind) filter (where withdrawn_at is null) as kinds, max(recorded_at) as recorded_at
    from visit_notice where visit_id = v.id
  ) as n on true`;

/**
 * Every visit that needs a workflow: the open ones, no-shows that can be called back, and those whose withdrawn breach
 * people outside still believe. Those that moved last come first: an engine that lost its end has lost theirs.
 */
export async function readCompared(db: Database): Promise<ComparedVisit[]> {
  const { rows } = await sql<ComparedRow>`
    ${compared} where ${isOpen}
    union all ${compared} where ${canBeCalledBack}
    union all ${compared} where ${hasEnded} and ${owesWithdrawal}
    order by "quietMs"
  `.execute(db);
  return rows.map(toCompared);
}

/** How the row of one visit stands; null without a row. */
export async function readStanding(db: Database, visitId: string): Promise<Standing | null> {
  const { rows } = await sql<ComparedRow>`${compared} where v.id = ${visitId}`.execute(db);
  return rows[0] ? toCompared(rows[0]).standing : null;
}

function toCompared({ revision, closesAt, notices, quietMs, ...visit }: ComparedRow): ComparedVisit {
  const given = Object.fromEntries(notices.map((kind) => [kind, true]));
  return { visit, standing: { revision, closesAt, notices: { ...noNotices, ...given } }, quietMs };
}

/** The revisions of these visits; those without a row are missing. */
export async function readRevisions(
  db: Database,
  visitIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('visit')
    .select(['id', 'revision'])
    .where('id', '=', sql<string>`any(${visitIds}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/**
 * Whether the visit has anything left to do: it is open, a move of it can still be taken back, or a withdrawal was not
 * sent yet.
 */
export async function needsWorkflow(db: Database, visitId: string): Promise<boolean> {
  const { rows } = await sql`
    select from visit v where v.id = ${visitId}
      and (${isOpen} or ${canBeCalledBack} or v.undo_until > ${clock} or ${owesWithdrawal})
  `.execute(db);
  return rows.length > 0;
}

/** Notes a visit that differs from its workflow; answers for how many milliseconds it has differed. */
export async function noteFault(
  db: Database,
  { visitId, office, day }: VisitKey,
  fault: VisitFault,
): Promise<number> {
  const { rows } = await sql<{ forMs: number }>`
    insert into unmatched_visit as u (visit_id, office, day, fault)
    values (${visitId}, ${office}, ${day}, ${fault})
    on conflict (visit_id) do update set fault = excluded.fault
    returning extract(epoch from ${clock} - u.found_at) * 1000 as "forMs"
  `.execute(db);
  return rows[0]?.forMs ?? 0;
}

/** A visit that differed from its workflow when it was last looked at. */
export interface NotedVisit {
  readonly visit: VisitKey;
  readonly fault: VisitFault;
}

/** Every visit that is noted as different from its workflow. */
export async function readNoted(db: Database): Promise<NotedVisit[]> {
  const rows = await db
    .selectFrom('unmatched_visit')
    .select(['visit_id as visitId', 'office', 'day', 'fault'])
    .execute();
  return rows.map(({ fault, ...visit }) => ({ visit, fault }));
}

/** Forgets visits that agree with their workflows again, or have ended. None but these: others note theirs. */
export async function forgetFaults(db: Database, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length === 0) return;
  await db
    .deleteFrom('unmatched_visit')
    .where('visit_id', '=', sql<string>`any(${visitIds}::uuid[])`)
    .execute();
}

/** Keeps the numbers of these visits from being given out again, before and whether or not they can be written back. */
export async function holdNumbers(db: Database, visits: readonly KnownVisit[]): Promise<void> {
  for (const { input, record } of visits) {
    if (record === null) continue;
    const { office, service, day } = input;
    await raiseCounter(db, { office, service, day, last: record.ticket.number });
  }
}
