import type { AnswerState } from '../../domain/complaints/steps.ts';
import type { Transaction } from '../connect.ts';
import { countComplaints } from '../complaints/figures.ts';
import type { Period } from '../supervision/period.ts';

/** The complaints that came in over a period. */
export interface ComplaintFigures {
  readonly received: number;
  readonly answered: number;
  /** Answered before the end of the last day on which an answer was owed. */
  readonly onTime: number;
  /** Neither answered nor ended, although an answer was owed by now. */
  readonly overdue: number;
}

/** Counts complaints by the office's local day on which they were received. */
export async function readComplaintFigures(trx: Transaction, period: Period): Promise<ComplaintFigures> {
  const counts = await countComplaints(trx, period);
  const sum = (...states: readonly AnswerState[]): number =>
    counts.reduce((total, { answer, n }) => total + (states.includes(answer) ? n : 0), 0);
  return {
    received: counts.reduce((total, { n }) => total + n, 0),
    answered: sum('in-time', 'late'),
    onTime: sum('in-time'),
    overdue: sum('overdue'),
  };
}
