import type { Role } from '../../domain/staff/roles.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

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

interface CounterPresenceTable {
  line: string;
  office: string;
  counter: string;
  staff_id: string;
  seen_at: GeneratedTime;
}

interface StaffAddressTable {
  address_mac: Buffer;
  office: string | null;
  seen_at: Time;
}

export interface StaffTables {
  staff: StaffTable;
  session: SessionTable;
  failed_try: FailedTryTable;
  known_browser: KnownBrowserTable;
  counter_presence: CounterPresenceTable;
  staff_address: StaffAddressTable;
}
