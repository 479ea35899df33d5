import type { Generated, JSONColumnType } from 'kysely';
import type { Bilingual } from '../../domain/language.ts';
import type { GeneratedTime, NullableTime } from '../columns.ts';

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

export interface BoardTables {
  board: BoardTable;
  board_name: BoardNameTable;
  board_line: BoardLineTable;
}
