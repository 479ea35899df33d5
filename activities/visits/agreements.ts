import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { ComparedVisit } from '../../db/visits/stores/comparisons.ts';

/** More than visits are open at one time. */
const mostRemembered = 20_000;

/** As much of a workflow as the engine tells without asking it. */
type Execution = Pick<WorkflowExecutionDescription, 'runId' | 'historyLength' | 'historySize'>;

/**
 * Remembers how a visit's row and workflow stood when both agreed. While neither has changed they still do, and the
 * workflow need not be asked: an answer may cost a replay, a description costs the engine one look.
 */
export function createAgreements() {
  const agreed = new Map<string, string>();

  return {
    isKnown: (row: ComparedVisit, execution: Execution): boolean =>
      agreed.get(row.visit.visitId) === stateOf(row, execution),

    /** Notes that both agree; the execution as it was before it was asked. */
    note(row: ComparedVisit, execution: Execution): void {
      const { visitId } = row.visit;
      agreed.delete(visitId);
      agreed.set(visitId, stateOf(row, execution));
      const [oldest] = agreed.keys();
      if (agreed.size > mostRemembered && oldest !== undefined) agreed.delete(oldest);
    },
  };
}

function stateOf({ quietMs: _quietMs, ...row }: ComparedVisit, execution: Execution): string {
  const { runId, historyLength, historySize } = execution;
  return JSON.stringify([row, runId, historyLength, historySize]);
}
