import type { Language } from '../language.ts';
import type { Instant } from '../time.ts';
import type { VisitTerms } from '../visits/visit.ts';
import { arrivalsOf, type Span } from './day.ts';
import {
  inventBook,
  inventRating,
  type InventedBook,
  type InventedRating,
  type RatingHabits,
} from './people.ts';
import { secondsBetween, type Random } from './random.ts';
import { playDay, type Desk, type Habits, type PlayedVisit } from './visits.ts';

/** A day to be filled. */
export interface PlannedDay {
  readonly day: string;
  readonly visitors: number;
  readonly spans: readonly Span[];
  readonly terms: VisitTerms;
}

/** What a month of visits is made of. */
export interface MonthPlan {
  readonly days: readonly PlannedDay[];
  readonly timeZone: string;
  readonly desk: Desk;
  readonly habits: Habits;
  readonly ratings: RatingHabits;
  readonly lastTicketMs: number;
  readonly privacyNotice: string;
  /** How much each hour is visited, unless as usual. */
  readonly hours?: ReadonlyMap<number, number>;
}

/** What the supervisor was told of a broken promise, and when somebody answered for it. */
export interface InventedEscalation {
  readonly dueAt: Instant;
  readonly times: number;
  readonly toldAt: Instant;
  readonly acknowledgedAt: Instant | null;
}

/** A visit of a day, with what its visitor wrote. */
export interface InventedVisit extends PlayedVisit {
  readonly day: string;
  readonly language: Language;
  readonly book: InventedBook | null;
  readonly rating: InventedRating | null;
  readonly escalation: InventedEscalation | null;
}

/** A month of visits, day by day in the order of their numbers; the same for the same random numbers and ids. */
export function inventMonth(random: Random, plan: MonthPlan): InventedVisit[] {
  const { days, timeZone, desk, habits, ratings, lastTicketMs, privacyNotice, hours } = plan;
  let people = 0;
  return days.flatMap(({ day, visitors, spans, terms }) => {
    const endsAt = spans.at(-1)?.end ?? terms.closesAt;
    const arrivals = arrivalsOf(random, { visitors, spans, timeZone, lastTicketMs, ...(hours && { hours }) });
    return playDay(random, { desk, habits, terms, arrivals, endsAt }).map((played): InventedVisit => {
      const { registeredAt, servedAt } = played.visit;
      people += 1;
      return Object.assign(played, {
        day,
        language: languageOf(random),
        book: registeredAt === null ? null : inventBook(random, { number: people, privacyNotice }),
        rating: servedAt === null ? null : inventRating(random, ratings),
        escalation: escalationOf(random, played),
      });
    });
  });
}

const languageOf = (random: Random): Language => (random() < 0.05 ? 'en' : 'id');

/** A breach is told while its visitor waits, again and again until somebody answers for it. */
function escalationOf(random: Random, { visit, breachedAt }: PlayedVisit): InventedEscalation | null {
  const { servedAt, enteredAt, endedAt, terms } = visit;
  if (breachedAt === null) return null;
  const answeredAt = terms.slaBasis === 'access' ? enteredAt : servedAt;
  const until = Math.min(answeredAt ?? endedAt ?? terms.closesAt, terms.closesAt);
  if (until <= breachedAt) return null;
  const answers = breachedAt + secondsBetween(random, 20, 240);
  const acknowledgedAt = answers < until && random() < 0.8 ? answers : null;
  const repeatMs = (terms.escalationRepeatMinutes ?? 0) * 60_000;
  const repeats = repeatMs === 0 ? 0 : Math.floor(((acknowledgedAt ?? until) - breachedAt - 1) / repeatMs);
  return { dueAt: breachedAt, times: repeats + 1, toldAt: breachedAt + repeats * repeatMs, acknowledgedAt };
}
