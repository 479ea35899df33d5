import { sql } from 'kysely';
import { nextMoves } from '../../domain/complaints/complaint.ts';
import { isLate, type Due, type NoticeKind, type Owed } from '../../domain/complaints/due-times.ts';
import { firstWordsOf } from '../../domain/complaints/first-words.ts';
import { toReference } from '../../domain/complaints/reference.ts';
import {
  complainantMoveNames,
  staffMoveNames,
  type ComplainantMoveName,
  type StaffMoveName,
} from '../../domain/complaints/steps.ts';
import type { Instant } from '../../domain/time.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { clockNow } from '../clock.ts';
import type { Database } from '../connect.ts';
import { listAttachments, type Attachment } from './attachments.ts';
import { readConcerned } from './officers.ts';
import { eventPlace, textPlace, toComplaint, type ComplaintRow } from './record.ts';
import type { ComplaintEventDetail } from './tables.ts';

/** A due time of a complaint: whether it is still owed, and whether it was or is late. */
export interface DueState {
  readonly due: Due;
  readonly at: Instant;
  readonly open: boolean;
  readonly late: boolean;
}

/** A complaint with whoever it is assigned to, as it stands now. */
export interface AssignedComplaint extends ComplaintRow {
  readonly assignee: { readonly username: string; readonly name: string } | null;
  readonly now: Instant;
}

/** A complaint in a list. */
export interface ListedComplaintRow extends AssignedComplaint {
  /** How its text begins; null for a confidential one and once it was forgotten. */
  readonly firstWords: string | null;
  /** What the complainant wrote since the office's last word. */
  readonly newMessages: number;
}

const withAssignee = (db: Database) =>
  db
    .selectFrom('complaint as c')
    .leftJoin('staff as a', 'a.id', 'c.assigned_to')
    .selectAll('c')
    .select([clockNow.as('now'), 'a.username as assigneeUsername', 'a.name as assigneeName']);

/** How many complaints a list shows: the open ones of an office, or its newest. */
const mostListed = 500;

/** What the complainant of `c` wrote since the office last wrote; of one that is over nothing waits for an answer. */
const newMessages = sql<number>`case when c.ended_at is not null then 0 else (
  select count(*)::integer from complaint_event e
  where e.complaint_id = c.id and e.actor = 'complainant' and e.move in ('message', 'reopen') and e.revision > (
    select coalesce(max(s.revision), 0) from complaint_event s
    where s.complaint_id = c.id and s.actor = 'staff' and s.move not in ('receive', 'verify', 'assign')
  )
) end`;

/**
 * An office's complaints, by what is due first, or those of a reference or the end of one; `for` limits them to those assigned to an account,
 * and leaves out what is confidential or anonymous and about a visit that this account served.
 */
export async function listComplaints(
  { db, cipher }: { db: Database; cipher: Cipher },
  asked: { office: string; state: 'open' | 'all'; reference: string | null; for: string | null },
): Promise<ListedComplaintRow[]> {
  const { office, state, reference, for: staffId } = asked;
  let query = withAssignee(db).select(newMessages.as('newMessages')).where('c.office', '=', office);
  if (reference !== null) {
    const isWhole = toReference(reference) === reference;
    query = isWhole
      ? query.where('c.reference', '=', reference)
      : query.where(sql<boolean>`c.reference like ${`%-${reference}`}`);
  }
  if (state === 'open') query = query.where('c.ended_at', 'is', null);
  if (staffId !== null) query = query.where('c.assigned_to', '=', staffId);
  const rows = await (
    state === 'open' // all of a day are due at once
      ? query.orderBy('c.answer_due_at').orderBy('c.received_at').orderBy('c.reference')
      : query.orderBy('c.received_at', 'desc').orderBy('c.reference', 'desc')
  )
    .limit(mostListed)
    .execute();
  const shown = rows.map((row) => toListed(row, cipher));
  if (staffId === null) return shown;
  const concerned = await readConcerned(db, staffId, shown);
  return shown.filter(({ id, identity }) => identity === 'named' || !concerned.has(id));
}

type AssignedRow = ComplaintRow & {
  now: Instant;
  assigneeUsername: string | null;
  assigneeName: string | null;
};

function toListed(row: AssignedRow & { newMessages: number }, cipher: Cipher): ListedComplaintRow {
  const { text, identity, newMessages: n } = row;
  const isKept = text === null || identity === 'confidential';
  return {
    ...toAssigned(row),
    firstWords: isKept ? null : firstWordsOf(cipher.read(text, textPlace(row.id))),
    newMessages: n,
  };
}

function toAssigned({ assigneeUsername, assigneeName, ...row }: AssignedRow): AssignedComplaint {
  const assignee =
    assigneeUsername === null || assigneeName === null
      ? null
      : { username: assigneeUsername, name: assigneeName };
  return { ...row, assignee };
}

/** The due times of a complaint, in their order: what was still owed in time when it ended without that step is owed no more. */
export function dueStatesOf(row: ComplaintRow, now: Instant): DueState[] {
  const isOver = row.ended_at !== null;
  const state = (due: Due, at: Instant | null, doneAt: Instant | null): DueState[] => {
    if (at === null) return [];
    const late = due !== 'silence' && isLate({ at, doneAt: doneAt ?? row.ended_at, now });
    if (isOver && doneAt === null && !late) return [];
    return [{ due, at, open: doneAt === null && !isOver, late }];
  };
  return [
    ...state('verification', row.verification_due_at, row.verified_at),
    ...state('first-follow-up', row.follow_up_due_at, row.followed_up_at),
    ...state('answer', row.answer_due_at, row.answered_at),
    ...(row.answered_at === null ? [] : state('silence', row.silence_due_at, row.ended_at)),
  ];
}

/** An event as it is shown. */
export interface ComplaintEventView {
  readonly revision: number;
  readonly at: Instant;
  readonly move: string;
  readonly actor: 'complainant' | 'staff' | 'system';
  readonly staff: string | null;
  readonly stage: ComplaintRow['stage'];
  readonly detail: ComplaintEventDetail;
  /** Whom it was assigned to with this event. */
  readonly assignee: string | null;
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
}

/** A complaint with everything but its complainant. */
export interface ReadComplaint {
  readonly row: AssignedComplaint;
  readonly text: string | null;
  readonly sameAs: string | null;
  readonly events: readonly ComplaintEventView[];
  readonly notices: readonly { due: Owed; kind: NoticeKind; dueAt: Instant; noticedAt: Instant }[];
  readonly nextOfStaff: StaffMoveName[];
  readonly nextOfComplainant: ComplainantMoveName[];
}

/** Reads one complaint, or null. */
export async function readComplaint(
  { db, cipher }: { db: Database; cipher: Cipher },
  id: string,
): Promise<ReadComplaint | null> {
  const found = await withAssignee(db).where('c.id', '=', id).executeTakeFirst();
  if (!found) return null;
  const row = toAssigned(found);
  const [events, notices, same, attachments] = await Promise.all([
    db
      .selectFrom('complaint_event as e')
      .leftJoin('staff as s', 's.id', 'e.staff_id')
      .leftJoin('staff as a', (join) => join.on('a.id', '=', sql<string>`(e.detail ->> 'assignee')::uuid`))
      .select(['e.revision', 'e.at', 'e.move', 'e.actor', 's.name as staff', 'e.stage', 'e.detail', 'e.text'])
      .select('a.name as assignee')
      .where('e.complaint_id', '=', id)
      .orderBy('e.revision')
      .execute(),
    db
      .selectFrom('complaint_notice')
      .select(['due', 'told as kind', 'due_at as dueAt', 'noticed_at as noticedAt'])
      .where('complaint_id', '=', id)
      .orderBy('noticed_at')
      .execute(),
    row.same_as === null
      ? undefined
      : db.selectFrom('complaint').select('reference').where('id', '=', row.same_as).executeTakeFirst(),
    listAttachments(db, id),
  ]);
  const complaint = toComplaint(row);
  return {
    row,
    text: row.text && cipher.read(row.text, textPlace(id)),
    sameAs: same?.reference ?? null,
    events: events.map(({ text, revision, at, move, actor, staff, stage, detail, assignee }) => ({
      revision,
      at,
      move,
      actor,
      staff,
      stage,
      detail,
      assignee,
      text: text && cipher.read(text, eventPlace(id, revision)),
      attachments: attachments.filter((one) => one.revision === revision),
    })),
    notices,
    nextOfStaff: nextMoves(complaint, staffMoveNames, row.now),
    nextOfComplainant: nextMoves(complaint, complainantMoveNames, row.now),
  };
}

/** Whether a visit is one of an office. */
export async function isVisitOf(
  db: Database,
  { office, visitId }: { office: string; visitId: string },
): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from visit where id = ${visitId} and office = ${office}
  `.execute(db);
  return rows.length > 0;
}
