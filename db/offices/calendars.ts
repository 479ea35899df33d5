import type { CalendarDay } from '../../domain/offices/calendar.ts';
import { wakeComplaints } from '../complaints/looking.ts';
import type { ChangedBy } from '../audit.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { listOffices } from './offices.ts';
import { lockVersion, raiseVersion } from './settings-versions.ts';

/** The scope of the version of the calendar for all offices. */
const allOffices = 'all';

/** An office's entries by day, or without an office those for all. */
export async function readCalendar(db: Database, office: string | null): Promise<CalendarDay[]> {
  return db
    .selectFrom('calendar_day')
    .select(['day', 'kind', 'name', 'hours', 'verified'])
    .where('office', office === null ? 'is' : '=', office)
    .orderBy('day')
    .execute();
}

/** The entries that hold for all offices, and the version to change them by. */
export async function readNationalCalendar(db: Database): Promise<{ version: number; days: CalendarDay[] }> {
  const { version } = await db
    .selectFrom('settings_version')
    .select('version')
    .where('scope', '=', allOffices)
    .executeTakeFirstOrThrow();
  return { version, days: await readCalendar(db, null) };
}

/** Replaces an office's entries, or without an office those for all. */
export async function writeCalendar(
  trx: Database,
  office: string | null,
  days: readonly CalendarDay[],
): Promise<void> {
  await trx
    .deleteFrom('calendar_day')
    .where('office', office === null ? 'is' : '=', office)
    .execute();
  await wakeComplaints(trx, office);
  if (days.length === 0) return;
  await trx
    .insertInto('calendar_day')
    .values(days.map(({ hours, ...day }) => ({ office, ...day, hours: hours && JSON.stringify(hours) })))
    .execute();
}

/** Changes the entries that hold for all offices, and notifies every office. */
export async function changeNationalCalendar(
  trx: Transaction,
  { expectedVersion, days, by }: { expectedVersion: number; days: readonly CalendarDay[]; by: ChangedBy },
): Promise<'changed' | 'stale'> {
  if ((await lockVersion(trx, allOffices)) !== expectedVersion) return 'stale';
  const before = await readCalendar(trx, null);
  await writeCalendar(trx, null, days);
  await raiseVersion(trx, allOffices);
  await endChange(trx, {
    ...changedBy(by, 200),
    office: null,
    done: { action: 'national-calendar', detail: { before, after: days } },
    changed: (await listOffices(trx)).map(({ code }) => code),
  });
  return 'changed';
}
