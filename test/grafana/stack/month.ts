import type { FinalStep, OpenStep } from '../../../domain/visits/steps.ts';
import { syntheticOffice } from '../../../domain/probe/synthetic.ts';
import { seeded } from '../../../domain/demo/random.ts';

/** A month that is the same at every run. Instants in milliseconds; the zone is Asia/Makassar, UTC+8. */
export const end = Date.parse('2026-11-24T06:00:00Z');
export const day = 86_400_000;
export const minute = 60_000;
const zoneAhead = 8 * 3_600_000;

export const slaSeconds = 300;
const warnSeconds = 240;
/** Offices and how many visitors come on a weekday. */
const visitorsADay = { '6500': 48, '6571': 14, [syntheticOffice]: 20 } as const;
export const offices = Object.keys(visitorsADay).toSorted();
export const realOffices = offices.filter((office) => office !== syntheticOffice);

/** A visit with the times of its moves; what did not happen by `end` is filtered out by whoever counts. */
export interface PlayedVisit {
  readonly office: string;
  readonly takenAt: number;
  readonly calledAt: number;
  readonly registeredAt: number | null;
  readonly servedAt: number | null;
  readonly enteredAt: number | null;
  readonly ratingAt: number | null;
  readonly endedAt: number;
  readonly outcome: FinalStep;
  readonly verdict: 'met' | 'breached' | 'excluded' | null;
  readonly score: number | null;
  /** When its rating counts: the office's day has ended. */
  readonly ratedAt: number;
  readonly custody: { readonly from: number; readonly to: number } | null;
}

/** The local midnight before an instant. */
export const midnightBefore = (at: number): number => Math.floor((at + zoneAhead) / day) * day - zoneAhead;

function playVisit(
  random: () => number,
  { office, takenAt }: { office: string; takenAt: number },
): PlayedVisit {
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low)) * 1000;
  const calledAt = takenAt + (random() < 0.7 ? between(10, 240) : between(240, 1500));
  const dayEnds = midnightBefore(takenAt) + day;
  const nothing = {
    registeredAt: null,
    servedAt: null,
    enteredAt: null,
    ratingAt: null,
    score: null,
    custody: null,
  };
  const fate = random();
  if (fate < 0.07) {
    const endedAt = calledAt + between(120, 200);
    return {
      ...nothing,
      office,
      takenAt,
      calledAt,
      endedAt,
      outcome: 'no-show',
      verdict: null,
      ratedAt: dayEnds,
    };
  }
  const registeredAt = calledAt + between(40, 400);
  if (fate < 0.1) {
    const endedAt = registeredAt + between(20, 200);
    return {
      ...nothing,
      ...{ office, takenAt, calledAt, registeredAt, endedAt },
      ...{ outcome: 'cancelled', verdict: 'excluded', ratedAt: dayEnds },
    };
  }
  const servedAt = registeredAt + (random() < 0.94 ? between(5, 290) : between(310, 900));
  const enteredAt = servedAt + between(30, 240);
  const ratingAt = enteredAt + between(300, 5400);
  const endedAt = ratingAt + between(20, 300);
  const deposits = random() < 0.6;
  return {
    ...{ office, takenAt, calledAt, registeredAt, servedAt, enteredAt, ratingAt, endedAt, outcome: 'done' },
    verdict: servedAt - registeredAt <= slaSeconds * 1000 ? 'met' : 'breached',
    score: random() < 0.6 ? 1 + Math.floor(Math.sqrt(random()) * 5) : null,
    ratedAt: dayEnds,
    custody: deposits ? { from: servedAt + 20_000, to: ratingAt + 10_000 } : null,
  };
}

/** All visits of the 30 days before `end`, weekdays from eight to half past three. */
export function playMonth(): PlayedVisit[] {
  const random = seeded(20_261_124);
  const days = Array.from({ length: 31 }, (_none, ago) => midnightBefore(end) - (30 - ago) * day);
  return days.flatMap((midnight) => {
    const weekday = new Date(midnight + zoneAhead).getUTCDay();
    if (weekday === 0 || weekday === 6) return [];
    return Object.entries(visitorsADay).flatMap(([office, visitors]) => {
      const many = Math.round(visitors * (0.7 + random() * 0.6));
      return Array.from({ length: many }, () => {
        const takenAt = midnight + 8 * 3_600_000 + Math.round(random() * 7.5 * 3600) * 1000;
        return playVisit(random, { office, takenAt });
      });
    });
  });
}

/** What the promise set in motion for a visit: the warning, and the breach with who answered for it, if any. */
export interface PlayedEscalation {
  readonly saved: boolean;
  readonly raisedAt: number | null;
  readonly acknowledgedAt: number | null;
}

const answersAfter = 45_000;

/** Of a visit that waited longer than the warning allows; null of the others. Nobody leaves while late here. */
export function escalationOf({ registeredAt, servedAt, verdict }: PlayedVisit): PlayedEscalation | null {
  if (registeredAt === null || servedAt === null) return null;
  if (servedAt - registeredAt <= warnSeconds * 1000) return null;
  const raisedAt = verdict === 'breached' ? registeredAt + slaSeconds * 1000 : null;
  const isAnswered = raisedAt !== null && raisedAt + answersAfter < servedAt;
  return {
    saved: verdict === 'met',
    raisedAt,
    acknowledgedAt: isAnswered ? raisedAt + answersAfter : null,
  };
}

/** The stays of a visit in its steps, until `end`. */
export function staysOf(visit: PlayedVisit): { step: OpenStep; from: number; to: number }[] {
  const { takenAt, calledAt, registeredAt, servedAt, enteredAt, ratingAt, endedAt } = visit;
  const marks: [OpenStep, number | null][] = [
    ['waiting', takenAt],
    ['called', calledAt],
    ['guest-book', registeredAt === null ? null : calledAt + 5_000],
    ['registered', registeredAt],
    ['serving', servedAt],
    ['library', enteredAt],
    ['rating', ratingAt],
  ];
  const reached = marks.flatMap(([step, at]) => (at === null ? [] : [{ step, from: at }]));
  return reached.map(({ step, from }, index) => ({ step, from, to: reached[index + 1]?.from ?? endedAt }));
}
