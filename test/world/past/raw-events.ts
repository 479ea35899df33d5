import type { Database } from '../../../db/connect.ts';
import type { Instant } from '../../../domain/time.ts';

/** A visit as its history tells it: nothing here is read from what the service keeps ready for its reports. */
export interface RawVisit {
  readonly id: string;
  readonly label: string;
  readonly day: string;
  readonly step: string;
  readonly takenAt: Instant;
  readonly calledAt: Instant | null;
  readonly registeredAt: Instant | null;
  readonly servedAt: Instant | null;
  readonly enteredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly verdict: 'met' | 'breached' | 'excluded' | null;
  /** Seconds from the guest book to service, of those that were judged. */
  readonly seconds: number | null;
  /** How long each step lasted, in seconds. */
  readonly stays: readonly { readonly step: string; readonly seconds: number }[];
}

const ends = new Set(['done', 'no-show', 'cancelled', 'expired']);

/** Reads the ended visits of an office, each from its events alone, by a promise of so many seconds until service begins. */
export async function readRawVisits(
  db: Database,
  { office, slaSeconds }: { office: string; slaSeconds: number },
): Promise<RawVisit[]> {
  const visits = await db
    .selectFrom('visit')
    .select(['id', 'day', 'service', 'number', 'closes_at'])
    .where('office', '=', office)
    .execute();
  const events = await db
    .selectFrom('visit_event')
    .select(['visit_id', 'move', 'step', 'at', 'revision'])
    .where('office', '=', office)
    .orderBy('revision')
    .execute();
  const byVisit = Map.groupBy(events, ({ visit_id }) => visit_id);
  return visits.map(({ id, day, service, number, closes_at }) => {
    const story = byVisit.get(id) ?? [];
    const at = (move: string): Instant | null => story.find((event) => event.move === move)?.at ?? null;
    const last = story.at(-1);
    const endedAt = last !== undefined && ends.has(last.step) ? last.at : null;
    const [registeredAt, servedAt] = [at('submit-guest-book'), at('serve')];
    const verdict = judge({
      registeredAt,
      servedAt,
      ended: Math.min(endedAt ?? closes_at, closes_at),
      slaSeconds,
    });
    const isWaited =
      (verdict === 'met' || verdict === 'breached') && registeredAt !== null && servedAt !== null;
    return {
      id,
      label: `${service}-${String(number).padStart(3, '0')}`,
      day,
      step: last?.step ?? '',
      takenAt: story[0]?.at ?? Number.NaN,
      calledAt: story.findLast(({ move }) => move === 'call')?.at ?? null,
      registeredAt,
      servedAt,
      enteredAt: at('enter'),
      endedAt,
      verdict,
      seconds: isWaited ? (servedAt - registeredAt) / 1000 : null,
      stays: staysOf(story),
    };
  });
}

/** How long each step lasted before another came; moves inside a step do not end it. */
function staysOf(story: readonly { readonly step: string; readonly at: Instant }[]): RawVisit['stays'] {
  const entered = story.filter(({ step }, index) => step !== story[index - 1]?.step);
  return entered.slice(1).map(({ at }, index) => {
    const { step, at: since } = entered[index] ?? { step: '', at: Number.NaN };
    return { step, seconds: (at - since) / 1000 };
  });
}

function judge(of: {
  registeredAt: Instant | null;
  servedAt: Instant | null;
  ended: Instant;
  slaSeconds: number;
}): RawVisit['verdict'] {
  const { registeredAt, servedAt, ended, slaSeconds } = of;
  if (registeredAt === null) return null;
  const due = registeredAt + slaSeconds * 1000;
  if (servedAt !== null) return servedAt <= due ? 'met' : 'breached';
  return ended < due ? 'excluded' : 'breached';
}

/** A complaint as its history tells it. */
export interface RawComplaint {
  readonly reference: string;
  readonly channel: string;
  readonly receivedAt: Instant;
  readonly kind: string | null;
  readonly stage: string;
  readonly followedUpAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reopenedAt: Instant | null;
  /** Of the row: due times have tests of their own. */
  readonly dueAt: Instant | null;
}

const finals = new Set(['closed', 'transferred', 'dismissed']);

/** Reads the complaints of an office, each from its events alone. */
export async function readRawComplaints(db: Database, office: string): Promise<RawComplaint[]> {
  const rows = await db
    .selectFrom('complaint')
    .select(['id', 'reference', 'came_by', 'answer_due_at'])
    .where('office', '=', office)
    .execute();
  const events = await db
    .selectFrom('complaint_event')
    .select(['complaint_id', 'move', 'stage', 'at', 'detail'])
    .orderBy('revision')
    .execute();
  const byComplaint = Map.groupBy(events, ({ complaint_id }) => complaint_id);
  return rows.map(({ id, reference, came_by, answer_due_at }) => {
    const story = byComplaint.get(id) ?? [];
    const reopened = story.findIndex(({ move }) => move === 'reopen');
    const since = reopened === -1 ? story : story.slice(reopened);
    const last = story.at(-1);
    return {
      reference,
      channel: came_by,
      receivedAt: story[0]?.at ?? Number.NaN,
      kind: story.findLast(({ move }) => move === 'verify')?.detail.kind ?? null,
      stage: last?.stage ?? '',
      followedUpAt: story.find(({ move }) => move === 'follow-up' || move === 'answer')?.at ?? null,
      answeredAt: since.findLast(({ move }) => move === 'answer')?.at ?? null,
      endedAt: last !== undefined && finals.has(last.stage) ? last.at : null,
      reopenedAt: reopened === -1 ? null : (story[reopened]?.at ?? null),
      dueAt: answer_due_at,
    };
  });
}
