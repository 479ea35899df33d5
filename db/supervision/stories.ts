import { sql } from 'kysely';
import {
  correctedVerdictOf,
  correctedWaitOf,
  type CorrectedTime,
  type VisitTimes,
} from '../../domain/supervision/correction.ts';
import { toIso, type IsoTime } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import { listUses } from '../catalogue/in-room-uses.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Database } from '../connect.ts';
import { listSoftcopies } from '../softcopies/requests.ts';
import { readLost } from '../visits/stores/lost-details.ts';
import { readCorrections, readRecordedVisit, reasonPlace, timesAfter } from './corrections.ts';
import { readToldEscalation } from './escalations.ts';

/** A visit's full history for a supervisor: what was recorded, by whom, and later corrections. */
export async function readStory(
  { db, cipher }: { db: Database; cipher: Cipher },
  visitId: string,
): Promise<Omit<VisitStory, 'engine'> | null> {
  const visit = await readRecordedVisit(db, visitId);
  if (!visit) return null;
  const [events, notices, corrections, incidents, escalation, lost, uses, softcopies] = await Promise.all([
    readEvents(db, visitId),
    readNotices(db, visitId),
    readCorrections(db, visitId),
    readIncidents(db, visitId),
    readToldEscalation(db, visitId),
    readLost(db, visitId),
    listUses(db, visitId),
    listSoftcopies(db, { visit: visitId }),
  ]);
  const { office, service, number, day, step, revision, priority, policyVersion } = visit;
  const { times, dueAt, verdict, terms, now } = visit;
  const corrected = timesAfter(visit, corrections);
  const hasCorrectedTimes = corrections.some(({ field }) => field !== 'guest-book');
  return {
    visitId,
    office,
    label: labelOf(service, number),
    day,
    step,
    revision,
    priority,
    policyVersion,
    times: toIsoTimes(times),
    sla:
      dueAt === null || verdict === null
        ? null
        : { dueAt: toIso(dueAt), verdict, seconds: correctedWaitOf(times, terms) },
    corrected: hasCorrectedTimes
      ? {
          times: toIsoTimes(corrected),
          verdict: correctedVerdictOf(corrected, { terms, at: now }),
          seconds: correctedWaitOf(corrected, terms),
        }
      : null,
    events,
    notices,
    escalation,
    lost,
    uses: uses.map(({ publication: { title, year }, at, endedAt, by }) => ({ title, year, at, endedAt, by })),
    softcopies: softcopies.map(({ title, requestedAt }) => ({ title, at: toIso(requestedAt) })),
    incidents,
    corrections: corrections.map(({ id, field, before, after, reason, at, name }) => ({
      field,
      before: toIso(before),
      after: toIso(after),
      reason: cipher.read(reason, reasonPlace(id)),
      at: toIso(at),
      by: name,
    })),
  };
}

async function readEvents(db: Database, visitId: string): Promise<VisitStory['events']> {
  const events = await db
    .selectFrom('visit_event as e')
    .leftJoin('staff as s', 's.id', 'e.staff_id')
    .select(['e.revision', 'e.move', 'e.step', 'e.at', 'e.recorded_at as recordedAt'])
    .select(sql<string>`coalesce(s.name, e.actor)`.as('by'))
    .select(['e.counter', 'e.locker', 'e.undoes'])
    .where('visit_id', '=', visitId)
    .orderBy('e.revision')
    .execute();
  return events.map(({ revision, move, step, at, recordedAt, by, counter, locker, undoes }) => ({
    revision,
    move,
    step,
    at: toIso(at),
    recordedAt: toIso(recordedAt),
    by,
    counter,
    locker,
    undoes,
  }));
}

async function readNotices(db: Database, visitId: string): Promise<VisitStory['notices']> {
  const notices = await db
    .selectFrom('visit_notice')
    .select(['kind', 'at', 'recorded_at', 'withdrawn_at'])
    .where('visit_id', '=', visitId)
    .orderBy('at')
    .execute();
  return notices.map(({ kind, at, recorded_at, withdrawn_at }) => ({
    kind,
    at: toIso(at),
    recordedAt: toIso(recorded_at),
    withdrawnAt: toIso(withdrawn_at),
  }));
}

async function readIncidents(db: Database, visitId: string): Promise<VisitStory['incidents']> {
  const incidents = await db
    .selectFrom('incident as i')
    .innerJoin('staff as s', 's.id', 'i.staff_id')
    .select(['i.kind', 'i.locker', 'i.at', 's.name as by'])
    .where('visit_id', '=', visitId)
    .orderBy('i.at')
    .execute();
  return incidents.map(({ kind, locker, at, by }) => ({ kind, locker, at: toIso(at), by }));
}

function toIsoTimes({
  taken,
  called,
  registered,
  served,
  entered,
  ended,
}: VisitTimes): Record<CorrectedTime, IsoTime | null> {
  return {
    taken: toIso(taken),
    called: toIso(called),
    registered: toIso(registered),
    served: toIso(served),
    entered: toIso(entered),
    ended: toIso(ended),
  };
}
