import type { NullableTime, Time } from '../columns.ts';

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

export interface DeviceTables {
  device: DeviceTable;
}
