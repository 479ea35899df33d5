import type { InferResult } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import {
  correctedTimesOf,
  correctedVerdictOf,
  disorderOf,
  type CorrectedTime,
  type VisitTimes,
} from '../../domain/supervision/correction.ts';
import type { Instant } from '../../domain/time.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import type { Cipher, Place } from '../sealing/cipher.ts';
import { clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { jsonTime } from '../fragments.ts';
import { replaceGuestBook } from '../visitors/guest-books.ts';

/** Where the reason of a correction is sealed. */
export const reasonPlace = (row: string): Place => ({ table: 'correction', column: 'reason', row });

/** A visit as it was recorded, and the terms it was promised. */
const recordedVisits = (db: Database) =>
  db
    .selectFrom('visit as v')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.office', '=', 'v.office').onRef('p.version', '=', 'v.policy_version'),
    )
    .select(['v.office', 'v.service', 'v.number', 'v.day', 'v.step', 'v.revision', 'v.priority', 'v.verdict'])
    .select(['v.due_at as dueAt', 'v.policy_version as policyVersion', clockNow.as('now')])
    .select((eb) => [
      jsonBuildObject({
        taken: jsonTime(eb.ref('v.created_at')),
        called: jsonTime(eb.ref('v.called_at')),
        registered: jsonTime(eb.ref('v.registered_at')),
        served: jsonTime(eb.ref('v.served_at')),
        entered: jsonTime(eb.ref('v.entered_at')),
        ended: jsonTime(eb.ref('v.ended_at')),
      }).as('times'),
      jsonBuildObject({
        slaBasis: eb.ref('p.body', '->').key('slaBasis'),
        slaSeconds: eb.ref('p.body', '->').key('slaSeconds'),
        slaWarnSeconds: eb.ref('p.body', '->').key('slaWarnSeconds'),
        noShowSeconds: eb.ref('p.body', '->').key('noShowSeconds'),
        undoSeconds: eb.ref('p.body', '->').key('undoSeconds'),
        closesAt: jsonTime(eb.ref('v.closes_at')),
      }).as('terms'),
    ]);

type RecordedVisit = InferResult<ReturnType<typeof recordedVisits>>[number];

/** A visit as it was recorded, without its corrections; undefined when there is none. */
export async function readRecordedVisit(db: Database, visitId: string): Promise<RecordedVisit | undefined> {
  return recordedVisits(db).where('v.id', '=', visitId).executeTakeFirst();
}

const allCorrections = (db: Database) =>
  db
    .selectFrom('correction as c')
    .innerJoin('staff as s', 's.id', 'c.staff_id')
    .select(['c.id', 'c.field', 'c.before', 'c.after', 'c.reason', 'c.at', 's.name'])
    .orderBy('c.at');

type CorrectionRow = InferResult<ReturnType<typeof allCorrections>>[number];

/** The corrections of a visit, oldest first; reasons are sealed. */
export async function readCorrections(db: Database, visitId: string): Promise<CorrectionRow[]> {
  return allCorrections(db).where('c.visit_id', '=', visitId).execute();
}

/** The times of a visit after its corrections. */
export const timesAfter = (visit: RecordedVisit, corrections: readonly CorrectionRow[]): VisitTimes =>
  correctedTimesOf(
    visit.times,
    corrections.flatMap(({ field, after }) =>
      field === 'guest-book' || after === null ? [] : [{ field, after }],
    ),
  );

/** Visits of some local days, both included, whose verdict would change by the corrected times; the latest first. */
export async function readCorrectedVerdicts(
  db: Database,
  { office, from, to }: { office: string; from: string; to: string },
): Promise<Supervision['corrected']> {
  const corrected = await db
    .selectFrom('correction as c')
    .innerJoin('visit as v', 'v.id', 'c.visit_id')
    .select(['v.id', 'v.created_at'])
    .distinct()
    .where('v.office', '=', office)
    .where('v.day', '>=', from)
    .where('v.day', '<=', to)
    .where('c.field', '!=', 'guest-book')
    .orderBy('v.created_at', 'desc')
    .orderBy('v.id')
    .execute();
  const found = await Promise.all(
    corrected.map(async ({ id }) => {
      const [visit, corrections] = await Promise.all([readRecordedVisit(db, id), readCorrections(db, id)]);
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
    mailIsOn: boolean;
  },
): Promise<CorrectionOutcome> {
  const { visitId, office, request, reason, staffId, commandId, mailIsOn } = change;
  await trx.selectFrom('visit').select('id').where('id', '=', visitId).forUpdate().execute();
  const visit = await readRecordedVisit(trx, visitId);
  if (!visit) throw new Error('the visit of a correction is gone');
  let times: { before: Date | null; after: Date | null } = { before: null, after: null };
  if (request.field === 'guest-book') {
    const { guestBook } = request;
    const replaced = await replaceGuestBook(trx, cipher, { commandId, visitId, guestBook, mailIsOn });
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
    ...changedBy({ staffId, commandId }, 201),
    office,
    done: { action: 'visit-corrected', visitId, detail: { field: request.field, ...times } },
    changed: [office],
  });
  return { kind: 'made' };
}
