import type { CalendarDay } from '../../domain/offices/calendar.ts';
import type { OfficeSurvey } from '../../domain/offices/survey.ts';
import { counterSteps } from '../../domain/visits/steps.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { ChangedBy } from '../audit.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { openCustodyIn } from '../custody/lockers.ts';
import { readCalendar } from './calendars.ts';
import { listCounters, listLockerCodes } from './codes.ts';
import { codesOf, writeSections } from './sections.ts';
import { lockVersion, raiseVersion } from './settings-versions.ts';
import type { OfficeProfile } from './tables.ts';

/** An office's settings without its policy; each section is read and written as a whole. */
export interface SettingsSections {
  readonly name: string;
  readonly profile: OfficeProfile;
  readonly survey: OfficeSurvey;
  readonly services: readonly CodeLabel[];
  readonly counters: readonly CodeLabel[];
  readonly lockers: readonly string[];
  /** The office's own entries, without those for all offices. */
  readonly calendar: readonly CalendarDay[];
  readonly disabled: boolean;
}

export interface OfficeSettings extends SettingsSections {
  readonly code: string;
  readonly timeZone: string;
  /** Grows with every change; a change names the version it was decided on. */
  readonly version: number;
}

/** The result of a change. */
export type SettingsChange =
  | { readonly kind: 'changed' }
  | { readonly kind: 'stale' }
  /** Counters at which somebody is being served, lockers with a bag, services with visits. */
  | {
      readonly kind: 'in-use';
      readonly section: 'counters' | 'lockers' | 'services';
      readonly codes: string[];
    };

/** An office's settings, or null when there is no such office. */
export async function readSettings(db: Database, office: string): Promise<OfficeSettings | null> {
  const row = await db
    .selectFrom('office as o')
    .innerJoin('settings_version as s', 's.scope', 'o.code')
    .select(['o.code', 'o.name', 'o.time_zone', 'o.profile', 'o.survey', 'o.disabled_at', 's.version'])
    .where('o.code', '=', office)
    .executeTakeFirst();
  if (!row) return null;
  const [services, counters, lockers, calendar] = await Promise.all([
    db.selectFrom('service').select(['code', 'label']).where('office', '=', office).orderBy('code').execute(),
    listCounters(db, office),
    listLockerCodes(db, office),
    readCalendar(db, office),
  ]);
  return {
    code: row.code,
    name: row.name,
    timeZone: row.time_zone,
    version: row.version,
    profile: row.profile,
    survey: row.survey,
    services,
    counters,
    lockers,
    calendar,
    disabled: row.disabled_at !== null,
  };
}

/**
 * Changes some sections of an office's settings, all or none. The audit keeps both sides. Without an
 * expected version the change is made unconditionally (a manual import).
 */
export async function changeSettings(
  trx: Transaction,
  change: {
    readonly office: string;
    readonly expectedVersion: number | null;
    readonly sections: Partial<SettingsSections>;
    readonly by: ChangedBy;
  },
): Promise<SettingsChange> {
  const { office, expectedVersion, sections, by } = change;
  const version = await lockVersion(trx, office);
  const before = await readSettings(trx, office);
  if (!before) throw new Error('the office of a change is gone');
  if (expectedVersion !== null && version !== expectedVersion) return { kind: 'stale' };
  const used = await usedBeyond(trx, before, sections);
  if (used) return used;
  await writeSections(trx, office, sections);
  await raiseVersion(trx, office);
  const changed = Object.keys(sections) as (keyof SettingsSections)[];
  await endChange(trx, {
    ...changedBy(by, 200),
    office,
    done: changed.map((section) => ({
      action: `settings-${section}`,
      detail: { before: before[section], after: sections[section] },
    })),
    changed: [office],
  });
  return { kind: 'changed' };
}

/** What a change would remove although it is in use. */
async function usedBeyond(
  trx: Database,
  before: OfficeSettings,
  { counters, lockers, services }: Partial<SettingsSections>,
): Promise<Extract<SettingsChange, { kind: 'in-use' }> | null> {
  const office = before.code;
  if (counters) {
    const gone = missing(codesOf(before.counters), codesOf(counters));
    const codes = await busyCounters(trx, office, gone);
    if (codes.length > 0) return { kind: 'in-use', section: 'counters', codes };
  }
  if (lockers) {
    const gone = missing(before.lockers, lockers);
    await trx.selectFrom('locker').select('code').where('office', '=', office).forUpdate().execute();
    const codes = await openCustodyIn(trx, { office, lockers: gone });
    if (codes.length > 0) return { kind: 'in-use', section: 'lockers', codes };
  }
  if (services) {
    const codes = missing(codesOf(before.services), codesOf(services));
    if (codes.length > 0) return { kind: 'in-use', section: 'services', codes };
  }
  return null;
}

const missing = (before: readonly string[], after: readonly string[]): string[] =>
  before.filter((code) => !after.includes(code));

async function busyCounters(trx: Database, office: string, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const rows = await trx
    .selectFrom('visit')
    .select('counter')
    .distinct()
    .where('office', '=', office)
    .where('counter', 'in', codes)
    .where('step', 'in', counterSteps)
    .execute();
  return rows.flatMap(({ counter }) => counter ?? []);
}
