import { sql, type RawBuilder } from 'kysely';
import { nextToCall, type Waiting } from '../../domain/visits/queue.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { Instant } from '../../domain/time.ts';
import { clock } from '../clock.ts';
import type { Command } from '../commands.ts';
import { LostRowError, type Database, type Transaction } from '../connect.ts';
import { isOpen, jsonTime } from '../fragments.ts';
import { priorityRunOf } from '../offices/offices.ts';
import { plannedOnce } from '../planned-once.ts';

/** How long a picked number stays reserved for the desk that pressed. */
const reservedMs = 10_000;

/** The result of a pick, before the engine is called. */
export type CallPick =
  | {
      readonly kind: 'picked';
      readonly target: VisitKey;
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
    except = [],
  }: {
    command: Command;
    office: string;
    counter: string;
    /** Visits that this press could not call. */
    except?: readonly string[];
  },
): Promise<CallPick> {
  return db.transaction().execute(async (trx) => {
    await lockLine(trx, { office, counter });
    // after the locks: a statement sees only what was committed before it began
    const { holder, waiting, recent, run } = await readLineAt(trx, { office, counter });
    if (holder?.claimedBy === command.id && holder.step === 'waiting' && holder.claimedUntil !== null) {
      const { attempt, at } = await readAttempt(trx, command.id);
      return {
        kind: 'picked',
        target: { visitId: holder.id, office, day: holder.day },
        attempt,
        at,
        validUntil: holder.claimedUntil,
        passedOver: [],
      };
    }
    if (holder) return { kind: 'busy', visitId: holder.id };

    const passedOver = waiting.filter(({ stuck }) => stuck).map(({ id }) => id);
    const callable = waiting.filter(({ id, stuck }) => !stuck && !except.includes(id));
    const next = nextToCall(callable, recent, run);
    if (!next) return { kind: 'nobody', passedOver };
    const { at, attempt, day } = await reserve(trx, { visitId: next.id, commandId: command.id, counter });
    const target = { visitId: next.id, office, day };
    return { kind: 'picked', target, attempt, at, validUntil: at + reservedMs, passedOver };
  });
}

/** Reserves a number for the counter, as the next try of the command. Throws LostRowError when either is gone. */
async function reserve(
  trx: Transaction,
  { visitId, commandId, counter }: { visitId: string; commandId: string; counter: string },
): Promise<{ at: Instant; attempt: number; day: string }> {
  const { rows } = await sql<{ at: Instant; attempt: number; day: string }>`${plannedOnce('reservation')}
    with tried as (
      update command set attempt = attempt + 1, at = ${clock}, visit_id = ${visitId}::uuid
      where id = ${commandId}::uuid returning id, at, attempt
    )
    update visit v set claimed_by = tried.id, claimed_counter = ${counter},
      claimed_until = tried.at + ${sql.lit(reservedMs)} * interval '1 millisecond'
    from tried where v.id = ${visitId}::uuid returning tried.at, tried.attempt, v.day
  `.execute(trx);
  const [reserved] = rows;
  if (!reserved) throw new LostRowError();
  return reserved;
}

/** Returns a reserved number to the queue when its call was refused. */
export async function releaseReservation(db: Database, command: Command): Promise<void> {
  await db
    .updateTable('visit')
    .set({ claimed_by: null, claimed_counter: null, claimed_until: null })
    .where('claimed_by', '=', command.id)
    .execute();
}

/** Locks the office's queue, then the counter: not its key, which visits that are recorded meanwhile refer to. */
async function lockLine(
  trx: Transaction,
  { office, counter }: { office: string; counter: string },
): Promise<void> {
  await sql`${plannedOnce('line-lock')}
    with line as materialized (select office from queue where office = ${office} for update)
    select from line join counter c on c.office = line.office and c.code = ${counter} for no key update of c
  `.execute(trx);
}

/** The visit that is called at a counter, or is about to be. */
interface Holder {
  readonly id: string;
  readonly day: string;
  readonly step: Step;
  readonly claimedBy: string | null;
  readonly claimedUntil: Instant | null;
}

/** Who holds the counter, the line of those whom no other desk is about to call, and the bound on priority calls. */
async function readLineAt(
  trx: Transaction,
  { office, counter }: { office: string; counter: string },
): Promise<Line & { readonly holder: Holder | null; readonly run: number }> {
  const code = sql`${office}::text`;
  const { rows } = await sql<Line & { holder: Holder | null; run: number }>`${plannedOnce('line-at-counter')}
    with bound as materialized (select ${priorityRunOf(office)} as run)
    select (
      select json_build_object('id', v.id, 'day', v.day, 'step', v.step, 'claimedBy', v.claimed_by,
        'claimedUntil', ${jsonTime(sql.ref('v.claimed_until'))})
      from visit v
      where v.office = ${code} and ${isOpen} and ((v.counter = ${counter} and v.step = 'called')
        or (v.claimed_counter = ${counter} and v.step = 'waiting' and v.claimed_until > ${clock}))
      order by v.step limit 1
    ) as holder, -- first: a reservation that ends meanwhile is somebody's in one of both
    bound.run, ${waitingIn(code, { unclaimed: true })} as waiting,
      ${recentCallsIn(code, sql`(select run from bound)`)} as recent
    from bound
  `.execute(trx);
  return onlyOf(rows);
}

async function readAttempt(trx: Database, commandId: string): Promise<{ attempt: number; at: Instant }> {
  return trx
    .selectFrom('command')
    .select(['attempt', 'at'])
    .where('id', '=', commandId)
    .executeTakeFirstOrThrow(() => new LostRowError());
}

/** Somebody who waits; `stuck` when the visit's workflow does not answer or could not be made to agree. */
interface WaitingNow extends Waiting {
  readonly stuck: boolean;
}

/** An office's line: who waits, and the latest calls, by which it is decided who is next. */
export interface Line {
  readonly waiting: readonly WaitingNow[];
  /** Whether each of them went to a priority visitor, newest first; no more than the bound needs. */
  readonly recent: readonly boolean[];
}

/** The columns of a `Line`. */
export const lineOf = (office: RawBuilder<unknown>, run: number) =>
  sql`${waitingIn(office)} as waiting, ${recentCallsIn(office, sql`${run}`)} as recent`;

/** Reads an office's line, and when it was called from last; null when nobody was within a day. */
export async function readWaitingLine(
  db: Database,
  { office, run }: { office: string; run: number },
): Promise<Line & { readonly lastCallAt: Instant | null }> {
  const { rows } = await sql<Line & { lastCallAt: Instant | null }>`${plannedOnce('line')}
    select ${lineOf(sql`${office}::text`, run)}, (
      select max(at) from visit_event
      where office = ${office} and move = 'call' and at > ${clock} - interval '1 day'
    ) as "lastCallAt"
  `.execute(db);
  return onlyOf(rows);
}

/** Everyone who waits and can still be called, as JSON; with `unclaimed` only those whom no other desk is about to call. */
const waitingIn = (
  office: RawBuilder<unknown>,
  { unclaimed = false }: { unclaimed?: boolean } = {},
) => sql`coalesce((
  select json_agg(json_build_object('id', w.id, 'number', w.number, 'queuedAt', ${jsonTime(sql.ref('w.queued_at'))},
    'priority', w.priority is not null, 'stuck', u.visit_id is not null))
  from visit w
  left join unmatched_visit u on u.visit_id = w.id and u.fault in ('ahead', 'silent')
  where w.office = ${office} and w.step = 'waiting' and w.closes_at > ${clock}
    ${unclaimed ? sql`and (w.claimed_until is null or w.claimed_until <= ${clock})` : sql``}
), '[]'::json)`;

/** The latest calls of a `Line` as JSON: reservations under way, then recorded calls that were not undone. */
export const recentCallsIn = (office: RawBuilder<unknown>, run: RawBuilder<unknown>) => sql`coalesce((
  select json_agg(calls.priority order by calls.at desc) from (
    select priority, at from (
      select r.priority is not null as priority, r.claimed_until as at
      from visit r
      where r.office = ${office} and r.step = 'waiting' and r.claimed_until > ${clock}
      union all
      select (select r.priority is not null from visit r where r.id = e.visit_id), e.at
      from (
        select visit_id, at from visit_event e
        where office = ${office} and move = 'call' and at > ${clock} - interval '1 day'
          and not exists (
            select from visit_event u where u.visit_id = e.visit_id and u.undoes = e.revision
          )
        order by at desc limit ${run}
      ) as e
    ) as latest
    order by at desc limit ${run}
  ) as calls
), '[]'::json)`;

function onlyOf<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('a statement without a condition answered no row');
  return row;
}

/** When the calls of a time span were recorded (what a board painted with its latest snapshot), and the time now. */
export async function readCallTimes(
  db: Database,
  { office, after, until }: { office: string; after: Instant; until: Instant },
): Promise<{ now: Instant; times: Instant[] }> {
  const { rows } = await sql<{ now: Instant; times: Instant[] }>`${plannedOnce('call-times')}
    select ${clock} as now, coalesce((
      select json_agg(floor(extract(epoch from recorded_at) * 1000)) from visit_event
      where office = ${office} and move = 'call' and at > ${new Date(after)}::timestamptz - interval '10 seconds'
        and recorded_at > ${new Date(after)} and recorded_at <= ${new Date(until)}
    ), '[]'::json) as times
  `.execute(db);
  return onlyOf(rows);
}
