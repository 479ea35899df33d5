import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WorkingWeek } from '../../domain/complaints/working-days.ts';
import { demoDaysBefore, spansOfDay, workingDays } from '../../domain/demo/calendar.ts';
import { visitorsOf } from '../../domain/demo/day.ts';
import { inventMonth, type PlannedDay } from '../../domain/demo/month.ts';
import { usualRatings } from '../../domain/demo/people.ts';
import { seeded, type Random } from '../../domain/demo/random.ts';
import { goodHabits, type Desk } from '../../domain/demo/visits.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { writeAudit } from '../audit.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { readWorkingWeek } from '../complaints/week.ts';
import type { Database, Transaction } from '../connect.ts';
import { listCounters, listLockerCodes } from '../offices/codes.ts';
import { readOfficeNow, type OfficeNow } from '../offices/offices.ts';
import { reportDayIn, settleDayIn } from '../supervision/days.ts';
import { termsOf } from '../visits/terms.ts';
import { writeComplaints } from './complaints.ts';
import { writeLibrary } from './library.ts';
import { readDemo, type DemoData } from './mark.ts';
import { writeVisits, type VisitsOf } from './visits.ts';

/** Why an office was not filled. */
export type NotFilled =
  /** Somebody works here already: visits, numbers from paper or complaints. */
  | 'in-use'
  /** Nobody could have served anybody. */
  | 'no-staff'
  | 'no-office';

/** What became of the wish to fill an office. */
export type Filling =
  | { readonly kind: 'filled'; readonly demo: DemoData; readonly made: Made }
  | { readonly kind: 'there'; readonly demo: DemoData }
  | { readonly kind: 'refused'; readonly because: NotFilled };

/** How much was made. */
export interface Made {
  readonly days: number;
  readonly visits: number;
  readonly complaints: number;
  readonly inRoomUses: number;
}

/** Of the lock under which an installation is filled. */
const lockKey = 6500_2028;

/**
 * Fills an office of an empty installation with invented past days: last month and this one until yesterday. Never in a
 * database in which anybody was served. One transaction, at whose end the service reports and settles the days as always.
 */
export async function fillDemo(
  { db, cipher }: { readonly db: Database; readonly cipher: Cipher },
  { office, seed }: { readonly office: string; readonly seed: number },
): Promise<Filling> {
  return db.transaction().execute((trx) => fill(trx, cipher, { office, seed }));
}

async function fill(
  trx: Transaction,
  cipher: Cipher,
  { office, seed }: { office: string; seed: number },
): Promise<Filling> {
  await sql`set local lock_timeout = 0`.execute(trx);
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
  const there = await readDemo(trx, office);
  if (there) return { kind: 'there', demo: there };
  if (await isInUse(trx)) return { kind: 'refused', because: 'in-use' };
  const now = await readOfficeNow(trx, office);
  if (!now) return { kind: 'refused', because: 'no-office' };
  const people = await readPeople(trx, office);
  const [officer] = people.officers;
  if (officer === undefined) return { kind: 'refused', because: 'no-staff' };

  const random = seeded(seed);
  const { from, to } = demoDaysBefore(now.opening.day);
  const week = await readWorkingWeek(trx, office);
  const visits = inventMonth(random, {
    days: planDays(random, { week, now, from, to }),
    timeZone: now.timeZone,
    desk: await readDesk(trx, { office, officers: people.officers }),
    habits: goodHabits,
    ratings: usualRatings,
    lastTicketMs: now.policy.lastTicketMinutesBeforeClose * 60_000,
    privacyNotice: await readNotice(trx, office),
  });
  const of: VisitsOf = {
    office,
    service: await readService(trx, office),
    policyVersion: now.policyVersion,
    supervisor: people.supervisor,
  };
  await writeVisits(trx, cipher, { of, visits });
  const inRoomUses = await writeLibrary(trx, random, { office, officer, now: now.now, visits });
  const complaints = await writeComplaints(trx, cipher, { office, week, from, to, officer });
  await sql`analyze visit, visit_event, visit_notice, rating`.execute(trx); // else the figures are read from end to end
  const days = [...new Set(visits.map(({ day }) => day))];
  for (const day of days) await reportDayIn(trx, { office, day });
  await trx // a day that was closed before: everybody locks days before totals
    .selectFrom('day_close')
    .select('day')
    .where('office', '=', office)
    .where('day', 'in', days)
    .orderBy('day')
    .forUpdate()
    .execute();
  for (const day of days) await settleDayIn(trx, { office, day });
  await trx.insertInto('demo_data').values({ office, from_day: from, to_day: to, seed }).execute();
  await writeAudit(trx, { by: 'system', office, action: 'demo-made', detail: { from, to, seed } });
  const demo = await readDemo(trx, office);
  if (!demo) throw new Error('what was written is not there');
  return { kind: 'filled', demo, made: { days: days.length, visits: visits.length, complaints, inRoomUses } };
}

/** Whether anybody was served here, on paper too, or has complained; the probe's own visits are no one's. */
async function isInUse(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from visit where office <> ${syntheticOffice})
      or exists (select from ticket_counter where office <> ${syntheticOffice})
      or exists (select from paper_visit) or exists (select from complaint) as used
  `.execute(trx);
  return rows[0]?.used ?? true;
}

async function readPeople(
  trx: Transaction,
  office: string,
): Promise<{ officers: string[]; supervisor: string | null }> {
  const accounts = await trx
    .selectFrom('staff')
    .select(['id', 'role'])
    .where('office', '=', office)
    .where('disabled_at', 'is', null)
    .orderBy('created_at')
    .orderBy('username')
    .execute();
  const supervisor = accounts.find(({ role }) => role === 'supervisor')?.id ?? null;
  const officers = accounts.filter(({ role }) => role === 'staff').map(({ id }) => id);
  return { officers: officers.length > 0 || supervisor === null ? officers : [supervisor], supervisor };
}

async function readDesk(
  trx: Transaction,
  { office, officers }: { office: string; officers: readonly string[] },
): Promise<Desk> {
  const counters = await listCounters(trx, office);
  return {
    office,
    counters: counters.slice(0, 2).map(({ code }) => code),
    lockers: await listLockerCodes(trx, office),
    officers,
    newId: randomUUID,
  };
}

const readService = async (trx: Transaction, office: string): Promise<string> =>
  (
    await trx
      .selectFrom('service')
      .select('code')
      .where('office', '=', office)
      .orderBy('code')
      .executeTakeFirstOrThrow()
  ).code;

const readNotice = async (trx: Transaction, office: string): Promise<string> =>
  (await trx.selectFrom('office').select('profile').where('code', '=', office).executeTakeFirstOrThrow())
    .profile.privacyNotice.version;

/** The working days by the office's calendar, each with its hours and its visitors. */
function planDays(
  random: Random,
  { week, now, from, to }: { week: WorkingWeek; now: OfficeNow; from: string; to: string },
): PlannedDay[] {
  return workingDays(week, { from, to }).map((day) => {
    const { spans, closesAt } = spansOfDay(week, day);
    return { day, visitors: visitorsOf(random, day), spans, terms: termsOf(now.policy, closesAt) };
  });
}
