import { sql } from 'kysely';
import { dueTimesOf, nextStep, type Noticed } from '../../domain/complaints/due-times.ts';
import { moved } from '../../domain/complaints/complaint.ts';
import type { Instant } from '../../domain/time.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clock, clockNow, timeIn } from '../clock.ts';
import { notifyBesides } from '../changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { markRowsCarried, readDueRows, type DueRow } from '../due-rows.ts';
import { endChange } from '../endings.ts';
import { tellComplainant, tellOverdue } from './mails.ts';
import { movedDues, recordMove, toComplaint, type ComplaintRow } from './record.ts';
import { readWorkingWeek } from './week.ts';

/** How long a look may be under way before the workflow of its complaint is started again. */
const lookTakesAtMostMs = 120_000;

/** How much later than it said a workflow may look before its complaint counts as having none. */
const slackMs = 5 * 60_000;

/** The longest pause: hours of a policy that begin on a later day move due times without anybody's press. */
const longestPauseMs = 86_400_000;

/** Complaints that no workflow has looked at in time, the longest waiting first. */
export function readDueComplaints(db: Database, limit: number): Promise<DueRow[]> {
  return readDueRows(db, { table: 'complaint', by: 'due_at', limit });
}

/** Notes that complaints have a workflow now, so that the next look leaves them alone for a while. */
export function markComplaintsCarried(db: Database, rows: readonly DueRow[]): Promise<void> {
  return markRowsCarried(db, { table: 'complaint', forMs: lookTakesAtMostMs }, rows);
}

/** Has the open complaints of an office, or of all, looked at: their working days have changed. */
export async function wakeComplaints(trx: Database, office: string | null): Promise<void> {
  await sql`
    update complaint set due_at = ${clock}
    where ended_at is null and ${office === null ? sql`true` : sql`office = ${office}`}
  `.execute(trx);
}

/** How complainants, and those who are told of broken promises (`to`), are mailed. */
export interface ComplaintMails {
  readonly cipher: Cipher;
  readonly to: readonly string[];
}

/** What one look did: each notice with its own time, whatever the hour at which it was given. */
export interface ComplaintLook {
  readonly done: readonly (Noticed | 'fell-silent' | 'moved-due')[];
  /** How long nothing is due; null when the complaint is done with. */
  readonly pauseMs: number | null;
}

/**
 * Does everything that is due for a complaint. Due times that the calendar has moved are written down first, so that a
 * notice is never given for a time that does not hold any more.
 */
export async function lookAtComplaint(
  { db, mails }: { db: Database; mails: ComplaintMails | null },
  id: string,
): Promise<ComplaintLook> {
  return db.transaction().execute(async (trx) => {
    let row = await readRow(trx, id);
    if (!row) return { done: [], pauseMs: null };
    const done: ComplaintLook['done'][number][] = [];
    const week = await readWorkingWeek(trx, row.office);
    const { now } = row;
    if (movedDues(row, dueTimesOf(toComplaint(row), week)).length > 0) {
      row = await moveBySystem(trx, { row, week, name: 'move-due', at: now, mails });
      done.push('moved-due');
    }
    const noticed = await readNoticed(trx, id);
    for (;;) {
      const step = nextStep(dueTimesOf(toComplaint(row), week), noticed, now);
      if (step?.kind === 'notice') {
        await recordNotice(trx, id, step.notice);
        if (mails !== null && step.notice.kind === 'overdue')
          await tellOverdue(trx, mails, { complaint: row, notice: step.notice, now });
        noticed.push(step.notice);
        done.push(step.notice);
        continue;
      }
      if (step?.kind === 'fall-silent') {
        row = await moveBySystem(trx, { row, week, name: 'fall-silent', at: step.at, mails });
        done.push('fell-silent');
        continue;
      }
      const isOver = row.ended_at !== null;
      const pauseMs = isOver ? null : Math.min(longestPauseMs, step ? step.until - now : longestPauseMs);
      await trx
        .updateTable('complaint')
        .set({ due_at: pauseMs === null ? null : timeIn(pauseMs + slackMs) })
        .where('id', '=', id)
        .execute();
      if (done.length > 0) await notifyBesides(trx, row.office); // a notice is no move, but lists show it
      return { done, pauseMs };
    }
  });
}

type LookedAt = ComplaintRow & { readonly now: Instant };

async function readRow(trx: Transaction, id: string): Promise<LookedAt | undefined> {
  return trx
    .selectFrom('complaint')
    .selectAll()
    .select(clockNow.as('now'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function moveBySystem(
  trx: Transaction,
  of: {
    row: LookedAt;
    week: Awaited<ReturnType<typeof readWorkingWeek>>;
    name: 'move-due' | 'fall-silent';
    at: Instant;
    mails: ComplaintMails | null;
  },
): Promise<LookedAt> {
  const { row, week, name, mails } = of;
  const { last } = await trx
    .selectFrom('complaint_event')
    .select((eb) => eb.fn.max('at').as('last'))
    .where('complaint_id', '=', row.id)
    .executeTakeFirstOrThrow();
  const at = Math.max(of.at, last); // its own time, but nothing happens before what has happened
  const complaint = moved(toComplaint(row), { name }, { at, by: 'system' });
  const { id, office } = row;
  const written = await recordMove(trx, null, {
    id,
    name,
    complaint,
    at,
    by: 'system',
    staffId: null,
    text: null,
    detail: {},
    row,
    week,
  });
  if (mails !== null) {
    const { revision } = complaint;
    const { now } = row;
    await tellComplainant(trx, mails.cipher, { complaint: written, name, by: 'system', revision, now });
  }
  await endChange(trx, {
    by: 'system',
    office,
    done: { action: `complaint-${name}`, detail: { complaint: id, revision: complaint.revision } },
    command: null,
    changed: [],
    besides: office,
  });
  const next = await readRow(trx, id);
  if (!next) throw new Error('a complaint vanished while it was locked');
  return next;
}

async function readNoticed(trx: Transaction, id: string): Promise<Noticed[]> {
  const rows = await trx
    .selectFrom('complaint_notice')
    .select(['due', 'told as kind', 'due_at as dueAt'])
    .where('complaint_id', '=', id)
    .execute();
  return rows;
}

async function recordNotice(trx: Transaction, id: string, { due, kind, dueAt }: Noticed): Promise<void> {
  await trx
    .insertInto('complaint_notice')
    .values({ complaint_id: id, due, told: kind, due_at: new Date(dueAt), noticed_at: clock })
    .execute();
}
