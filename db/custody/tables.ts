import type { Generated, JSONColumnType } from 'kysely';
import type { IdType, IncidentKind, SettableLockerState } from '../../domain/custody/custody.ts';
import type { NullableTime, Time } from '../columns.ts';

interface LockerTable {
  office: string;
  code: string;
  state: Generated<SettableLockerState>;
  retired_at: NullableTime;
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

export interface CustodyTables {
  locker: LockerTable;
  custody: CustodyTable;
  incident: IncidentTable;
  handover: HandoverTable;
}
