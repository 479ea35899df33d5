import { sql } from 'kysely';
import type { Mark } from '../../domain/softcopies/mark.ts';
import {
  fetchableStages,
  softcopyDueOf,
  softcopyTerms,
  waitingStages,
} from '../../domain/softcopies/request.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock, clockNow, timeIn } from '../clock.ts';
import type { Database } from '../connect.ts';
import { markRowsCarried, readDueRows, type DueRow } from '../due-rows.ts';
import { tellReady } from './ready-mails.ts';

/** How long a try may be under way before its request counts as having no workflow. */
const tryTakesAtMostMs = 120_000;

/** How much later than it said a workflow may look. */
const slackMs = 5 * 60_000;

/** Requests that no workflow has looked at in time, in the order in which they were asked for. */
export function readDueSoftcopies(db: Database, limit: number): Promise<DueRow[]> {
  return readDueRows(db, { table: 'softcopy_request', by: 'requested_at', limit });
}

/** Notes that requests have a workflow now, so that the next look leaves them alone for a while. */
export function markSoftcopiesCarried(db: Database, rows: readonly DueRow[]): Promise<void> {
  return markRowsCarried(db, { table: 'softcopy_request', forMs: tryTakesAtMostMs }, rows);
}

/** A copy to be made. */
export interface CopyOrder {
  readonly id: string;
  readonly original: string;
  readonly mark: Mark;
  /** The number of this try. */
  readonly attempt: number;
}

/** What is due for a request: a copy, nothing for so long, or nothing any more, and its file may go. */
export type SoftcopyStep =
  | { readonly kind: 'make'; readonly order: CopyOrder }
  | { readonly kind: 'wait'; readonly pauseMs: number }
  | { readonly kind: 'end' };

/** Tells what is due; a try is counted before it begins, so that a crash costs one. */
export async function beginSoftcopy(db: Database, id: string): Promise<SoftcopyStep> {
  return db.transaction().execute(async (trx): Promise<SoftcopyStep> => {
    const row = await trx
      .selectFrom('softcopy_request')
      .select(['stage', 'expires_at', 'original', 'mark', 'address', 'number', 'attempts'])
      .select(clockNow.as('now'))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return { kind: 'end' };
    const due = softcopyDueOf({ stage: row.stage, expiresAt: row.expires_at }, row.now);
    const request = trx.updateTable('softcopy_request').where('id', '=', id);
    if (due.kind === 'wait') {
      const pauseMs = due.until - row.now;
      await request.set({ due_at: timeIn(pauseMs + slackMs) }).execute();
      return { kind: 'wait', pauseMs };
    }
    if (due.kind === 'make' && row.attempts >= softcopyTerms.mostBegun) {
      await request.set({ stage: 'failed', ended_at: clock, due_at: null }).execute();
      return { kind: 'end' };
    }
    if (due.kind === 'make') {
      const attempt = row.attempts + 1;
      await request
        .set({ stage: 'preparing', progress: 0, attempts: attempt, due_at: timeIn(tryTakesAtMostMs) })
        .execute();
      const mark = { text: row.mark, address: row.address, number: row.number };
      return { kind: 'make', order: { id, original: row.original, mark, attempt } };
    }
    return { kind: 'end' };
  });
}

/** Notes how far a copy is. */
export async function noteProgress(db: Database, id: string, percent: number): Promise<void> {
  await db
    .updateTable('softcopy_request')
    .set({ progress: percent })
    .where('id', '=', id)
    .where('stage', '=', 'preparing')
    .execute();
}

/** Records a finished copy; false when it was taken back meanwhile. With a cipher, who waited long is told by mail. */
export async function recordCopy(
  { db, cipher }: { db: Database; cipher: Cipher | null },
  { id, sha256, bytes }: { id: string; sha256: string; bytes: number },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('softcopy_request')
      .set({
        stage: 'ready',
        progress: 100,
        sha256,
        bytes,
        ready_at: clock,
        expires_at: timeIn(softcopyTerms.fetchableMs),
        due_at: timeIn(softcopyTerms.fetchableMs + slackMs),
      })
      .where('id', '=', id)
      .where('stage', '=', 'preparing')
      .returning(['id', 'office', 'member_id', 'title', 'number', 'requested_at', 'ready_at', 'expires_at'])
      .executeTakeFirst();
    if (!row) return false;
    const waitedMs = (row.ready_at ?? 0) - row.requested_at;
    if (cipher && waitedMs > softcopyTerms.tellsByMailAfterMs) await tellReady(trx, cipher, row);
    return true;
  });
}

/** Records that a try failed; answers the pause before the next, or null when there is none. */
export async function recordFailedTry(
  db: Database,
  { id, attempt }: Pick<CopyOrder, 'id' | 'attempt'>,
): Promise<number | null> {
  const isOver = attempt >= softcopyTerms.mostAttempts;
  const pauseMs = softcopyTerms.firstPauseMs * 2 ** (attempt - 1);
  await db
    .updateTable('softcopy_request')
    .set(
      isOver
        ? { stage: 'failed', ended_at: clock, due_at: null }
        : { stage: 'requested', due_at: timeIn(pauseMs + tryTakesAtMostMs) },
    )
    .where('id', '=', id)
    .where('stage', '=', 'preparing')
    .execute();
  return isOver ? null : pauseMs;
}

/** Records that a request's copy is gone: past its time, or taken back. */
export async function recordEnd(db: Database, id: string): Promise<void> {
  await db
    .updateTable('softcopy_request')
    .set({
      stage: sql<'expired'>`case when stage = 'ready' then 'expired' else stage end`,
      ended_at: sql<Date>`coalesce(ended_at, ${clock})`,
      due_at: null,
    })
    .where('id', '=', id)
    .where('stage', 'not in', waitingStages)
    .execute();
}

/** Of these requests, those whose copies nobody can fetch any more, or which nobody knows. */
export async function readOverSoftcopies(db: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${ids}::text[]) as given (id)
    where not exists (
      select from softcopy_request r where r.id::text = given.id
        and (r.stage in (${sql.join(waitingStages)})
          or (r.stage in (${sql.join(fetchableStages)}) and r.expires_at > ${clock}))
    )
  `.execute(db);
  return rows.map(({ id }) => id);
}
