import type { Generated } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Custody, IdType, KeyState, ResolveCause, SkipReason } from '../../domain/custody/custody.ts';
import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { LostDetail, VisitFault } from '../../domain/visits/record.ts';
import type { EventName, MoveName, Step } from '../../domain/visits/steps.ts';
import type { Actor } from '../../domain/visits/visit.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

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

export type NoteKind = 'id-last4' | 'reason';

interface PrivateNoteTable {
  command_id: string;
  kind: NoteKind;
  visit_id: string;
  body: Buffer;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

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

export interface VisitTables {
  queue: { office: string };
  ticket_request: TicketRequestTable;
  ticket_counter: TicketCounterTable;
  visit: VisitTable;
  visit_event: VisitEventTable;
  visit_notice: VisitNoticeTable;
  private_note: PrivateNoteTable;
  unmatched_visit: UnmatchedVisitTable;
  lost_detail: LostDetailTable;
}
