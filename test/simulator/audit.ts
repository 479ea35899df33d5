import { isDeepStrictEqual } from 'node:util';
import type { NoticeKind } from '../../domain/visits/deadlines.ts';
import type { RecordedMove } from '../../domain/visits/messages.ts';
import { moved, refusalOf } from '../../domain/visits/moves.ts';
import { dueAtOf, verdictOf, warnAtOf } from '../../domain/visits/sla.ts';
import type { Instant } from '../../domain/time.ts';
import { mustHold } from './broken.ts';
import type { VisitRow } from './database.ts';

/**
 * What is about to be recorded, against the pure core: the row and the move alone must lead to the visit and the
 * verdict that the workflow brings. A workflow that may have lost something still decides by an older closing time.
 */
export function auditMove(row: VisitRow, { visit, move, verdict }: RecordedMove, isDoubted: boolean): void {
  const before = { ...row.visit, terms: visit.terms };
  if (!isDoubted) {
    const { closesAt } = visit.terms;
    mustHold(
      closesAt === row.closesAt,
      'a workflow knows the closing time of its row',
      closesAt,
      row.closesAt,
    );
    const refusal = refusalOf(before, move);
    mustHold(refusal === null, 'a move that the core refuses is not recorded', refusal, move, row.visit);
  }
  mustHold(
    move.expectedRevision === null || move.expectedRevision === row.visit.revision,
    'a move is recorded on the revision it was decided on',
    move,
    row.visit.revision,
  );
  mustHold(move.at >= row.visit.lastAt, 'time does not go back within a visit', move, row.visit.lastAt);
  if (move.by.kind === 'clock' && move.name === 'no-show') {
    const rings = (row.visit.call?.at ?? Infinity) + visit.terms.noShowSeconds * 1000;
    mustHold(move.at >= rings, 'a number rings for its whole time', move, row.visit.call);
  }
  const expected = moved(before, move);
  mustHold(
    isDeepStrictEqual(visit, expected),
    'the visit is what the core makes of the move',
    visit,
    expected,
  );
  const judged = verdictOf(expected, move.at);
  mustHold(verdict === judged, 'the verdict is what the recorded times say', verdict, judged, visit);
}

/** A notice of a timer, against the times of the row. */
export function auditNotice(
  { visit, closesAt }: VisitRow,
  { kind, at }: { readonly kind: NoticeKind; readonly at: Instant },
): void {
  const dueAt = { warning: warnAtOf(visit), breach: dueAtOf(visit), 'custody-after-close': closesAt }[kind];
  mustHold(at === dueAt, `a ${kind} is noted with the time it was due`, at, dueAt);
}
