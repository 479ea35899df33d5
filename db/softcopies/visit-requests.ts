import { sql } from 'kysely';
import { useLinkDays } from '../../domain/catalogue/in-room-use.ts';
import { hindranceOf, type Recorded } from '../catalogue/in-room-uses.ts';
import { readTimeBefore } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import { requestSoftcopy, type SoftcopyRefusal } from './requests.ts';
import { removeInTurns } from '../keeping/turns.ts';

/** Why an officer cannot ask for a copy for a visit. */
export type VisitSoftcopyRefusal = SoftcopyRefusal | Exclude<Recorded, 'recorded'>;

/**
 * Asks for a copy for a visitor at the desk; null when there is a request, of now or of before. The audit names the
 * request, never the visit: else who asked for what could be told after the link is forgotten.
 */
export async function requestForVisit(
  trx: Transaction,
  asked: {
    commandId: string;
    office: string;
    publication: string;
    visitId: string;
    staffId: string;
    linkTo: (code: string) => string;
  },
): Promise<VisitSoftcopyRefusal | null> {
  const { commandId, office, publication, visitId, staffId, linkTo } = asked;
  const hindrance = await hindranceOf(trx, asked);
  if (hindrance !== null) return hindrance;
  const answer = await requestSoftcopy(trx, { visit: visitId, publication, linkTo });
  if (typeof answer === 'string') return answer;
  const { request, begun } = answer;
  await endChange(trx, {
    ...changedBy({ staffId, commandId }, 201),
    office,
    done: begun ? { action: 'softcopy-requested', detail: { softcopy: request.id } } : [],
    changed: [],
    besides: office, // the visitor's phone shows it
  });
  return null;
}

/** Forgets which visits asked for what, when it is forgotten what they read; the requests stay and are counted. */
export async function forgetAskingVisits(db: Database): Promise<void> {
  const before = await readTimeBefore(db, useLinkDays * 24);
  await removeInTurns(db, {
    table: 'softcopy_request',
    where: sql`visit_id is not null and requested_at < ${before}`,
    set: sql`visit_id = null`,
  });
}
