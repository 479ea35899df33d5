import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Database } from '../../../db/connect.ts';
import { readOfficeNow } from '../../../db/offices/offices.ts';
import type { Schema } from '../../../db/schema.ts';
import { dayAfter, instantOf } from '../../../domain/offices/calendar.ts';
import { skmElements } from '../../../domain/visitors/rating.ts';
import { verdictOf, type Verdict } from '../../../domain/visits/sla.ts';
import type { EventName, FinalStep, Step } from '../../../domain/visits/steps.ts';
import type { Instant } from '../../../domain/time.ts';
import { seeded } from './random.ts';

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
}

const perDay = { least: 20, most: 80 };
const insertAtOnce = 500;

/**
 * Fills an office with days of ended visits up to yesterday, in the way the service leaves them: events,
 * audit, notices and ratings. Closing the days is left to the service. Answers what was made.
 */
export async function fillMonth(
  db: Database,
  { office, days, seed }: { office: string; days: number; seed: number },
): Promise<PastVisit[]> {
  const random = seeded(seed);
  const now = await readOfficeNow(db, office);
  if (!now) throw new Error(`no office ${office}`);
  const { timeZone, policy, policyVersion } = now;
  const made: PastVisit[] = [];
  const rows = {
    visit: [] as Insertable<Schema['visit']>[],
    visit_event: [] as Insertable<Schema['visit_event']>[],
    audit: [] as Insertable<Schema['audit']>[],
    visit_notice: [] as Insertable<Schema['visit_notice']>[],
    rating: [] as Insertable<Schema['rating']>[],
  };
  const counters: Insertable<Schema['ticket_counter']>[] = [];
  const between = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const seconds = (least: number, most: number): number => between(least * 1000, most * 1000);

  for (let ago = days; ago >= 1; ago -= 1) {
    const day = dayAfter(now.opening.day, -ago);
    const closesAt = instantOf(day, '24:00', timeZone);
    const last = between(perDay.least, perDay.most);
    counters.push({ office, service: 'P', day, last });
    for (let number = 1; number <= last; number += 1) {
      const id = randomUUID();
      const takenAt = instantOf(day, '08:00', timeZone) + seconds(0, 7 * 3600);
      const story: { move: EventName; step: Step; at: Instant }[] = [
        { move: 'check-in', step: 'waiting', at: takenAt },
      ];
      const go = (move: EventName, step: Step, after: number): Instant => {
        const at = (story.at(-1)?.at ?? takenAt) + after;
        story.push({ move, step, at });
        return at;
      };
      let calledAt: Instant | null = null;
      let registeredAt: Instant | null = null;
      let servedAt: Instant | null = null;
      let enteredAt: Instant | null = null;
      const draw = random();
      if (draw < 0.05) go('cancel', 'cancelled', seconds(10, 600));
      else {
        calledAt = go('call', 'called', seconds(5, 1500));
        if (draw < 0.12) go('no-show', 'no-show', seconds(120, 300));
        else {
          registeredAt = go('submit-guest-book', 'registered', seconds(30, 400));
          if (draw < 0.15) go('cancel', 'cancelled', seconds(20, 500));
          else if (draw < 0.18) go('expire', 'expired', closesAt - registeredAt);
          else {
            servedAt = go('serve', 'serving', seconds(0, draw < 0.9 ? 300 : 900));
            go('skip-locker', 'serving', seconds(10, 60));
            enteredAt = go('enter', 'library', seconds(5, 120));
            go('finish', 'rating', seconds(300, 5400));
            go('leave', 'done', seconds(20, 200));
          }
        }
      }
      const end = story.at(-1);
      if (!end) throw new Error('a visit without an end');
      const endedAt = end.at;
      const terms = { ...policy, closesAt };
      const verdict = verdictOf({ registeredAt, servedAt, enteredAt, endedAt, terms }, endedAt);
      const overall = servedAt !== null && random() < 0.6 ? between(1, 5) : null;
      const dueAt = registeredAt === null ? null : registeredAt + policy.slaSeconds * 1000;
      const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));
      rows.visit.push({
        id,
        office,
        service: 'P',
        day,
        number,
        token: id.replaceAll('-', '').slice(0, 22),
        step: end.step,
        revision: story.length,
        language: 'id',
        policy_version: policyVersion,
        created_at: new Date(takenAt),
        queued_at: new Date(takenAt),
        last_at: new Date(endedAt),
        counter: calledAt === null ? null : 'FO-1',
        called_at: date(calledAt),
        call_times: calledAt === null ? null : 1,
        registered_at: date(registeredAt),
        served_at: date(servedAt),
        entered_at: date(enteredAt),
        ended_at: new Date(endedAt),
        closes_at: new Date(closesAt),
        due_at: date(dueAt),
        verdict,
      });
      story.forEach(({ move, step, at }, index) => {
        const event = { visit_id: id, revision: index + 1, office, actor: 'clock' as const };
        rows.visit_event.push({ ...event, move, step, at: new Date(at) });
        rows.audit.push({ ...event, at: new Date(at), action: move });
      });
      if (verdict === 'breached' && dueAt !== null) {
        rows.visit_notice.push({ visit_id: id, kind: 'breach', at: new Date(dueAt) });
      }
      if (overall !== null) {
        rows.rating.push({
          visit_id: id,
          overall,
          skm: JSON.stringify(Object.fromEntries(skmElements.map((element) => [element, between(1, 4)]))),
          created_at: new Date(endedAt),
          changed_at: new Date(endedAt),
        });
      }
      const secondsOf = (from: Instant | null, to: Instant | null): number | null =>
        from === null || to === null ? null : (to - from) / 1000;
      made.push({
        day,
        takenAt,
        outcome: end.step as FinalStep,
        verdict,
        queueWait: secondsOf(takenAt, calledAt),
        slaWait: secondsOf(registeredAt, servedAt),
        overall,
      });
    }
  }
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('ticket_counter').values(counters).execute();
    for (const [table, values] of Object.entries(rows)) {
      for (let from = 0; from < values.length; from += insertAtOnce) {
        await trx
          .insertInto(table as 'visit')
          .values(values.slice(from, from + insertAtOnce) as Insertable<Schema['visit']>[])
          .execute();
      }
    }
  });
  return made;
}
