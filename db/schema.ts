import type { Generated, JSONColumnType } from 'kysely';
import type { Actor } from '../domain/visits/visit.ts';
import type { Instant } from '../domain/time.ts';
import type { GeneratedTime, Time } from './columns.ts';
import type { OfficeTables } from './offices/tables.ts';
import type { BoardTables } from './boards/tables.ts';
import type { StaffTables } from './staff/tables.ts';
import type { VisitTables } from './visits/tables.ts';
import type { SupervisionTables } from './supervision/tables.ts';
import type { CustodyTables } from './custody/tables.ts';
import type { VisitorTables } from './visitors/tables.ts';
import type { MailTables } from './mail/tables.ts';
import type { MemberTables } from './members/tables.ts';
import type { DeviceTables } from './devices/tables.ts';
import type { CatalogueTables } from './catalogue/tables.ts';
import type { ComplaintTables } from './complaints/tables.ts';
import type { DemoTables } from './demo/tables.ts';
import type { ProbeTables } from './probe/tables.ts';
import type { RatingTables } from './ratings/tables.ts';
import type { SoftcopyTables } from './softcopies/tables.ts';

/** The stored part of an answer; a visit inside is read again. Never personal data. */
export interface CommandAnswer {
  /** The problem's name, when the answer was a refusal. */
  readonly refusal?: string;
  readonly opensAt?: Instant | null;
  /** The visit of a refusal, when it is not the command's. */
  readonly visitId?: string;
  readonly policyVersion?: number;
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
  part: 'worker' | 'api';
  instance: string;
  at: Time;
}

interface InvariantFindingTable {
  invariant: string;
  subject: string;
  found_at: GeneratedTime;
  checked_at: GeneratedTime;
  accepted_at: Time | null;
  accepted_because: string | null;
}

/**
 * Every table, as Kysely reads it: a room's tables stand in its `tables.ts`, those of no room here. Tests compare the columns,
 * and their closed lists, with the migrations.
 */
export interface Schema
  extends
    OfficeTables,
    BoardTables,
    StaffTables,
    VisitTables,
    SupervisionTables,
    CustodyTables,
    VisitorTables,
    MailTables,
    MemberTables,
    DeviceTables,
    CatalogueTables,
    SoftcopyTables,
    ComplaintTables,
    DemoTables,
    ProbeTables,
    RatingTables {
  command: CommandTable;
  audit: AuditTable;
  sealing_key: { only_one: Generated<boolean>; fingerprint: string; recorded_at: GeneratedTime };
  heartbeat: HeartbeatTable;
  clock_comparison: { one: Generated<boolean>; at: Time; engine_ahead_ms: number };
  invariant_check: { invariant: string; violations: number; at: Time };
  invariant_finding: InvariantFindingTable;
  invariant_round: { round: string; reached: string | null };
  comparison: { alone: Generated<boolean>; incarnation: string; checked_at: GeneratedTime };
  lease: { job: string; holder: string; until: Time };
  restoration: { at: GeneratedTime; taken_at: Time };
}
