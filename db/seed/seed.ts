import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hash } from '@node-rs/argon2';
import { sql } from 'kysely';
import type { Publication } from '../../domain/catalogue/publication.ts';
import type { CalendarDay } from '../../domain/offices/calendar.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import type { OfficeSurvey } from '../../domain/offices/survey.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Log } from '../../process/log.ts';
import { storePublications } from '../catalogue/publications.ts';
import { createDatabase, type Database } from '../connect.ts';
import { clock } from '../clock.ts';
import { writeAudit } from '../audit.ts';
import { listOffices } from '../offices/offices.ts';
import { writeCalendar } from '../offices/calendars.ts';
import type { OfficeProfile } from '../offices/tables.ts';

/** The initial data of an office, as one file. */
export interface OfficeSeed {
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly profile: OfficeProfile;
  readonly services: readonly CodeLabel[];
  readonly counters: readonly CodeLabel[];
  readonly lockers: readonly string[];
  readonly survey: OfficeSurvey;
  readonly calendar?: readonly CalendarDay[];
  readonly disabled?: boolean;
  readonly policy: Policy;
}

/** argon2id with the costs OWASP recommends: 19 MiB, two passes, one lane. */
export const passwordCosts = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

interface Account {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

const firstAccounts: readonly Account[] = [
  { username: 'petugas', name: 'Petugas PST', role: 'staff' },
  { username: 'supervisor', name: 'Supervisor PST', role: 'supervisor' },
  { username: 'admin', name: 'Admin', role: 'admin' },
];

/** The first office: BPS Provinsi Kalimantan Utara. */
export async function readFirstOffice(): Promise<OfficeSeed> {
  const text = await readFile(new URL('./6500.json', import.meta.url), 'utf8');
  return JSON.parse(text) as OfficeSeed;
}

/** Publications that a first start shows, until an admin removes them. */
export async function readSampleCollection(): Promise<Publication[]> {
  const text = await readFile(new URL('./sample-collection.json', import.meta.url), 'utf8');
  return JSON.parse(text) as Publication[];
}

/** Of the lock under which an empty database is filled. */
const lockKey = 6500_2027;

/** How long a caller waits for another one that fills it. */
const turnWithinMs = 60_000;

/**
 * Fills an empty database with the first office and its accounts; leaves any other unchanged. Several callers at once
 * take turns, and only one of them fills it. Returns the accounts it created with their password, once; an empty
 * list otherwise.
 */
export async function seedFirstStart(options: {
  databaseUrl: string;
  demoPassword: string | null;
  log: Log;
}): Promise<{ username: string; password: string | null }[]> {
  const { databaseUrl: url, demoPassword, log } = options;
  const { db } = createDatabase({ url, max: 2, log, patienceMs: turnWithinMs });
  try {
    if ((await listOffices(db)).length > 0) return [];
    const seed = await readFirstOffice();
    const password = demoPassword ?? randomBytes(9).toString('base64url');
    const passwordHash = await hash(password, passwordCosts);
    return await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = 0`.execute(trx); // the statement's timeout bounds the wait
      await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
      if ((await listOffices(trx)).length > 0) return [];
      await writeOffice(trx, seed, { accounts: firstAccounts, passwordHash });
      const publications = await readSampleCollection();
      await storePublications(trx, { office: seed.code, publications, sample: true });
      return firstAccounts.map(({ username }) => ({ username, password }));
    });
  } finally {
    await db.destroy();
  }
}

/** Writes one office with its accounts in one transaction. */
export async function seedOffice(
  db: Database,
  seed: OfficeSeed,
  { accounts, password }: { accounts: readonly Account[]; password: string },
): Promise<void> {
  const passwordHash = await hash(password, passwordCosts);
  await db.transaction().execute((trx) => writeOffice(trx, seed, { accounts, passwordHash }));
}

async function writeOffice(
  trx: Database,
  seed: OfficeSeed,
  { accounts, passwordHash }: { accounts: readonly Account[]; passwordHash: string },
): Promise<void> {
  await seedOfficeIn(trx, seed);
  await trx
    .insertInto('staff')
    .values(
      accounts.map((account) => ({
        id: randomUUID(),
        office: seed.code,
        password_hash: passwordHash,
        ...account,
      })),
    )
    .execute();
}

/** Writes one office, in the caller's transaction. */
export async function seedOfficeIn(trx: Database, seed: OfficeSeed): Promise<void> {
  const office = seed.code;
  await trx
    .insertInto('office')
    .values({
      code: office,
      name: seed.name,
      time_zone: seed.timeZone,
      profile: JSON.stringify(seed.profile),
      survey: JSON.stringify(seed.survey),
      disabled_at: seed.disabled ? clock : null,
    })
    .execute();
  const inOffice = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ office, ...row }));
  await trx.insertInto('service').values(inOffice(seed.services)).execute();
  await trx.insertInto('counter').values(inOffice(seed.counters)).execute();
  if (seed.lockers.length > 0) {
    await trx
      .insertInto('locker')
      .values(inOffice(seed.lockers.map((code) => ({ code }))))
      .execute();
  }
  await trx
    .insertInto('policy')
    .values({
      office,
      version: 1,
      effective_from: seed.policy.effectiveFrom,
      body: JSON.stringify(seed.policy),
      created_by: null,
    })
    .execute();
  await trx.insertInto('queue').values({ office }).execute();
  await trx.insertInto('board').values({ office }).execute();
  await trx.insertInto('settings_version').values({ scope: office }).execute();
  if (seed.calendar) await writeCalendar(trx, office, seed.calendar);
  await writeAudit(trx, { by: 'system', office, action: 'office-created' });
}
