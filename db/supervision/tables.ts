import type { Generated, JSONColumnType } from 'kysely';
import type { DayReport } from '../../wire/supervision/supervision.ts';
import type { CorrectedField } from '../../domain/supervision/correction.ts';
import type { EscalationChannel, EscalationEvent } from '../../domain/supervision/escalation.ts';
import type { LibraryUse } from '../../domain/supervision/library-uses.ts';
import type { PaperOutcome } from '../../domain/supervision/paper.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

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

interface LibraryUseTable {
  office: string;
  day: string;
  use: LibraryUse;
  n: number;
}

interface EmptyQueryTable {
  office: string;
  digest: Buffer;
  words: string | null;
  n: number;
  asked_at: GeneratedTime;
}

interface RollupTotalTable {
  office: string;
  metric: string;
  label: string;
  bucket: number;
  value: number;
}

export interface SupervisionTables {
  escalation: EscalationTable;
  escalation_delivery: EscalationDeliveryTable;
  correction: CorrectionTable;
  paper_visit: PaperVisitTable;
  day_close: DayCloseTable;
  daily_rollup: DailyRollupTable;
  rollup_total: RollupTotalTable;
  library_use: LibraryUseTable;
  library_use_total: { office: string; use: LibraryUse; n: number };
  empty_query: EmptyQueryTable;
  rollup_check: { office: string; violations: number; at: Time };
}
