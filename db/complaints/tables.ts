import type { JSONColumnType } from 'kysely';
import type { AttachmentKind, DeletionReason } from '../../domain/complaints/attachments.ts';
import type { ComplaintActor } from '../../domain/complaints/complaint.ts';
import type { NoticeKind, Owed } from '../../domain/complaints/due-times.ts';
import type {
  Channel,
  ComplaintKind,
  ComplaintMoveName,
  ComplaintStage,
  Identity,
} from '../../domain/complaints/steps.ts';
import type { ComplaintTerms } from '../../domain/complaints/terms.ts';
import type { Language } from '../../domain/language.ts';
import type { NullableTime, Time } from '../columns.ts';

interface ComplaintNumberTable {
  office: string;
  year: number;
  last: number;
}

interface ComplaintTable {
  id: string;
  office: string;
  reference: string;
  secret_hash: Buffer;
  came_by: Channel;
  identity: Identity;
  language: Language;
  stage: ComplaintStage;
  revision: number;
  classified: ComplaintKind | null;
  terms: JSONColumnType<ComplaintTerms>;
  text: Buffer | null;
  person: Buffer | null;
  text_mac: Buffer;
  told_mac: Buffer | null;
  same_as: string | null;
  visit_id: string | null;
  assigned_to: string | null;
  received_at: Time;
  verified_at: NullableTime;
  followed_up_at: NullableTime;
  answered_at: NullableTime;
  ended_at: NullableTime;
  reopened_at: NullableTime;
  heard_at: NullableTime;
  verification_due_at: NullableTime;
  follow_up_due_at: NullableTime;
  answer_due_at: NullableTime;
  silence_due_at: NullableTime;
  due_at: NullableTime;
}

interface ComplaintEventTable {
  complaint_id: string;
  revision: number;
  at: Time;
  move: 'receive' | ComplaintMoveName;
  actor: ComplaintActor;
  staff_id: string | null;
  stage: ComplaintStage;
  detail: JSONColumnType<ComplaintEventDetail>;
  text: Buffer | null;
}

/** What an event tells besides its text: nothing anybody wrote. */
export interface ComplaintEventDetail {
  readonly kind?: ComplaintKind;
  /** The account it was assigned to. */
  readonly assignee?: string | null;
  /** Due times that changed with it, in ISO form. */
  readonly dues?: readonly { readonly due: string; readonly from: string | null; readonly to: string }[];
}

interface ComplaintNoticeTable {
  complaint_id: string;
  due: Owed;
  told: NoticeKind;
  due_at: Time;
  noticed_at: Time;
}

interface ComplaintAttachmentTable {
  id: string;
  complaint_id: string;
  nth: number;
  revision: number;
  actor: Exclude<ComplaintActor, 'system'>;
  staff_id: string | null;
  at: Time;
  kind: AttachmentKind;
  bytes: number;
  content_mac: Buffer;
  content: Buffer | null;
  deleted_at: NullableTime;
  deleted_by: string | null;
  deleted_for: DeletionReason | null;
}

interface ComplaintTotalTable {
  office: string;
  counted: 'received' | 'classified' | 'answered';
  label: string;
  n: number;
}

export interface ComplaintTables {
  complaint: ComplaintTable;
  complaint_attachment: ComplaintAttachmentTable;
  complaint_event: ComplaintEventTable;
  complaint_notice: ComplaintNoticeTable;
  complaint_number: ComplaintNumberTable;
  complaint_total: ComplaintTotalTable;
}
