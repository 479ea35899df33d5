import { sql } from 'kysely';
import type { CalendarDay } from '../../domain/offices/calendar.ts';
import type { Bilingual } from '../../domain/language.ts';
import { counterSteps } from '../../domain/visits/steps.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Instant } from '../../domain/time.ts';
import type { ChangedBy } from '../audit.ts';
import { clock } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { openCustodyIn } from '../custody/lockers.ts';
import { listCounters, listOffices } from './offices.ts';
import type { OfficeProfile } from '../schema.ts';

/** What an office decides about itself, beside its policy; each section is read and written as a whole. */
export interface SettingsSections {
  readonly name: string;
  readonly profile: OfficeProfile;
  readonly services: readonly CodeLabel[];
  readonly counters: readonly CodeLabel[];
  readonly lockers: readonly string[];
  /** The office's own entries; those for all offices stand apart. */
  readonly calendar: readonly CalendarDay[];
  readonly disabled: boolean;
}

export interface OfficeSettings extends SettingsSections {
  readonly code: string;
  readonly timeZone: string;
  /** Grows with every change; a change names the version it was decided on. */
  readonly version: number;
}

/** What came of a change: data, so that each refusal gets its own answer. */
export type SettingsChange =
  | { readonly kind: 'changed' }
  | { readonly kind: 'stale' }
  /** Counters at which somebody is being served, lockers with a bag, services with visits. */
  | {
      readonly kind: 'in-use';
      readonly section: 'counters' | 'lockers' | 'services';
      readonly codes: string[];
    };

/** The scope under which changes of the calendar for all offices are counted. */
const allOffices = 'all';

/** An office's settings, or null when there is no such office. */
export async function readSettings(db: Database, office: string): Promise<OfficeSettings | null> {
  const row = await db
    .selectFrom('office as o')
    .innerJoin('settings_version as s', 's.scope', 'o.code')
    .select(['o.code', 'o.name', 'o.time_zone', 'o.profile', 'o.disabled_at', 's.version'])
    .where('o.code', '=', office)
    .executeTakeFirst();
  if (!row) return null;
  const [services, counters, lockers, calendar] = await Promise.all([
    db.selectFrom('service').select(['code', 'label']).where('office', '=', office).orderBy('code').execute(),
    listCounters(db, office),
    db
      .selectFrom('locker')
      .select('code')
      .where('office', '=', office)
      .where('retired_at', 'is', null)
      .orderBy('code')
      .execute(),
    readCalendar(db, office),
  ]);
  return {
    code: row.code,
    name: row.name,
    timeZone: row.time_zone,
    version: row.version,
    profile: row.profile,
    services,
    counters,
    lockers: lockers.map(({ code }) => code),
    calendar,
    disabled: row.disabled_at !== null,
  };
}

async function readCalendar(db: Database, office: string | null): Promise<CalendarDay[]> {
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

/**
 * Changes some sections of an office's settings, all or none. The audit keeps both sides. Without an
 * expected version the change is made whatever was changed meanwhile (an import by hand).
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

async function lockVersion(trx: Database, scope: string): Promise<number> {
  const { version } = await trx
    .selectFrom('settings_version')
    .select('version')
    .where('scope', '=', scope)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return version;
}

async function raiseVersion(trx: Database, scope: string): Promise<void> {
  await trx
    .updateTable('settings_version')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('scope', '=', scope)
    .execute();
}

/** What a change would take away although somebody needs it. */
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

const codesOf = (rows: readonly CodeLabel[]): string[] => rows.map(({ code }) => code);
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

async function writeSections(
  trx: Database,
  office: string,
  sections: Partial<SettingsSections>,
): Promise<void> {
  const { name, profile, services, counters, lockers, calendar, disabled } = sections;
  const own = {
    ...(name === undefined ? {} : { name }),
    ...(profile === undefined ? {} : { profile: JSON.stringify(profile) }),
    ...(disabled === undefined ? {} : { disabled_at: disabled ? clock : null }),
  };
  if (Object.keys(own).length > 0) {
    await trx.updateTable('office').set(own).where('code', '=', office).execute();
  }
  if (services) await writeServices(trx, office, services);
  if (counters) await writeCounters(trx, office, counters);
  if (lockers) await writeLockers(trx, office, lockers);
  if (calendar) await writeCalendar(trx, office, calendar);
}

async function writeServices(trx: Database, office: string, services: readonly CodeLabel[]): Promise<void> {
  await trx
    .insertInto('service')
    .values(services.map((service) => ({ office, ...service })))
    .onConflict((conflict) =>
      conflict.columns(['office', 'code']).doUpdateSet((eb) => ({ label: eb.ref('excluded.label') })),
    )
    .execute();
}

async function writeCounters(trx: Database, office: string, counters: readonly CodeLabel[]): Promise<void> {
  await trx
    .updateTable('counter')
    .set({ retired_at: clock })
    .where('office', '=', office)
    .where('code', 'not in', codesOf(counters))
    .where('retired_at', 'is', null)
    .execute();
  await trx
    .insertInto('counter')
    .values(counters.map((counter) => ({ office, ...counter })))
    .onConflict((conflict) =>
      conflict
        .columns(['office', 'code'])
        .doUpdateSet((eb) => ({ label: eb.ref('excluded.label'), retired_at: null })),
    )
    .execute();
}

async function writeLockers(trx: Database, office: string, lockers: readonly string[]): Promise<void> {
  const retired = trx
    .updateTable('locker')
    .set({ retired_at: clock })
    .where('office', '=', office)
    .where('retired_at', 'is', null);
  await (lockers.length === 0 ? retired : retired.where('code', 'not in', lockers)).execute();
  if (lockers.length === 0) return;
  await trx
    .insertInto('locker')
    .values(lockers.map((code) => ({ office, code })))
    .onConflict((conflict) => conflict.columns(['office', 'code']).doUpdateSet({ retired_at: null }))
    .execute();
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
  if (days.length === 0) return;
  await trx
    .insertInto('calendar_day')
    .values(days.map(({ hours, ...day }) => ({ office, ...day, hours: hours && JSON.stringify(hours) })))
    .execute();
}

/** Changes the entries that hold for all offices; every office hears of it. */
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

/** What the office tells everyone now: a message on the boards, and a closing out of turn. */
export interface Announcement {
  readonly message: Bilingual | null;
  readonly closing: { readonly reason: Bilingual; readonly until: Instant | null } | null;
}

/** What is announced now; a closing whose time has passed is none. */
export async function readAnnouncement(db: Database, office: string): Promise<Announcement> {
  const row = await db
    .selectFrom('board')
    .select(['message', 'closed_reason', 'closed_until'])
    .select(sql<boolean>`closed_until <= ${clock}`.as('over'))
    .where('office', '=', office)
    .executeTakeFirstOrThrow();
  return {
    message: row.message,
    closing: row.closed_reason && !row.over ? { reason: row.closed_reason, until: row.closed_until } : null,
  };
}

/** Announces something, or takes it back. No number is given while closed; open visits are finished. */
export async function announce(
  trx: Transaction,
  {
    office,
    announcement,
    staffId,
    commandId,
  }: {
    office: string;
    announcement: Announcement;
    staffId: string;
    commandId: string;
  },
): Promise<void> {
  const { message, closing } = announcement;
  const before = await readAnnouncement(trx, office);
  await trx
    .updateTable('board')
    .set((eb) => ({
      announcements: eb('announcements', '+', 1),
      message: message && JSON.stringify(message),
      closed_reason: closing && JSON.stringify(closing.reason),
      closed_until: closing?.until ? new Date(closing.until) : null,
    }))
    .where('office', '=', office)
    .execute();
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 200),
    office,
    done: { action: 'announced', detail: { before, after: announcement } },
    changed: [office],
  });
}
