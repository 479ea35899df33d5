import { sql } from 'kysely';
import { endOfDay } from '../../domain/offices/calendar.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { Custody } from '../../domain/custody/custody.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { isClosed } from '../../domain/visits/moves.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import { callOrder, type Waiting } from '../../domain/visits/queue.ts';
import { isFinal, type Step } from '../../domain/visits/steps.ts';
import { guestBookSteps } from '../../domain/visits/allowed-moves.ts';
import { noShowAtOf, noShowLatestAtOf, ringingOf } from '../../domain/visits/typing.ts';
import type { VisitView } from '../../wire/visitors.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Language } from '../../domain/language.ts';
import { readWaiting, recentCalls } from '../visits/calls.ts';
import { clockNow } from '../clock.ts';
import type { Database } from '../connect.ts';
import { counterOf, jsonTime } from '../fragments.ts';
import type { Estimates } from './estimates.ts';
import { noticeOf, readOfficeNow } from '../offices/offices.ts';

/** What a token opens. */
export interface TokenVisit extends VisitKey {
  /** The language chosen when the number was taken. */
  readonly language: Language;
  /** True once the office's day has ended and no card is held any more. */
  readonly over: boolean;
  readonly ratingOpen: boolean;
}

/** The visit a token belongs to, or null for an unknown or guessed one. */
export async function findByToken(db: Database, token: string): Promise<TokenVisit | null> {
  const row = await db
    .selectFrom('visit')
    .innerJoin('office', 'office.code', 'visit.office')
    .select(['visit.id', 'visit.office', 'day', 'step', 'custody', 'entered_at', 'time_zone', 'language'])
    .select(clockNow.as('now'))
    .where('token', '=', token)
    .executeTakeFirst();
  if (!row) return null;
  const dayEnded = row.now >= endOfDay(row.day, row.time_zone);
  return {
    visitId: row.id,
    office: row.office,
    day: row.day,
    language: row.language,
    over: dayEnded && (isFinal(row.step) || row.custody !== 'held'),
    ratingOpen: !dayEnded && row.entered_at !== null,
  };
}

/** Where a visit belongs, or null when there is none with this id. */
export async function findVisit(db: Database, visitId: string): Promise<VisitKey | null> {
  const row = await db
    .selectFrom('visit')
    .select(['id as visitId', 'office', 'day'])
    .where('id', '=', visitId)
    .executeTakeFirst();
  return row ?? null;
}

interface ViewRow {
  id: string;
  office: string;
  service: string;
  number: number;
  day: string;
  step: Step;
  revision: number;
  counter: CodeLabel | null;
  registeredAt: Instant | null;
  enteredAt: Instant | null;
  dueAt: Instant | null;
  verdict: Verdict | null;
  custody: Custody['state'];
  locker: string | null;
  closesAt: Instant;
  calledAt: Instant | null;
  typingAt: Instant | null;
  callBackUntil: Instant | null;
  noShowSeconds: number;
  typingHoldSeconds: number | null;
  rated: boolean;
  timeline: { step: Step; at: Instant }[];
}

/** The visitors' own views of some visits of one office, by visit id. */
export async function readVisitViews(
  { db, estimates }: { db: Database; estimates: Estimates },
  office: string,
  visitIds: readonly string[],
): Promise<{ revision: number; at: Instant; views: Map<string, VisitView> } | null> {
  const now = await readOfficeNow(db, office);
  if (!now) return null;
  const [rows, order, estimate] = await Promise.all([
    readRows(db, visitIds),
    readCallOrder(db, { office, run: now.policy.priorityRun }),
    estimates(now),
  ]);
  const notice = noticeOf(now);
  const views = rows.map((row): [string, VisitView] => {
    const place = order.findIndex((waiting) => waiting.id === row.id);
    const line = place === -1 ? { ahead: 0, estimate: null } : { ahead: place, estimate: estimate(place) };
    return [row.id, toVisitView(row, { ...line, now: now.now, timeZone: now.timeZone, notice })];
  });
  return { revision: now.revision, at: now.now, views: new Map(views) };
}

/** How many people would be called before this visit. */
export async function readAhead(
  db: Database,
  { office, run, visitId }: { office: string; run: number; visitId: string },
): Promise<number> {
  const order = await readCallOrder(db, { office, run });
  return Math.max(
    order.findIndex(({ id }) => id === visitId),
    0,
  );
}

async function readCallOrder(
  db: Database,
  { office, run }: { office: string; run: number },
): Promise<Waiting[]> {
  const [waiting, recent] = await Promise.all([readWaiting(db, office), recentCalls(db, { office, run })]);
  return callOrder(waiting, recent, run);
}

async function readRows(db: Database, visitIds: readonly string[]): Promise<ViewRow[]> {
  if (visitIds.length === 0) return [];
  const { rows } = await sql<ViewRow>`
    select v.id, v.office, v.service, v.number, v.day, v.step, v.revision, v.custody, v.verdict,
      v.registered_at as "registeredAt", v.entered_at as "enteredAt", v.due_at as "dueAt",
      held.locker, v.closes_at as "closesAt", r.visit_id is not null as rated,
      v.called_at as "calledAt", v.typing_at as "typingAt",
      v.call_back_until as "callBackUntil",
      (p.body->>'noShowSeconds')::integer as "noShowSeconds",
      (p.body->>'typingHoldSeconds')::integer as "typingHoldSeconds",
      ${counterOf} as counter,
      (
        select json_agg(json_build_object('step', e.step, 'at', ${jsonTime(sql.ref('e.at'))})
          order by e.revision)
        from visit_event e
        where e.visit_id = v.id and e.undoes is null and not exists (
          select from visit_event u where u.visit_id = e.visit_id and u.undoes = e.revision
        )
      ) as timeline
    from visit v
    join policy p on p.office = v.office and p.version = v.policy_version
    left join counter c on c.office = v.office and c.code = v.counter
    left join rating r on r.visit_id = v.id
    left join custody held
      on held.visit_id = v.id and held.returned_at is null and held.resolved_at is null
    where v.id = any(${visitIds})
  `.execute(db);
  return rows;
}

/** For the visitor, a card given away by a supervisor's decision was not "returned". */
const custodyShown: Readonly<Record<Custody['state'], VisitView['custody']>> = {
  none: 'none',
  held: 'held',
  returned: 'returned',
  resolved: 'none',
};

function toVisitView(
  row: ViewRow,
  line: Pick<VisitView, 'ahead' | 'estimate' | 'notice'> & { now: Instant; timeZone: string },
): VisitView {
  const { ahead, estimate, notice, now, timeZone } = line;
  const { step, dueAt, verdict } = row;
  const closed = isClosed({ terms: { closesAt: row.closesAt } }, now);
  const guestBookOpen = guestBookSteps.includes(step) && !closed;
  const ratingOpen = row.enteredAt !== null && now < endOfDay(row.day, timeZone);
  const ringing = ringingOf(row);
  return {
    office: row.office,
    label: labelOf(row.service, row.number),
    step,
    revision: row.revision,
    ahead,
    estimate,
    counter: row.counter,
    guestBook: row.registeredAt !== null ? 'submitted' : guestBookOpen ? 'open' : 'closed',
    rating: row.rated ? 'submitted' : ratingOpen ? 'open' : 'closed',
    custody: custodyShown[row.custody],
    locker: row.locker,
    sla: dueAt !== null && verdict !== null ? { dueAt: toIso(dueAt), verdict } : null,
    noShowAt: ringing && toIso(noShowAtOf(ringing, row.typingAt)),
    noShowLatestAt: ringing && toIso(noShowLatestAtOf(ringing)),
    callBackUntil: row.callBackUntil !== null && row.callBackUntil > now ? toIso(row.callBackUntil) : null,
    calledBack: step !== 'no-show' && row.timeline.some((event) => event.step === 'no-show'),
    timeline: stepsOnce(row.timeline),
    notice,
    at: toIso(now),
  };
}

/** Each step with the time it was entered; moves within a step are left out. */
function stepsOnce(events: readonly { step: Step; at: Instant }[]): VisitView['timeline'] {
  return events
    .filter(({ step }, index) => step !== events[index - 1]?.step)
    .map(({ step, at }) => ({ step, at: toIso(at) }));
}
