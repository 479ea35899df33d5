import type { Selectable, Updateable } from 'kysely';
import { dueTimesOf, type Due, type DueTime } from '../../domain/complaints/due-times.ts';
import type { Complaint, ComplaintActor, ComplaintMove } from '../../domain/complaints/complaint.ts';
import type { WorkingWeek } from '../../domain/complaints/working-days.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { clock } from '../clock.ts';
import type { Transaction } from '../connect.ts';
import type { ComplaintEventDetail, ComplaintTables } from './tables.ts';

export type ComplaintRow = Selectable<ComplaintTables['complaint']>;

/** Where the texts of a complaint are sealed. */
export const textPlace = (id: string): Place => ({ table: 'complaint', column: 'text', row: id });
export const personPlace = (id: string): Place => ({ table: 'complaint', column: 'person', row: id });
export const eventPlace = (id: string, revision: number): Place => ({
  table: 'complaint_event',
  column: 'text',
  row: `${id} ${revision}`,
});

/** What decides about a complaint, of its row. */
export function toComplaint(row: ComplaintRow): Complaint {
  return {
    stage: row.stage,
    revision: row.revision,
    channel: row.came_by,
    identity: row.identity,
    kind: row.classified,
    terms: row.terms,
    receivedAt: row.received_at,
    verifiedAt: row.verified_at,
    followedUpAt: row.followed_up_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    reopenedAt: row.reopened_at,
    heardAt: row.heard_at,
  };
}

const dueColumns = {
  verification: 'verification_due_at',
  'first-follow-up': 'follow_up_due_at',
  answer: 'answer_due_at',
  silence: 'silence_due_at',
} as const satisfies Readonly<Record<Due, keyof ComplaintRow>>;

/** The due times that are not what the row says. What is not owed any more keeps its time. */
export function movedDues(
  row: Pick<ComplaintRow, (typeof dueColumns)[Due]>,
  times: readonly DueTime[],
): { readonly due: Due; readonly from: Instant | null; readonly to: Instant }[] {
  return times.flatMap(({ due, at }) => {
    const from = row[dueColumns[due]];
    return from === at ? [] : [{ due, from, to: at }];
  });
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** What decides, as columns. */
export function columnsOf(complaint: Complaint): Omit<Updateable<ComplaintTables['complaint']>, 'terms'> {
  return {
    stage: complaint.stage,
    revision: complaint.revision,
    classified: complaint.kind,
    verified_at: dateOf(complaint.verifiedAt),
    followed_up_at: dateOf(complaint.followedUpAt),
    answered_at: dateOf(complaint.answeredAt),
    ended_at: dateOf(complaint.endedAt),
    reopened_at: dateOf(complaint.reopenedAt),
    heard_at: dateOf(complaint.heardAt),
  };
}

/** Due times as columns. */
export function dueColumnsOf(times: readonly DueTime[]): Updateable<ComplaintTables['complaint']> {
  return Object.fromEntries(times.map(({ due, at }) => [dueColumns[due], new Date(at)]));
}

/** A move that was decided, to be written down. */
export interface DecidedMove {
  readonly id: string;
  readonly name: ComplaintMove['name'] | 'receive';
  readonly complaint: Complaint;
  readonly at: Instant;
  readonly by: ComplaintActor;
  readonly staffId: string | null;
  readonly text: string | null;
  readonly detail: ComplaintEventDetail;
}

/** Writes a move's event down; the row is the caller's. */
export async function writeEvent(trx: Transaction, cipher: Cipher | null, move: DecidedMove): Promise<void> {
  const { id, name, complaint, at, by, staffId, text, detail } = move;
  const { revision, stage } = complaint;
  await trx
    .insertInto('complaint_event')
    .values({
      complaint_id: id,
      revision,
      at: new Date(at),
      move: name,
      actor: by,
      staff_id: staffId,
      stage,
      detail: JSON.stringify(detail),
      text: text === null || cipher === null ? null : cipher.seal(text, eventPlace(id, revision)),
    })
    .execute();
}

/** Writes a decided move to the row, which is answered, and its history; its workflow is woken, which learns what is due now. */
export async function recordMove(
  trx: Transaction,
  cipher: Cipher | null,
  { row, week, ...move }: DecidedMove & { readonly row: ComplaintRow; readonly week: WorkingWeek },
  besides: Updateable<ComplaintTables['complaint']> = {},
): Promise<ComplaintRow> {
  const times = dueTimesOf(move.complaint, week);
  const dues = movedDues(row, times).map(({ due, from, to }) => ({ due, from: toIso(from), to: toIso(to) }));
  const written = await trx
    .updateTable('complaint')
    .set({ ...columnsOf(move.complaint), ...dueColumnsOf(times), ...besides, due_at: clock })
    .where('id', '=', move.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const detail = dues.length === 0 ? move.detail : { ...move.detail, dues };
  await writeEvent(trx, cipher, { ...move, detail });
  return written;
}
