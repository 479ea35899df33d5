import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { SoftcopyActivities } from '../activities/softcopies/softcopy.ts';
import { softcopyQueueOf } from '../domain/softcopies/request.ts';
import { watchRow } from './watched-row.ts';

/**
 * One request for a copy until the copy is gone. Only its id is known here: the row tells what is due. Woken by its timer, or
 * by whoever took the request back. Safe to run twice.
 */
export async function softcopyWorkflow(requestId: string): Promise<void> {
  const { lookAtSoftcopy } = proxyActivities<SoftcopyActivities>({
    taskQueue: softcopyQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '100s',
    heartbeatTimeout: '5s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
  });
  await watchRow(() => lookAtSoftcopy(requestId));
}
