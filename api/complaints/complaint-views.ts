import {
  dueStatesOf,
  type AssignedComplaint,
  type DueState,
  type ListedComplaintRow,
  type ReadComplaint,
} from '../../db/complaints/views.ts';
import type { Attachment } from '../../db/complaints/attachments.ts';
import { toIso } from '../../domain/time.ts';
import type { AttachmentView } from '../../wire/complaints/complaint-attachments.ts';
import type {
  ComplaintSummary,
  ComplaintView,
  ListedComplaint,
  TrackedComplaint,
} from '../../wire/complaints/complaints.ts';

const toDue = ({ due, at, open, late }: DueState) => ({ due, at: toIso(at), open, late });

/** An attachment as staff see it. */
export const toAttachmentView = ({ id, nth, kind, bytes, deleted }: Attachment): AttachmentView => ({
  id,
  nth,
  kind,
  bytes,
  deleted: deleted && { ...deleted, at: toIso(deleted.at) },
});

function toTrackedAttachment(attachment: Attachment): AttachmentView {
  const { deleted, ...view } = toAttachmentView(attachment);
  return { ...view, deleted: deleted && { ...deleted, by: null } };
}

/** A complaint in the list of staff. */
export const toListedView = (row: ListedComplaintRow): ListedComplaint => ({
  ...toSummary(row),
  firstWords: row.firstWords,
  newMessages: row.newMessages,
});

function toSummary(row: AssignedComplaint): ComplaintSummary {
  const dues = dueStatesOf(row, row.now);
  const next = dues.filter(({ open }) => open).toSorted((a, b) => a.at - b.at)[0];
  return {
    id: row.id,
    reference: row.reference,
    stage: row.stage,
    kind: row.classified,
    channel: row.came_by,
    identity: row.identity,
    receivedAt: toIso(row.received_at),
    dues: dues.map(toDue),
    nextDue: next ? toDue(next) : null,
    assignee: row.assignee,
    revision: row.revision,
  };
}

/** A complaint as staff work on it. The visit of a confidential one would name its complainant. */
export function toView({ row, text, sameAs, events, notices, nextOfStaff }: ReadComplaint): ComplaintView {
  return {
    ...toSummary(row),
    text,
    sameAs,
    visit: row.identity === 'named' ? row.visit_id : null,
    notices: notices.map(({ due, kind, dueAt, noticedAt }) => ({
      due,
      kind,
      dueAt: toIso(dueAt),
      noticedAt: toIso(noticedAt),
    })),
    timeline: events.map(
      ({ revision, at, move, actor, staff, stage, detail, assignee, text: written, attachments }) => ({
        revision,
        at: toIso(at),
        move,
        by: actor,
        staff,
        stage,
        kind: detail.kind ?? null,
        assignee,
        text: written,
        attachments: attachments.map(toAttachmentView),
        dues: [...(detail.dues ?? [])],
      }),
    ),
    next: nextOfStaff,
    at: toIso(row.now),
  };
}

/** What happens inside the office is not the complainant's to follow. */
const inside: ReadonlySet<string> = new Set(['assign', 'move-due']);

/** A complaint as its complainant sees it; of the office nobody is named. */
export function toTracked(
  { row, text, events, nextOfComplainant }: ReadComplaint,
  officeName: string,
): TrackedComplaint {
  const isOver = row.ended_at !== null;
  return {
    reference: row.reference,
    office: row.office,
    officeName,
    stage: row.stage,
    kind: row.classified,
    identity: row.identity,
    receivedAt: toIso(row.received_at),
    dueAt: isOver || row.answered_at !== null ? null : toIso(row.answer_due_at),
    closesAt: isOver || row.answered_at === null ? null : toIso(row.silence_due_at),
    text,
    timeline: events
      .filter(({ move }) => !inside.has(move))
      .map(({ at, move, actor, stage, text: written, attachments }) => ({
        at: toIso(at),
        move,
        by: actor === 'complainant' ? 'complainant' : 'office',
        stage,
        text: written,
        attachments: attachments.map(toTrackedAttachment),
      })),
    next: nextOfComplainant,
    at: toIso(row.now),
  };
}
