import type { GeneratedTime } from '../columns.ts';

interface DemoDataTable {
  office: string;
  from_day: string;
  to_day: string;
  seed: number;
  made_at: GeneratedTime;
}

export interface DemoTables {
  demo_data: DemoDataTable;
}
