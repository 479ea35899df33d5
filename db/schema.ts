import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { DayKind } from '../domain/offices/calendar.ts';
import type { PublicationLanguage } from '../domain/catalogue/publication.ts';
import type { DayReport } from '../wire/supervision.ts';
import type { OfficeView } from '../wire/offices.ts';
import type { Bilingual, Language } from '../domain/language.ts';
import type { Interval, Policy } from '../domain/offices/policy.ts';
import type { SkmElement, SkmScore } from '../domain/visitors/rating.ts';
import type { CorrectedField } from '../domain/supervision/correction.ts';
import type {
  Custody,
  IdType,
  IncidentKind,
  KeyState,
  ResolveCause,
  SettableLockerState,
  SkipReason,
} from '../domain/custody/custody.ts';
import type { MailFault, MailKind, MailStage } from '../domain/mail/mail.ts';
import type { NoticeKind } from '../domain/visits/deadlines.ts';
import type { EscalationChannel, EscalationEvent } from '../domain/supervision/escalation.ts';
import type { PaperOutcome } from '../domain/supervision/paper.ts';
import type { Verdict } from '../domain/visits/sla.ts';
import type { Priority } from '../domain/visits/queue.ts';
import type { LostDetail, VisitFault } from '../domain/visits/record.ts';
import type { EventName, MoveName, Step } from '../domain/visits/steps.ts';
import type { Role } from '../domain/staff/roles.ts';
import type { Actor } from '../domain/visits/visit.ts';
import type { Instant } from '../domain/time.ts';

/** A time column: read as milliseconds, written as a Date. */
export type Time = ColumnType<Instant, Date, Date>;
type NullableTime = ColumnType<Instant | null, Date | null | undefined, Date | null>;
type GeneratedTime = ColumnType<Instant, Date | undefined, Date>;

/** The public details of an office, as stored with its code and zone. */
export type OfficeProfile = Pick<OfficeView, 'unit' | 'address' | 'contacts' | 'standard' | 'privacyNotice'>;

interface OfficeTable {
  code: string;
  name: string;
  time_zone: string;
  profile: JSONColumnType<OfficeProfile>;
  disabled_at: NullableTime;
  position: Generated<number>;
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
  retired_at: NullableTime;
}

interface LockerTable {
  office: string;
  code: string;
  state: Generated<SettableLockerState>;
  retired_at: NullableTime;
}

interface CalendarDayTable {
  office: string | null;
  day: string;
  kind: DayKind;
  name: string;
  hours: JSONColumnType<readonly Interval[]> | null;
  verified: boolean;
}

interface BoardTable {
  office: string;
  revision: Generated<number>;
  message: JSONColumnType<Bilingual> | null;
  closed_reason: JSONColumnType<Bilingual> | null;
  closed_until: NullableTime;
  announcements: Generated<number>;
}

interface BoardNameTable {
  office: string;
  name: string;
  asked_at: GeneratedTime;
  seen_at: GeneratedTime;
  accepted_at: NullableTime;
  accepted_by: string | null;
  removed_at: NullableTime;
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

interface FailedTryTable {
  subject: Buffer;
  failures: number;
  failed_at: Time;
  free_at: Time;
}

interface KnownBrowserTable {
  id_hash: Buffer;
  staff_id: string;
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

/** The stored part of an answer; a visit inside is read again. Never personal data. */
export interface CommandAnswer {
  /** The problem's name, when the answer was a refusal. */
  readonly refusal?: string;
  readonly opensAt?: Instant | null;
  /** The visit of a refusal, when it is not the command's. */
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
  settled: Generated<boolean>;
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
  typing_at: NullableTime;
  call_back_until: NullableTime;
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
  locker_key: KeyState | null;
  cause: ResolveCause | null;
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

interface EscalationTable {
  visit_id: string;
  due_at: Time;
  raised_at: GeneratedTime;
  times: Generated<number>;
  told_at: GeneratedTime;
  acknowledged_at: NullableTime;
  acknowledged_by: string | null;
  withdrawn_at: NullableTime;
  taken_back_at: NullableTime;
}

interface EscalationDeliveryTable {
  id: Generated<string>;
  visit_id: string;
  number: number;
  channel: EscalationChannel;
  event: EscalationEvent;
  created_at: GeneratedTime;
  attempts: Generated<number>;
  sent_at: NullableTime;
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
  remember: Generated<boolean>;
  group_male: number | null;
  group_female: number | null;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

interface EmailCheckTable {
  command_id: string;
  token_hash: Buffer | null;
  expires_at: Time;
  verified_at: NullableTime;
}

interface MailTable {
  id: string;
  kind: MailKind;
  cause: string;
  office: string;
  language: Language;
  content: Buffer | null;
  stage: MailStage;
  round: Generated<number>;
  attempts: Generated<number>;
  fault: MailFault | null;
  fault_code: number | null;
  created_at: GeneratedTime;
  queued_at: NullableTime;
  due_at: NullableTime;
  good_until: Time;
  ended_at: NullableTime;
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

interface IncidentTable {
  id: string;
  office: string;
  visit_id: string;
  kind: IncidentKind;
  locker: string | null;
  at: Time;
  staff_id: string;
  note: Buffer | null;
}

/** A card at the desk at the time of a hand-over. */
export interface HeldItem {
  readonly visitId: string;
  readonly label: string;
  readonly locker: string;
  readonly idType: IdType;
}

interface HandoverTable {
  id: string;
  office: string;
  given_by: string;
  taken_by: string;
  given_at: Time;
  taken_at: NullableTime;
  items: JSONColumnType<HeldItem[]>;
}

interface CorrectionTable {
  id: string;
  visit_id: string;
  field: CorrectedField;
  before: NullableTime;
  after: NullableTime;
  reason: Buffer;
  staff_id: string;
  at: GeneratedTime;
}

interface PaperVisitTable {
  id: string;
  office: string;
  service: string;
  day: string;
  label: string;
  taken_at: Time;
  served_at: NullableTime;
  ended_at: Time;
  outcome: PaperOutcome;
  entered_at: GeneratedTime;
  entered_by: string;
}

interface ProfileTable {
  id: string;
  email_mac: Buffer;
  body: Buffer;
  sealed_as: string;
  privacy_notice: string;
  consented_at: Time;
  used_at: Time;
}

interface ProfileOfferTable {
  command_id: string;
  email_mac: Buffer;
  body: Buffer;
  privacy_notice: string;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

interface DeviceTable {
  id: string;
  office: string;
  name: string;
  code_hash: Buffer | null;
  code_until: Time;
  token_hash: Buffer | null;
  paired_at: NullableTime;
  revoked_at: NullableTime;
}

interface DayCloseTable {
  office: string;
  day: string;
  closed_at: Time;
  report: JSONColumnType<DayReport>;
  settled_at: NullableTime;
}

interface DailyRollupTable {
  office: string;
  day: string;
  metric: string;
  label: string;
  bucket: number;
  value: number;
}

interface RollupTotalTable {
  office: string;
  metric: string;
  label: string;
  bucket: number;
  value: number;
}

interface CounterPresenceTable {
  line: string;
  office: string;
  counter: string;
  staff_id: string;
  seen_at: GeneratedTime;
}

interface BoardLineTable {
  line: string;
  api: string;
  office: string;
  board: string;
  revision: number | null;
  shown_at: NullableTime;
  audio: string | null;
  build: string | null;
  came_at: GeneratedTime;
  left_at: NullableTime;
}

interface HeartbeatTable {
  part: 'worker' | 'api';
  instance: string;
  at: Time;
}

/** Every table, as Kysely reads it. Tests compare the columns, and their closed lists, with the migrations. */
interface UnmatchedVisitTable {
  visit_id: string;
  office: string;
  day: string;
  fault: VisitFault;
  found_at: GeneratedTime;
}

interface LostDetailTable {
  visit_id: string;
  detail: LostDetail;
  noticed_at: GeneratedTime;
}

interface PublicationTable {
  id: Generated<string>;
  office: string;
  key: string;
  title: string;
  title_en: string | null;
  year: number;
  catalogue_number: string | null;
  publication_number: string | null;
  issn: string | null;
  isbn: string | null;
  abstract: string | null;
  written_in: PublicationLanguage;
  region: string | null;
  subject: string | null;
  pages: number | null;
  publisher: string | null;
  frequency: string | null;
  release_date: string | null;
  shelf: string | null;
  copies: number;
  rights: string | null;
  sample: Generated<boolean>;
  created_at: GeneratedTime;
  changed_at: GeneratedTime;
  removed_at: NullableTime;
}

export interface Schema {
  office: OfficeTable;
  service: ServiceTable;
  counter: CounterTable;
  locker: LockerTable;
  policy: PolicyTable;
  queue: { office: string };
  board: BoardTable;
  board_name: BoardNameTable;
  board_line: BoardLineTable;
  calendar_day: CalendarDayTable;
  settings_version: { scope: string; version: Generated<number> };
  staff: StaffTable;
  session: SessionTable;
  failed_try: FailedTryTable;
  known_browser: KnownBrowserTable;
  command: CommandTable;
  ticket_request: TicketRequestTable;
  ticket_counter: TicketCounterTable;
  visit: VisitTable;
  visit_event: VisitEventTable;
  visit_notice: VisitNoticeTable;
  escalation: EscalationTable;
  escalation_delivery: EscalationDeliveryTable;
  custody: CustodyTable;
  guest_book: GuestBookTable;
  email_check: EmailCheckTable;
  mail: MailTable;
  private_note: PrivateNoteTable;
  rating: RatingTable;
  audit: AuditTable;
  incident: IncidentTable;
  handover: HandoverTable;
  correction: CorrectionTable;
  paper_visit: PaperVisitTable;
  profile: ProfileTable;
  profile_offer: ProfileOfferTable;
  device: DeviceTable;
  day_close: DayCloseTable;
  daily_rollup: DailyRollupTable;
  rollup_total: RollupTotalTable;
  rollup_check: { office: string; violations: number; at: Time };
  counter_presence: CounterPresenceTable;
  sealing_key: { only_one: Generated<boolean>; fingerprint: string; recorded_at: GeneratedTime };
  heartbeat: HeartbeatTable;
  clock_comparison: { one: Generated<boolean>; at: Time; engine_ahead_ms: number };
  invariant_check: { invariant: string; violations: number; at: Time };
  synthetic_minute: { at: Time };
  comparison: { alone: Generated<boolean>; incarnation: string; checked_at: GeneratedTime };
  lease: { job: string; holder: string; until: Time };
  unmatched_visit: UnmatchedVisitTable;
  lost_detail: LostDetailTable;
  publication: PublicationTable;
  synonym: { line: number; term: string };
  restoration: { at: GeneratedTime; taken_at: Time };
}
