import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { OfficeView } from '../domain/office/office-view.ts';
import type { Policy } from '../domain/office/policy.ts';
import type { SkmElement, SkmScore } from '../domain/survey/rating.ts';
import type { Custody, IdType, LockerState, SkipReason } from '../domain/visit/custody.ts';
import type { NoticeKind } from '../domain/visit/deadlines.ts';
import type { Verdict } from '../domain/visit/promise.ts';
import type { Priority } from '../domain/visit/queue.ts';
import type { EventName, MoveName, Step } from '../domain/visit/steps.ts';
import type { Language, Role } from '../domain/visit/views.ts';
import type { Actor, Instant } from '../domain/visit/visit.ts';

/** A time column: read as milliseconds, written as a Date. */
export type Time = ColumnType<Instant, Date, Date>;
type NullableTime = ColumnType<Instant | null, Date | null | undefined, Date | null>;
type GeneratedTime = ColumnType<Instant, Date | undefined, Date>;

/** What an office publishes, as stored beside its code and zone. */
export type OfficeProfile = Pick<OfficeView, 'unit' | 'address' | 'contacts' | 'standard' | 'privacyNotice'>;

interface OfficeTable {
  code: string;
  name: string;
  time_zone: string;
  profile: JSONColumnType<OfficeProfile>;
}

interface ServiceTable {
  office: string;
  code: string;
  label: string;
}

interface CounterTable {
  office: string;
  code: string;
  label: string;
}

interface LockerTable {
  office: string;
  code: string;
  state: Generated<Exclude<LockerState, 'taken'>>;
}

interface PolicyTable {
  office: string;
  version: number;
  effective_from: string;
  body: JSONColumnType<Policy>;
  created_at: GeneratedTime;
  created_by: string | null;
}

interface StaffTable {
  id: string;
  username: string;
  name: string;
  role: Role;
  office: string | null;
  password_hash: string;
  disabled_at: NullableTime;
  created_at: GeneratedTime;
}

interface SessionTable {
  id_hash: Buffer;
  staff_id: string;
  created_at: GeneratedTime;
  seen_at: GeneratedTime;
}

interface CommandTable {
  scope: string;
  key: string;
  id: string;
  request_mac: Buffer;
  visit_id: string | null;
  at: Time;
  attempt: Generated<number>;
  status: number | null;
  answer: JSONColumnType<CommandAnswer> | null;
  created_at: GeneratedTime;
}

/** What is remembered of an answer; a visit inside is read again. Never personal data. */
export interface CommandAnswer {
  /** The problem's name, when the answer was a refusal. */
  readonly refusal?: string;
  readonly opensAt?: Instant | null;
  /** The visit of a refusal that is not the command's own. */
  readonly visitId?: string;
  readonly policyVersion?: number;
}

interface TicketRequestTable {
  visit_id: string;
  command_id: string;
  token: string;
  office: string;
  service: string;
  day: string;
  closes_at: Time;
  policy_version: number;
  priority: Priority | null;
  language: Language;
}

interface TicketCounterTable {
  office: string;
  service: string;
  day: string;
  last: number;
}

export interface VisitTable {
  id: string;
  office: string;
  service: string;
  day: string;
  number: number;
  token: string;
  step: Step;
  revision: number;
  priority: Priority | null;
  language: Language;
  policy_version: number;
  created_at: Time;
  queued_at: Time;
  last_at: Time;
  counter: string | null;
  call_id: string | null;
  called_at: NullableTime;
  call_times: number | null;
  registered_at: NullableTime;
  served_at: NullableTime;
  entered_at: NullableTime;
  ended_at: NullableTime;
  closes_at: Time;
  warn_at: NullableTime;
  due_at: NullableTime;
  verdict: Verdict | null;
  custody: Generated<Custody['state']>;
  without_locker: Generated<boolean>;
  undo_move: MoveName | null;
  undo_until: NullableTime;
  claimed_by: string | null;
  claimed_counter: string | null;
  claimed_until: NullableTime;
}

interface VisitEventTable {
  visit_id: string;
  revision: number;
  office: string;
  move: EventName;
  step: Step;
  at: Time;
  actor: Actor['kind'];
  staff_id: string | null;
  command_id: string | null;
  counter: string | null;
  locker: string | null;
  id_type: IdType | null;
  skip_reason: SkipReason | null;
  undoes: number | null;
  recorded_at: GeneratedTime;
}

interface VisitNoticeTable {
  visit_id: string;
  kind: NoticeKind;
  at: Time;
  recorded_at: GeneratedTime;
  withdrawn_at: NullableTime;
}

interface CustodyTable {
  id: string;
  visit_id: string;
  office: string;
  locker: string;
  id_type: IdType;
  held_at: Time;
  held_by: string;
  returned_at: NullableTime;
  returned_by: string | null;
  resolved_at: NullableTime;
  resolved_by: string | null;
}

export interface GuestBookTable {
  command_id: string;
  visit_id: string;
  name: Buffer;
  email: Buffer;
  institution: Buffer;
  institution_category: number;
  gender: string | null;
  age_band: number | null;
  education: number | null;
  occupation: number | null;
  occupation_other: Buffer | null;
  phone: Buffer | null;
  disability: boolean | null;
  purpose: number;
  purpose_other: Buffer | null;
  services: number[];
  data_needed: Buffer | null;
  privacy_notice: string;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

export const noteKinds = ['id-last4', 'reason'] as const;
export type NoteKind = (typeof noteKinds)[number];

interface PrivateNoteTable {
  command_id: string;
  kind: NoteKind;
  visit_id: string;
  body: Buffer;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

interface RatingTable {
  visit_id: string;
  overall: number | null;
  skm: JSONColumnType<Partial<Record<SkmElement, SkmScore>>>;
  comment: Buffer | null;
  created_at: Time;
  changed_at: Time;
}

interface AuditTable {
  id: Generated<number>;
  at: GeneratedTime;
  office: string | null;
  actor: Actor['kind'] | 'system';
  staff_id: string | null;
  action: string;
  visit_id: string | null;
  revision: number | null;
  command_id: string | null;
  request_id: string | null;
  detail: JSONColumnType<object> | null;
}

interface HeartbeatTable {
  part: 'worker';
  instance: string;
  at: Time;
}

/** Every table, as Kysely reads it. A test compares the closed lists with those in the migrations. */
export interface Schema {
  office: OfficeTable;
  service: ServiceTable;
  counter: CounterTable;
  locker: LockerTable;
  policy: PolicyTable;
  queue: { office: string };
  board: { office: string; revision: Generated<number> };
  staff: StaffTable;
  session: SessionTable;
  command: CommandTable;
  ticket_request: TicketRequestTable;
  ticket_counter: TicketCounterTable;
  visit: VisitTable;
  visit_event: VisitEventTable;
  visit_notice: VisitNoticeTable;
  custody: CustodyTable;
  guest_book: GuestBookTable;
  private_note: PrivateNoteTable;
  rating: RatingTable;
  audit: AuditTable;
  heartbeat: HeartbeatTable;
}
