import { escalationStateOf, type Telling } from '../../domain/supervision/escalation.ts';
import { answeredAtOf } from '../../domain/visits/sla.ts';
import type { Instant } from '../../domain/time.ts';
import type { VisitRow } from './database.ts';

/** A breach that people outside are told of. */
export interface Escalation {
  times: number;
  /** Messages that may have arrived, and those that were taken. */
  readonly tried: Set<number>;
  readonly sent: Set<number>;
  acknowledged: boolean;
  withdrawnAt: Instant | null;
  takenBack: boolean;
}

/** Raises a breach, or raises it again after it was withdrawn. */
export function raiseEscalation(row: VisitRow): void {
  const before = row.escalation;
  if (before && before.withdrawnAt === null) return;
  row.escalation = {
    times: (before?.times ?? 0) + 1,
    tried: before?.tried ?? new Set(),
    sent: before?.sent ?? new Set(),
    acknowledged: false,
    withdrawnAt: null,
    takenBack: false,
  };
}

export function withdrawEscalation({ escalation }: VisitRow, now: Instant): void {
  if (escalation && escalation.withdrawnAt === null) escalation.withdrawnAt = now;
}

/** Withdrawals are tried for half a day. */
const withdrawsForMs = 12 * 60 * 60_000;

/** True while people outside believe a breach that was withdrawn. */
export function owesWithdrawal({ escalation }: VisitRow, now: Instant): boolean {
  if (!escalation || escalation.withdrawnAt === null || escalation.takenBack) return false;
  return escalation.withdrawnAt > now - withdrawsForMs;
}

/** Tells of a breach, or takes it back; true when another telling is due. A message that nobody took is tried again. */
export function tellEscalation(
  row: VisitRow,
  { number }: Pick<Telling, 'number'>,
  { now, isTaken }: { readonly now: Instant; readonly isTaken: boolean },
): boolean {
  const { escalation, visit, closesAt } = row;
  if (!escalation) return false;
  const state = escalationStateOf({
    withdrawnAt: escalation.withdrawnAt,
    answeredAt: answeredAtOf(visit),
    endedAt: visit.endedAt ?? (closesAt <= now ? closesAt : null),
    acknowledgedAt: escalation.acknowledged ? now : null,
  });
  if (state === 'waiting' && !escalation.sent.has(number)) {
    escalation.times = Math.max(escalation.times, number);
    escalation.tried.add(number);
    if (isTaken) escalation.sent.add(number);
  }
  if (state === 'withdrawn' && !escalation.takenBack) {
    escalation.takenBack = isTaken || escalation.tried.size === 0;
  }
  return state === 'waiting';
}
