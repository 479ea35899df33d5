import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../domain/offices/policy.ts';
import type { Database } from '../connect.ts';
import { readOfficeNow } from './offices.ts';
import { addPolicy } from './policies.ts';
import { seedOfficeIn } from '../seed/seed.ts';
import { changeSettings, readSettings, type SettingsChange, type SettingsSections } from './settings.ts';

/** One office as a file holds it. */
export interface OfficeFile extends SettingsSections {
  readonly code: string;
  readonly timeZone: string;
  readonly policy: Policy;
}

/** The result of an import. */
export type ImportOutcome =
  | { readonly kind: 'created' | 'changed' | 'unchanged' }
  | Extract<SettingsChange, { kind: 'in-use' }>
  /** A running office keeps its zone: its days and numbers depend on it. */
  | { readonly kind: 'other-zone'; readonly timeZone: string };

const byImport = { staffId: null, commandId: null } as const;

/** Creates an office from a file, or brings it to what the file says; all or nothing, audited. */
export async function importOffice(db: Database, file: OfficeFile): Promise<ImportOutcome> {
  const { code: office, timeZone, policy, ...sections } = file;
  return db.transaction().execute(async (trx): Promise<ImportOutcome> => {
    const now = await readOfficeNow(trx, office);
    if (!now) {
      await seedOfficeIn(trx, file);
      return { kind: 'created' };
    }
    if (now.timeZone !== timeZone) return { kind: 'other-zone', timeZone: now.timeZone };
    // only what differs: a needless new version would refuse a form that somebody has open
    const known = await readSettings(trx, office);
    const different = Object.fromEntries(
      Object.entries(sections).filter(([name, value]) => !isDeepStrictEqual(known?.[name as 'name'], value)),
    );
    const samePolicy = isDeepStrictEqual(now.policy, policy);
    if (samePolicy && Object.keys(different).length === 0) return { kind: 'unchanged' };
    if (Object.keys(different).length > 0) {
      const change = { office, expectedVersion: null, sections: different, by: byImport };
      const outcome = await changeSettings(trx, change);
      if (outcome.kind === 'in-use') return outcome;
    }
    if (!samePolicy) await addPolicy(trx, { office, policy, by: byImport });
    return { kind: 'changed' };
  });
}

/** An office as a file holds it, or null when there is none. */
export async function exportOffice(db: Database, office: string): Promise<OfficeFile | null> {
  const [settings, now] = await Promise.all([readSettings(db, office), readOfficeNow(db, office)]);
  if (!settings || !now) return null;
  const { code, timeZone, name, disabled, profile, survey, services, counters, lockers, calendar } = settings;
  return {
    code,
    name,
    timeZone,
    disabled,
    profile,
    survey,
    services,
    counters,
    lockers,
    calendar,
    policy: now.policy,
  };
}
