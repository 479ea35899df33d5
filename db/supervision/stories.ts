import { sql } from 'kysely';
import { toIso } from '../../domain/time.ts';
import {
  correctedTimesOf,
  correctedVerdictOf,
  correctedWaitOf,
  disorderOf,
} from '../../domain/supervision/correction.ts';
import type { CorrectedField, CorrectedTime, VisitTimes } from '../../domain/supervision/correction.ts';
import type { Supervision } from '../../wire/supervision.ts';
import type { GuestBook } from '../../wire/guest-books.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { Verdict } from '../../domain/visits/sla.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { Step } from '../../domain/visits/steps.ts';
import type { VisitStory } from '../../wire/stories.ts';
import type { IsoTime, Instant } from '../../domain/time.ts';
import type { VisitTerms } from '../../domain/visits/visit.ts';
import { clock } from '../clock.ts';
import { jsonTime } from '../fragments.ts';
import type { Database, Transaction } from '../connect.ts';
import { endChange } from '../endings.ts';
import { readToldEscalation } from './escalations.ts';
import { replaceGuestBook } from '../visitors/guest-books.ts';
import type { Cipher, Place } from '../cipher.ts';

const reasonPlace = (row: string): Place => ({ table: 'correction', column: 'reason', row });

interface VisitRow {
  office: string;
  service: string;
  number: number;
  day: string;
  step: Step;
  revision: number;
  priority: Priority | null;
  language: string;
  times: VisitTimes;
  dueAt: Instant | null;
  verdict: Verdict | null;
  policyVersion: number;
  terms: VisitTerms;
  now: Instant;
}

const ms = (column: string) => jsonTime(sql.ref(column));

async function readVisit(db: Database, visitId: string): Promise<VisitRow | null> {
  const { rows } = await sql<VisitRow>`
    select v.office, v.service, v.number, v.day, v.step, v.revision, v.priority, v.language, v.verdict,
      v.due_at as "dueAt", v.policy_version as "policyVersion", ${clock} as now,
      json_build_object('taken', ${ms('v.created_at')}, 'called', ${ms('v.called_at')},
        'registered', ${ms('v.registered_at')}, 'served', ${ms('v.served_at')},
        'entered', ${ms('v.entered_at')}, 'ended', ${ms('v.ended_at')}) as times,
      json_build_object('slaBasis', p.body->'slaBasis', 'slaSeconds', p.body->'slaSeconds',
        'slaWarnSeconds', p.body->'slaWarnSeconds', 'noShowSeconds', p.body->'noShowSeconds',
        'undoSeconds', p.body->'undoSeconds', 'closesAt', ${ms('v.closes_at')}) as terms
    from visit v join policy p on p.office = v.office and p.version = v.policy_version
    where v.id = ${visitId}
  `.execute(db);
  return rows[0] ?? null;
}

interface CorrectionRow {
  id: string;
  field: CorrectedField;
  before: Instant | null;
  after: Instant | null;
  reason: Buffer;
  at: Instant;
  name: string;
}

async function readCorrections(db: Database, visitId: string): Promise<CorrectionRow[]> {
  return db
    .selectFrom('correction as c')
    .innerJoin('staff as s', 's.id', 'c.staff_id')
    .select(['c.id', 'c.field', 'c.before', 'c.after', 'c.reason', 'c.at', 's.name'])
    .where('visit_id', '=', visitId)
    .orderBy('c.at')
    .execute();
}

const timesAfter = (visit: VisitRow, corrections: readonly CorrectionRow[]): VisitTimes =>
  correctedTimesOf(
    visit.times,
    corrections.flatMap(({ field, after }) =>
      field === 'guest-book' || after === null ? [] : [{ field, after }],
    ),
  );

/** Visits of some local days, both included, whose verdict would change by the corrected times. */
export async function readCorrectedVerdicts(
  db: Database,
  { office, from, to }: { office: string; from: string; to: string },
): Promise<Supervision['corrected']> {
  const corrected = await db
    .selectFrom('correction as c')
    .innerJoin('visit as v', 'v.id', 'c.visit_id')
    .select('v.id')
    .distinct()
    .where('v.office', '=', office)
    .where('v.day', '>=', from)
    .where('v.day', '<=', to)
    .where('c.field', '!=', 'guest-book')
    .execute();
  const found = await Promise.all(
    corrected.map(async ({ id }) => {
      const [visit, corrections] = await Promise.all([readVisit(db, id), readCorrections(db, id)]);
      if (!visit) return [];
      const { service, number, day, verdict, terms, now } = visit;
      const after = correctedVerdictOf(timesAfter(visit, corrections), { terms, at: now });
      return verdict === after
        ? []
        : [{ visitId: id, label: labelOf(service, number), day, verdict, corrected: after }];
    }),
  );
  return found.flat();
}

/** A visit's full history for a supervisor: what was recorded, by whom, and later corrections. */
export async function readStory(
  { db, cipher }: { db: Database; cipher: Cipher },
  visitId: string,
): Promise<Omit<VisitStory, 'engine'> | null> {
  const visit = await readVisit(db, visitId);
  if (!visit) return null;
  const [events, notices, corrections, incidents, escalation] = await Promise.all([
    db
      .selectFrom('visit_event as e')
      .leftJoin('staff as s', 's.id', 'e.staff_id')
      .select(['e.revision', 'e.move', 'e.step', 'e.at', 'e.recorded_at', 'e.actor', 's.name', 'e.counter'])
      .select(['e.locker', 'e.undoes'])
      .where('visit_id', '=', visitId)
      .orderBy('e.revision')
      .execute(),
    db
      .selectFrom('visit_notice')
      .select(['kind', 'at', 'recorded_at', 'withdrawn_at'])
      .where('visit_id', '=', visitId)
      .orderBy('at')
      .execute(),
    readCorrections(db, visitId),
    db
      .selectFrom('incident as i')
      .innerJoin('staff as s', 's.id', 'i.staff_id')
      .select(['i.kind', 'i.locker', 'i.at', 's.name'])
      .where('visit_id', '=', visitId)
      .orderBy('i.at')
      .execute(),
    readToldEscalation(db, visitId),
  ]);
  const corrected = timesAfter(visit, corrections);
  const hasCorrectedTimes = corrections.some(({ field }) => field !== 'guest-book');
  const { terms, now } = visit;
  return {
    visitId,
    office: visit.office,
    label: labelOf(visit.service, visit.number),
    day: visit.day,
    step: visit.step,
    revision: visit.revision,
    priority: visit.priority,
    policyVersion: visit.policyVersion,
    times: toIsoTimes(visit.times),
    sla:
      visit.dueAt === null || visit.verdict === null
        ? null
        : { dueAt: toIso(visit.dueAt), verdict: visit.verdict, seconds: correctedWaitOf(visit.times, terms) },
    corrected: hasCorrectedTimes
      ? {
          times: toIsoTimes(corrected),
          verdict: correctedVerdictOf(corrected, { terms, at: now }),
          seconds: correctedWaitOf(corrected, terms),
        }
      : null,
    events: events.map((event) => ({
      revision: event.revision,
      move: event.move,
      step: event.step,
      at: toIso(event.at),
      recordedAt: toIso(event.recorded_at),
      by: event.name ?? event.actor,
      counter: event.counter,
      locker: event.locker,
      undoes: event.undoes,
    })),
    notices: notices.map(({ kind, at, recorded_at, withdrawn_at }) => ({
      kind,
      at: toIso(at),
      recordedAt: toIso(recorded_at),
      withdrawnAt: withdrawn_at === null ? null : toIso(withdrawn_at),
    })),
    escalation,
    incidents: incidents.map(({ kind, locker, at, name }) => ({ kind, locker, at: toIso(at), by: name })),
    corrections: corrections.map(({ id, field, before, after, reason, at, name }) => ({
      field,
      before: before === null ? null : toIso(before),
      after: after === null ? null : toIso(after),
      reason: cipher.open(reason, reasonPlace(id)),
      at: toIso(at),
      by: name,
    })),
  };
}

/** The result of a correction; a disorder names the time that would be out of order. */
export type CorrectionOutcome =
  | { readonly kind: 'made' }
  /** There is no guest book yet to correct. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'disorder'; readonly field: CorrectedTime };

/** A correction: one time, or the guest book as a whole. */
export type CorrectionRequest =
  | { readonly field: CorrectedTime; readonly at: Instant }
  | { readonly field: 'guest-book'; readonly guestBook: GuestBook };

/**
 * Records a correction of a visit with a reason, also after its workflow has ended. Times must stay in the order of
 * a visit's steps, and none may lie in the future.
 */
export async function correctVisit(
  trx: Transaction,
  cipher: Cipher,
  change: {
    visitId: string;
    office: string;
    request: CorrectionRequest;
    reason: string;
    staffId: string;
    commandId: string;
  },
): Promise<CorrectionOutcome> {
  const { visitId, office, request, reason, staffId, commandId } = change;
  await trx.selectFrom('visit').select('id').where('id', '=', visitId).forUpdate().execute();
  const visit = await readVisit(trx, visitId);
  if (!visit) throw new Error('the visit of a correction is gone');
  let times: { before: Date | null; after: Date | null } = { before: null, after: null };
  if (request.field === 'guest-book') {
    const { guestBook } = request;
    const replaced = await replaceGuestBook(trx, cipher, { commandId, visitId, guestBook });
    if (!replaced) return { kind: 'nothing' };
  } else {
    const { field, at } = request;
    const current = timesAfter(visit, await readCorrections(trx, visitId));
    const next = { ...current, [field]: at };
    const wrong = at > visit.now ? field : disorderOf(next);
    if (wrong !== null) return { kind: 'disorder', field: wrong };
    const before = current[field];
    times = { before: before === null ? null : new Date(before), after: new Date(at) };
  }
  await trx
    .insertInto('correction')
    .values({
      id: commandId,
      visit_id: visitId,
      field: request.field,
      ...times,
      reason: cipher.seal(reason, reasonPlace(commandId)),
      staff_id: staffId,
    })
    .execute();
  await endChange(trx, {
    by: { kind: 'staff', id: staffId },
    office,
    done: { action: 'visit-corrected', visitId, detail: { field: request.field, ...times } },
    command: { id: commandId, status: 201 },
    changed: [office],
  });
  return { kind: 'made' };
}

function toIsoTimes(times: VisitTimes): Record<CorrectedTime, IsoTime | null> {
  const iso = (at: Instant | null): IsoTime | null => (at === null ? null : toIso(at));
  const { taken, called, registered, served, entered, ended } = times;
  return {
    taken: iso(taken),
    called: iso(called),
    registered: iso(registered),
    served: iso(served),
    entered: iso(entered),
    ended: iso(ended),
  };
}
