import type { Generated } from 'kysely';
import type { RunFault, RunState, SourceOutcome } from '../../domain/catalogue/import-runs.ts';
import type { PublicationLanguage } from '../../domain/catalogue/publication.ts';
import type { UseSource } from '../../domain/catalogue/in-room-use.ts';
import type { SourceRefusal } from '../../domain/catalogue/webapi.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

interface PublicationTable {
  id: Generated<string>;
  office: string;
  key: string;
  title: string;
  title_en: string | null;
  year: number;
  catalogue_number: string | null;
  publication_number: string | null;
  issn: string | null;
  isbn: string | null;
  abstract: string | null;
  written_in: PublicationLanguage;
  region: string | null;
  subject: string | null;
  pages: number | null;
  publisher: string | null;
  frequency: string | null;
  release_date: string | null;
  shelf: string | null;
  copies: number;
  rights: string | null;
  sample: Generated<boolean>;
  created_at: GeneratedTime;
  changed_at: GeneratedTime;
  removed_at: NullableTime;
  shelf_number: Generated<number>;
  original: string | null;
}

interface InRoomUseTable {
  id: string;
  office: string;
  publication_id: string;
  source: UseSource;
  visit_id: string | null;
  day: string;
  at: Time;
  staff_id: string;
  returned_at: NullableTime;
  removed_at: NullableTime;
  removed_by: string | null;
}

interface WebapiRunTable {
  id: Generated<string>;
  office: string;
  run_state: RunState;
  asked_by: string | null;
  created_at: GeneratedTime;
  started_at: NullableTime;
  ended_at: NullableTime;
  due_at: GeneratedTime;
  pass: Generated<number>;
  page: Generated<number>;
  total: number | null;
  pages: number | null;
  added: Generated<number>;
  changed: Generated<number>;
  unchanged: Generated<number>;
  refused: Generated<number>;
  missing: Generated<number>;
  attempts: Generated<number>;
  fault: RunFault | null;
  fault_code: number | null;
}

interface WebapiPublicationTable {
  office: string;
  source_id: string;
  title: string;
  updated: string;
  key: string | null;
  became: SourceOutcome;
  reason: SourceRefusal | null;
  run: string;
}

export interface CatalogueTables {
  publication: PublicationTable;
  in_room_use: InRoomUseTable;
  webapi_run: WebapiRunTable;
  webapi_publication: WebapiPublicationTable;
  synonym: { line: number; term: string; place: Generated<number> };
}
