import { sql } from 'kysely';
import { endOfDay } from '../../domain/offices/calendar.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { Custody } from '../../domain/custody/custody.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { isClosed } from '../../domain/visits/moves.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import { callOrder } from '../../domain/visits/queue.ts';
import { isFinal, type Step } from '../../domain/visits/steps.ts';
import { guestBookSteps } from '../../domain/visits/allowed-moves.ts';
import { noShowAtOf, noShowLatestAtOf, ringingOf } from '../../domain/visits/typing.ts';
import { isOutwaited } from '../../domain/visitors/headline.ts';
import type { VisitView } from '../../wire/visitors/visitors.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Language } from '../../domain/language.ts';
import { readWaitingLine } from '../visits/calls.ts';
import { clockNow } from '../clock.ts';
import type { Database } from '../connect.ts';
import { counterOf, jsonTime } from '../fragments.ts';
import type { Estimates } from './estimates.ts';
import { noticeOf, readOfficeNow } from '../offices/offices.ts';
import { plannedOnce } from '../planned-once.ts';

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
  const row = await tokenVisits(db).where('token', '=', token).executeTakeFirst();
  return row ? toTokenVisit(row) : null;
}

/** The visit that is rated on a tablet of the office, as its token would open it. */
export async function findRated(db: Database, visitId: string): Promise<TokenVisit | null> {
  const row = await tokenVisits(db).where('visit.id', '=', visitId).executeTakeFirst();
  return row ? toTokenVisit(row) : null;
}

const tokenVisits = (db: Database) =>
  db
    .selectFrom('visit')
    .innerJoin('office', 'office.code', 'visit.office')
    .select(['visit.id', 'visit.office', 'day', 'step', 'custody', 'entered_at', 'time_zone', 'language'])
    .select(clockNow.as('now'));

type TokenRow = Awaited<ReturnType<ReturnType<typeof tokenVisits>['executeTakeFirstOrThrow']>>;

/** Whether the office's day of a visit has ended, and no card is held any more. */
const isOver = (
  { day, step, custody }: { day: string; step: Step; custody: Custody['state'] },
  { now, timeZone }: { now: Instant; timeZone: string },
): boolean => now >= endOfDay(day, timeZone) && (isFinal(step) || custody !== 'held');

function toTokenVisit(row: TokenRow): TokenVisit {
  const at = { now: row.now, timeZone: row.time_zone };
  return {
    visitId: row.id,
    office: row.office,
    day: row.day,
    language: row.language,
    over: isOver(row, at),
    ratingOpen: at.now < endOfDay(row.day, at.timeZone) && row.entered_at !== null,
  };
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
  softcopies: number;
  timeline: { step: Step; at: Instant }[];
}

/** The visitors' own views of some visits of one office, by visit id, and which of these visits are over. */
export async function readVisitViews(
  { db, estimates }: { db: Database; estimates: Estimates },
  office: string,
  visitIds: readonly string[],
): Promise<{
  epoch: string;
  revision: number;
  at: Instant;
  views: Map<string, VisitView>;
  over: ReadonlySet<string>;
} | null> {
  const now = await readOfficeNow(db, office);
  if (!now) return null;
  const run = now.policy.priorityRun;
  const [rows, line, estimate] = await Promise.all([
    readRows(db, visitIds),
    readWaitingLine(db, { office, run }),
    estimates(now),
  ]);
  const order = callOrder(line.waiting, line.recent, run);
  const notice = noticeOf(now);
  const views = rows.map((row): [string, VisitView] => {
    const place = order.findIndex((waiting) => waiting.id === row.id);
    const { queuedAt = null } = order[place] ?? {};
    const range = queuedAt === null ? null : estimate(place);
    const stoodMs = now.now - Math.max(queuedAt ?? 0, line.lastCallAt ?? 0);
    const waits = {
      ahead: Math.max(0, place),
      estimate: range && isOutwaited(range, stoodMs) ? null : range,
    };
    return [row.id, toVisitView(row, { ...waits, now: now.now, timeZone: now.timeZone, notice })];
  });
  const over = new Set(rows.filter((row) => isOver(row, now)).map(({ id }) => id));
  return { epoch: now.epoch, revision: now.revision, at: now.now, views: new Map(views), over };
}

async function readRows(db: Database, visitIds: readonly string[]): Promise<ViewRow[]> {
  if (visitIds.length === 0) return [];
  const { rows } = await sql<ViewRow>`${plannedOnce('visit-views')}
    select v.id, v.office, v.service, v.number, v.day, v.step, v.revision, v.custody, v.verdict,
      v.registered_at as "registeredAt", v.entered_at as "enteredAt", v.due_at as "dueAt",
      held.locker, v.closes_at as "closesAt", r.visit_id is not null as rated,
      v.called_at as "calledAt", v.typing_at as "typingAt",
      v.call_back_until as "callBackUntil",
      (p.body->>'noShowSeconds')::integer as "noShowSeconds",
      (p.body->>'typingHoldSeconds')::integer as "typingHoldSeconds",
      ${counterOf} as counter,
      (select count(*)::integer from softcopy_request s where s.visit_id = v.id) as softcopies,
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
    softcopies: row.softcopies,
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
