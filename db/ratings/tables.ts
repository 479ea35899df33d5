import type { Generated, JSONColumnType } from 'kysely';
import type { RatingSource, SheetSource, SkmElement, SkmScore } from '../../domain/ratings/rating.ts';
import type { GeneratedTime, Time } from '../columns.ts';

interface RatingTable {
  visit_id: string;
  overall: number | null;
  skm: JSONColumnType<Partial<Record<SkmElement, SkmScore>>>;
  comment: Buffer | null;
  rated_on: Generated<RatingSource>;
  staff_address: Generated<boolean>;
  created_at: Time;
  changed_at: Time;
}

interface RatingSheetTable {
  id_hash: Buffer;
  visit_id: string;
  rated_on: SheetSource;
  turned_by: string | null;
  used_at: GeneratedTime;
}

export interface RatingTables {
  rating: RatingTable;
  rating_sheet: RatingSheetTable;
}
