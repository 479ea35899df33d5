import { sql } from 'kysely';
import { nextToCall, type Waiting } from '../../domain/visits/queue.ts';
import type { Instant } from '../../domain/time.ts';
import { clock, clockNow } from '../clock.ts';
import type { Command } from '../commands.ts';
import type { Database } from '../connect.ts';
import { isOpen } from '../fragments.ts';

/** How long a picked number stays reserved for the desk that pressed. */
const reservedMs = 10_000;

/** The result of a pick, before the engine is called. */
export type CallPick =
  | {
      readonly kind: 'picked';
      readonly visitId: string;
      readonly attempt: number;
      readonly at: Instant;
      readonly validUntil: Instant;
      /** Who waits and has no workflow that answers. */
      readonly passedOver: readonly string[];
    }
  | { readonly kind: 'nobody'; readonly passedOver: readonly string[] }
  | { readonly kind: 'busy'; readonly visitId: string };

/**
 * Picks whom a counter calls next. One transaction holds the office's queue row and the counter row, so
 * that two desks get two visitors and the priority bound holds (SKIP LOCKED alone would break it).
 * The same key keeps its visitor while the reservation lives.
 */
export async function pickNext(
  db: Database,
  {
    command,
    office,
    counter,
    priorityRun,
    except = [],
  }: {
    command: Command;
    office: string;
    counter: string;
    priorityRun: number;
    /** Visits that this press could not call. */
    except?: readonly string[];
  },
): Promise<CallPick> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('queue').select('office').where('office', '=', office).forUpdate().execute();
    await trx
      .selectFrom('counter')
      .select('code')
      .where('office', '=', office)
      .where('code', '=', counter)
      .forUpdate()
      .execute();

    const holder = await counterHolder(trx, { office, counter });
    if (holder?.claimed_by === command.id && holder.step === 'waiting' && holder.claimed_until !== null) {
      const { attempt, at } = await readAttempt(trx, command.id);
      return {
        kind: 'picked',
        visitId: holder.id,
        attempt,
        at,
        validUntil: holder.claimed_until,
        passedOver: [],
      };
    }
    if (holder) return { kind: 'busy', visitId: holder.id };

    const waiting = await readWaiting(trx, office, { unclaimed: true });
    const passedOver = waiting.filter(({ stuck }) => stuck).map(({ id }) => id);
    const callable = waiting.filter(({ id, stuck }) => !stuck && !except.includes(id));
    const next = nextToCall(callable, await recentCalls(trx, { office, run: priorityRun }), priorityRun);
    if (!next) return { kind: 'nobody', passedOver };
    const { at, attempt } = await trx
      .updateTable('command')
      .set((eb) => ({ attempt: eb('attempt', '+', 1), at: clock, visit_id: next.id }))
      .where('id', '=', command.id)
      .returning(['at', 'attempt'])
      .executeTakeFirstOrThrow();
    const validUntil = at + reservedMs;
    await trx
      .updateTable('visit')
      .set({ claimed_by: command.id, claimed_counter: counter, claimed_until: new Date(validUntil) })
      .where('id', '=', next.id)
      .execute();
    return { kind: 'picked', visitId: next.id, attempt, at, validUntil, passedOver };
  });
}

/** Returns a reserved number to the queue when its call was refused. */
export async function releaseReservation(db: Database, command: Command): Promise<void> {
  await db
    .updateTable('visit')
    .set({ claimed_by: null, claimed_counter: null, claimed_until: null })
    .where('claimed_by', '=', command.id)
    .execute();
}

/** The visit that is called at the counter, or is about to be. */
async function counterHolder(trx: Database, { office, counter }: { office: string; counter: string }) {
  return trx
    .selectFrom('visit as v')
    .select(['id', 'step', 'claimed_by', 'claimed_until'])
    .where('office', '=', office)
    .where(isOpen)
    .where((eb) =>
      eb.or([
        eb.and([eb('counter', '=', counter), eb('step', '=', 'called')]),
        eb.and([
          eb('claimed_counter', '=', counter),
          eb('step', '=', 'waiting'),
          eb('claimed_until', '>', clockNow),
        ]),
      ]),
    )
    .orderBy('step')
    .limit(1)
    .executeTakeFirst();
}

async function readAttempt(trx: Database, commandId: string): Promise<{ attempt: number; at: Instant }> {
  return trx
    .selectFrom('command')
    .select(['attempt', 'at'])
    .where('id', '=', commandId)
    .executeTakeFirstOrThrow();
}

/** Somebody who waits; `stuck` when the visit's workflow does not answer or could not be made to agree. */
interface WaitingNow extends Waiting {
  readonly stuck: boolean;
}

/** Everyone who waits and can still be called; with `unclaimed` only those whom no other desk is about to call. */
export async function readWaiting(
  db: Database,
  office: string,
  { unclaimed = false }: { unclaimed?: boolean } = {},
): Promise<WaitingNow[]> {
  const waiting = db
    .selectFrom('visit')
    .leftJoin('unmatched_visit as u', (join) =>
      join.onRef('u.visit_id', '=', 'visit.id').on('u.fault', 'in', ['ahead', 'silent']),
    )
    .select(['id', 'number', 'queued_at', 'priority', 'u.visit_id as stuck'])
    .where('visit.office', '=', office)
    .where('step', '=', 'waiting')
    .where('closes_at', '>', clockNow);
  const rows = await (
    unclaimed
      ? waiting.where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', clockNow)]))
      : waiting
  ).execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    queuedAt: row.queued_at,
    priority: row.priority !== null,
    stuck: row.stuck !== null,
  }));
}

/**
 * Whether each of the latest calls went to a priority visitor, newest first: reservations under way, then
 * recorded calls that were not undone. No more than the bound needs.
 */
export async function recentCalls(
  db: Database,
  { office, run }: { office: string; run: number },
): Promise<boolean[]> {
  const { rows } = await sql<{ priority: boolean }>`
    select priority from (
      select v.priority is not null as priority, v.claimed_until as at
      from visit v
      where v.office = ${office} and v.step = 'waiting' and v.claimed_until > ${clock}
      union all
      select (select v.priority is not null from visit v where v.id = e.visit_id), e.at
      from (
        select visit_id, at from visit_event e
        where office = ${office} and move = 'call' and at > ${clock} - interval '1 day'
          and not exists (
            select from visit_event u where u.visit_id = e.visit_id and u.undoes = e.revision
          )
        order by at desc limit ${run}
      ) as e
    ) as calls
    order by at desc limit ${run}
  `.execute(db);
  return rows.map((row) => row.priority);
}

/** When the calls of a time span were recorded (what a board painted with its latest snapshot), and the time now. */
export async function readCallTimes(
  db: Database,
  { office, after, until }: { office: string; after: Instant; until: Instant },
): Promise<{ now: Instant; times: Instant[] }> {
  const { rows } = await sql<{ now: Instant; times: Instant[] }>`
    select ${clock} as now, coalesce((
      select json_agg(floor(extract(epoch from recorded_at) * 1000)) from visit_event
      where office = ${office} and move = 'call' and at > ${new Date(after)}::timestamptz - interval '10 seconds'
        and recorded_at > ${new Date(after)} and recorded_at <= ${new Date(until)}
    ), '[]'::json) as times
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a statement without a condition answered no row');
  return row;
}
