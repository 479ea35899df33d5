import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MemberActivities } from '../activities/members/member.ts';
import { memberQueueOf } from '../domain/members/keeping.ts';
import { watchRow } from './watched-row.ts';

/**
 * One registration until it has ended. Only its id is known here: the row tells what is due, and for how long nothing is.
 * Woken by its timer, or by whoever ended the registration. Safe to run twice.
 */
export async function memberWorkflow(memberId: string): Promise<void> {
  const { lookAtMember } = proxyActivities<MemberActivities>({
    taskQueue: memberQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '20s',
    heartbeatTimeout: '5s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
  });
  const outcome = await watchRow(
    () => lookAtMember(memberId),
    () => workflowInfo().continueAsNewSuggested,
  );
  if (outcome === 'left') await continueAsNew<typeof memberWorkflow>(memberId);
}
