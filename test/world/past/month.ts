import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Cipher } from '../../../db/sealing/cipher.ts';
import type { Database } from '../../../db/connect.ts';
import { writeVisits } from '../../../db/demo/visits.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import { termsOf } from '../../../db/visits/terms.ts';
import { ordinarySpan } from '../../../domain/demo/day.ts';
import { inventMonth, type InventedVisit } from '../../../domain/demo/month.ts';
import { between, seeded } from '../../../domain/demo/random.ts';
import type { Habits } from '../../../domain/demo/visits.ts';
import { dayAfter, instantOf } from '../../../domain/offices/calendar.ts';
import type { Instant } from '../../../domain/time.ts';
import type { SkmElement, SkmScore } from '../../../domain/ratings/rating.ts';
import type { Verdict } from '../../../domain/visits/sla.ts';
import type { FinalStep } from '../../../domain/visits/steps.ts';

/** One generated visit, as whoever compares figures wants to know it. */
export interface PastVisit {
  readonly day: string;
  readonly takenAt: Instant;
  readonly outcome: FinalStep;
  readonly verdict: Verdict | null;
  /** Seconds; null for what did not happen. */
  readonly queueWait: number | null;
  readonly slaWait: number | null;
  readonly overall: number | null;
  readonly skm: Readonly<Partial<Record<SkmElement, SkmScore>>>;
}

/** An office where much goes wrong: every outcome and verdict is there in numbers, on every day of the week. */
const perDay = { least: 20, most: 80 };
const habits: Habits = { cancel: 0.05, miss: 0.07, leave: 0.03, forgotten: 0.03, late: 0.15, locker: 0.6 };
const ratings = { rate: 0.6, survey: 0.8, answer: 0.9 };
const hours = new Map([8, 9, 10, 11, 12, 13, 14].map((hour) => [hour, 1]));

/**
 * Fills an office with days of ended visits up to yesterday, in the way the service leaves them. Closing the days is left
 * to the service. Answers what was made.
 */
export async function fillMonth(
  { db, cipher }: { readonly db: Database; readonly cipher: Cipher },
  { office, days, seed }: { office: string; days: number; seed: number },
): Promise<PastVisit[]> {
  const random = seeded(seed);
  const now = await readOfficeNow(db, office);
  if (!now) throw new Error(`no office ${office}`);
  const { timeZone, policy, policyVersion } = now;
  const accounts = await db.selectFrom('staff').select(['id', 'role']).where('office', '=', office).execute();
  const visits = inventMonth(random, {
    days: Array.from({ length: days }, (_, nth) => {
      const day = dayAfter(now.opening.day, nth - days);
      return {
        day,
        visitors: between(random, perDay.least, perDay.most),
        spans: [ordinarySpan(day, timeZone)],
        terms: termsOf(policy, instantOf(day, '24:00', timeZone)),
      };
    }),
    timeZone,
    desk: {
      office,
      counters: ['FO-1', 'FO-2'],
      lockers: ['01', '02', '03', '04', '05', '06', '07', '08'],
      officers: accounts.filter(({ role }) => role === 'staff').map(({ id }) => id),
      newId: randomUUID,
    },
    habits,
    ratings,
    lastTicketMs: 0,
    privacyNotice: '1',
    hours,
  });
  const supervisor = accounts.find(({ role }) => role === 'supervisor')?.id ?? null;
  await db
    .transaction()
    .execute((trx) =>
      writeVisits(trx, cipher, { of: { office, service: 'P', policyVersion, supervisor }, visits }),
    );
  // days that were lived were counted meanwhile; until then figures are planned for tables that are empty
  await sql`analyze`.execute(db);
  return visits.map(toPastVisit);
}

/** What a comparison asks of an invented visit. */
export function toPastVisit({ day, takenAt, moves, visit, verdict, rating }: InventedVisit): PastVisit {
  const secondsOf = (from: Instant | null, to: Instant | null): number | null =>
    from === null || to === null ? null : (to - from) / 1000;
  const calledAt = moves.find(({ move }) => move.name === 'call')?.move.at ?? null;
  return {
    day,
    takenAt,
    outcome: visit.step as FinalStep,
    verdict,
    queueWait: secondsOf(takenAt, calledAt),
    slaWait: secondsOf(visit.registeredAt, visit.servedAt),
    overall: rating?.overall ?? null,
    skm: rating?.skm ?? {},
  };
}
