import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ComplaintActivities } from '../activities/complaints/complaint.ts';
import { complaintQueueOf } from '../domain/complaints/keeping.ts';
import { watchRow } from './watched-row.ts';

/**
 * One complaint until it is done with. Only its id is known here: the row tells what is due, and for how long nothing is.
 * Woken by its timer, by a move, and by a changed calendar. Safe to run twice.
 */
export async function complaintWorkflow(complaintId: string): Promise<void> {
  const { lookAtComplaint } = proxyActivities<ComplaintActivities>({
    taskQueue: complaintQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '20s',
    heartbeatTimeout: '5s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
  });
  const outcome = await watchRow(
    () => lookAtComplaint(complaintId),
    () => workflowInfo().continueAsNewSuggested,
  );
  if (outcome === 'left') await continueAsNew<typeof complaintWorkflow>(complaintId);
}
