import type { Generated } from 'kysely';
import type { SoftcopyStage } from '../../domain/softcopies/request.ts';
import type { GeneratedTime, NullableTime } from '../columns.ts';

interface SoftcopyOriginalTable {
  sha256: string;
  bytes: number;
  pages: number;
  added_at: GeneratedTime;
  unused_since: NullableTime;
}

interface SoftcopyNumberTable {
  office: string;
  year: number;
  last: number;
}

interface SoftcopyRequestTable {
  id: string;
  office: string;
  number: string;
  code: string;
  member_id: string | null;
  visit_id: string | null;
  publication_id: string | null;
  title: string;
  day: string;
  mark: string;
  address: string;
  original: string;
  stage: SoftcopyStage;
  progress: Generated<number>;
  attempts: Generated<number>;
  sha256: string | null;
  bytes: number | null;
  requested_at: GeneratedTime;
  ready_at: NullableTime;
  downloaded_at: NullableTime;
  expires_at: NullableTime;
  ended_at: NullableTime;
  due_at: NullableTime;
}

export interface SoftcopyTables {
  softcopy_original: SoftcopyOriginalTable;
  softcopy_number: SoftcopyNumberTable;
  softcopy_request: SoftcopyRequestTable;
}
