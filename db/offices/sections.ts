import type { CodeLabel } from '../../wire/fields.ts';
import { clock } from '../clock.ts';
import type { Database } from '../connect.ts';
import { writeCalendar } from './calendars.ts';
import type { SettingsSections } from './settings.ts';

/** Writes some sections of an office's settings as wholes, in the caller's transaction. */
export async function writeSections(
  trx: Database,
  office: string,
  sections: Partial<SettingsSections>,
): Promise<void> {
  const { name, profile, survey, services, counters, lockers, calendar, disabled } = sections;
  const own = {
    ...(name === undefined ? {} : { name }),
    ...(profile === undefined ? {} : { profile: JSON.stringify(profile) }),
    ...(survey === undefined ? {} : { survey: JSON.stringify(survey) }),
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

export const codesOf = (rows: readonly CodeLabel[]): string[] => rows.map(({ code }) => code);
