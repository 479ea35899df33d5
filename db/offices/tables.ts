import type { Generated, JSONColumnType } from 'kysely';
import type { DayKind } from '../../domain/offices/calendar.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { OfficeSurvey } from '../../domain/offices/survey.ts';
import type { Interval, Policy } from '../../domain/offices/policy.ts';
import type { GeneratedTime, NullableTime } from '../columns.ts';

/** The public details of an office, as stored with its code and zone. */
export type OfficeProfile = Pick<OfficeView, 'unit' | 'address' | 'contacts' | 'standard' | 'privacyNotice'>;

interface OfficeTable {
  code: string;
  name: string;
  time_zone: string;
  profile: JSONColumnType<OfficeProfile>;
  survey: JSONColumnType<OfficeSurvey, string | undefined>;
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

interface PolicyTable {
  office: string;
  version: number;
  effective_from: string;
  body: JSONColumnType<Policy>;
  created_at: GeneratedTime;
  created_by: string | null;
}

interface CalendarDayTable {
  office: string | null;
  day: string;
  kind: DayKind;
  name: string;
  hours: JSONColumnType<readonly Interval[]> | null;
  verified: boolean;
}

export interface OfficeTables {
  office: OfficeTable;
  service: ServiceTable;
  counter: CounterTable;
  policy: PolicyTable;
  calendar_day: CalendarDayTable;
  settings_version: { scope: string; version: Generated<number> };
}
