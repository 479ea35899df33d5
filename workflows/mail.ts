import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MailActivities } from '../activities/mail/mail.ts';
import { mailQueueOf } from '../domain/mail/mail.ts';

/**
 * One mail, from its row until it was sent, given up or taken back. Only its id is known here. The pauses between tries
 * come from the activity; those below are for a worker or a database that fails. Safe to run twice.
 */
export async function mailWorkflow(mailId: string): Promise<void> {
  const { sendMail } = proxyActivities<MailActivities>({
    taskQueue: mailQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '60s',
    heartbeatTimeout: '5s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
  });
  await sendMail(mailId);
}
