import { isInvented } from '../../domain/demo/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../connect.ts';

/** The invented days of an office, both included. */
export interface DemoData {
  readonly office: string;
  readonly from: string;
  readonly to: string;
  readonly madeAt: Instant;
}

/** The invented days of an office; null when it has none. */
export async function readDemo(db: Database, office: string): Promise<DemoData | null> {
  const row = await db
    .selectFrom('demo_data')
    .select(['office', 'from_day as from', 'to_day as to', 'made_at as madeAt'])
    .where('office', '=', office)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether some days of a period, both ends included, are invented. */
export async function hasInvented(
  db: Database,
  period: { office: string; from: string; to: string },
): Promise<boolean> {
  return isInvented(await readDemo(db, period.office), period);
}

/** All offices with invented days. */
export async function listDemos(db: Database): Promise<DemoData[]> {
  return db
    .selectFrom('demo_data')
    .select(['office', 'from_day as from', 'to_day as to', 'made_at as madeAt'])
    .orderBy('office')
    .execute();
}
