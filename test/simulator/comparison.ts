import { noticeKinds, noNotices, type NoticeKind } from '../../domain/visits/deadlines.ts';
import type { KnownVisit, VisitInput } from '../../domain/visits/messages.ts';
import {
  agree,
  replayed,
  revisionOf,
  standingOf,
  type ResumedVisit,
  type VisitRecord,
} from '../../domain/visits/record.ts';
import { dueAtOf, isUnanswered, verdictOf, warnAtOf } from '../../domain/visits/sla.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import type { Visit } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';
import {
  giveNotice,
  lockerOf,
  rowOf,
  withdrawBreach,
  writeVisit,
  type ModelDatabase,
  type VisitRow,
} from './database.ts';
import { owesWithdrawal } from './escalations.ts';

/** What came of comparing a workflow with its row; `blocked` when another visit has what this one needs. */
export type Comparison = 'same' | 'behind' | 'written' | 'blocked';

/** The row as a workflow goes on from it. */
export function resumedOf(row: VisitRow, now: Instant): ResumedVisit {
  const given = [...row.notices].filter(([, { withdrawn }]) => !withdrawn).map(([kind]) => [kind, true]);
  return {
    record: recordOf(row),
    terms: { ...row.input.terms, closesAt: row.closesAt },
    undoUntil: row.visit.undo?.until ?? null,
    notices: { ...noNotices, ...Object.fromEntries(given) },
    told: row.escalation?.times ?? 0,
    takesBack: owesWithdrawal(row, now),
  };
}

export function recordOf({ ticket, events }: VisitRow): VisitRecord {
  return { ticket, moves: events.map(({ move, step }) => ({ move, step })) };
}

/** The input of a new workflow that goes on from the row. */
export function inputFrom(row: VisitRow, now: Instant): VisitInput {
  const resumed = resumedOf(row, now);
  return { ...row.input, terms: resumed.terms, resumed };
}

/** True while a visit has anything left to do. */
export function needsWorkflow(row: VisitRow, now: Instant): boolean {
  const { visit, callBackUntil } = row;
  if (!isFinal(visit.step) || owesWithdrawal(row, now)) return true;
  return (callBackUntil ?? 0) > now || (visit.undo?.until ?? 0) > now;
}

/** Writes what only the workflow knows, or tells that the row stands. */
export function compareVisit(database: ModelDatabase, known: KnownVisit): Comparison {
  const row = database.row(known.input.visitId) ?? null;
  const { record } = known;
  const there = row && recordOf(row);
  if (record === null || !isBeginningOf(there, record)) return row ? 'behind' : 'same';
  if (revisionOf(record) > revisionOf(there)) return writeBack(database, { ...known, record }, row);
  const isAgreed =
    !row ||
    agree(standingOf(resumedOf(row, database.now)), standingOf({ ...known, terms: known.input.terms }));
  return isAgreed ? 'same' : 'behind';
}

function isBeginningOf(shorter: VisitRecord | null, longer: VisitRecord): boolean {
  return (
    shorter === null || shorter.moves.every(({ move }, index) => longer.moves[index]?.move.id === move.id)
  );
}

/** Writes the events that the row lacks, and the visit as they leave it. */
function writeBack(
  database: ModelDatabase,
  { input, record, notices }: KnownVisit & { readonly record: VisitRecord },
  there: VisitRow | null,
): Comparison {
  const row = there ?? rowOf(input, record.ticket);
  const from = row.events.length;
  const visits = replayed(rowOf(input, record.ticket).visit, record.moves);
  const visit = visits.at(-1) ?? row.visit;
  if (isBlocked(database, row, visit)) return 'blocked';
  const { tables, now } = database;
  if (!there) {
    tables.visits.set(input.visitId, row);
    tables.lastNumber = Math.max(tables.lastNumber, record.ticket.number);
    if (record.ticket.commandId !== null) tables.settled.add(record.ticket.commandId);
  }
  const hadBreach = isGiven(row, 'breach');
  for (const { move, step } of record.moves.slice(from)) {
    row.events.push({ move, step, recordedAt: now, locker: 'locker' in move ? move.locker : null });
    tables.settled.add(move.id);
  }
  const isGivenAgain = notices.breach && isUnanswered(visit) && !hadBreach;
  if (record.moves.length > from) {
    const verdict = isGivenAgain ? 'running' : notices.breach ? 'breached' : verdictOf(visit, visit.lastAt);
    writeVisit(row, { ...visit, terms: { ...visit.terms, closesAt: row.closesAt } }, verdict);
  }
  for (const kind of noticeKinds) {
    const at = noticedAt(visit, kind);
    if (notices[kind] && at !== null && !(kind === 'breach' && isGivenAgain)) giveNotice(row, kind, at);
  }
  if (!notices.breach) withdrawBreach(row, now);
  return 'written';
}

const isGiven = ({ notices }: VisitRow, kind: NoticeKind): boolean => notices.get(kind)?.withdrawn === false;

/** True when another visit rings at the counter, or has the locker. */
function isBlocked(database: ModelDatabase, row: VisitRow, { step, counter, ...visit }: Visit): boolean {
  const locker = visit.custody.state === 'held' ? visit.custody.locker : null;
  return database.rows
    .filter((other) => other !== row)
    .some(
      ({ visit: other }) =>
        (step === 'called' && other.step === 'called' && other.counter === counter) ||
        (locker !== null && lockerOf(other) === locker),
    );
}

function noticedAt(visit: Visit, kind: NoticeKind): Instant | null {
  if (kind === 'warning') return warnAtOf(visit);
  return kind === 'breach' ? dueAtOf(visit) : visit.terms.closesAt;
}
