import type { CheckIn, Closing, KnownVisit, RecordedMove, VisitInput } from '../../domain/visits/messages.ts';
import type { Telling } from '../../domain/supervision/escalation.ts';
import { BrokenInvariant } from './broken.ts';
import { compareVisit, resumedOf } from './comparison.ts';
import type { ModelDatabase, Notice } from './database.ts';
import { tellEscalation } from './escalations.ts';
import type { Activity } from './workflow/run.ts';

/** Carries out an activity on the database; `isTaken` is false while nobody outside takes a message. */
export type Carry = (database: ModelDatabase, activity: Activity, isTaken: boolean) => unknown;

/** The activities of a visit, as `activities/` has them. */
export const carryOut: Carry = (database, { type, args }, isTaken) => {
  const [given] = args;
  switch (type) {
    case 'issueTicket':
      return database.issueTicket(given as { input: VisitInput; checkIn: CheckIn });
    case 'recordMove':
      return database.recordMove(given as RecordedMove);
    case 'recordNotice':
      return database.recordNotice(given as Notice);
    case 'recordClosing':
      return database.recordClosing(given as Closing & { visitId: string });
    case 'compareVisit':
      return compared(database, given as KnownVisit);
    case 'tellEscalation':
      return told(database, given as Telling, isTaken);
    default:
      throw new BrokenInvariant(`an activity that visits do not have: ${type}`);
  }
};

function compared(database: ModelDatabase, known: KnownVisit): unknown {
  const row = database.row(known.input.visitId);
  return compareVisit(database, known) === 'behind' && row ? resumedOf(row, database.now) : null;
}

function told(database: ModelDatabase, telling: Telling, isTaken: boolean): unknown {
  const row = database.row(telling.visitId);
  return row ? tellEscalation(row, telling, { now: database.now, isTaken }) : false;
}
