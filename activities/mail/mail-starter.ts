import { markCarried, readDueMails, withdrawLate } from '../../db/mail/outbox.ts';
import { mailWorkflowIdOf } from '../../domain/mail/mail.ts';
import type { MailEvents } from '../events.ts';
import { createWorkflowStarter, type StarterGround } from '../workflow-starter.ts';

/**
 * Starts the workflows of queued mails, and takes back those that came too late. Without a way out (`isOn`), mails only
 * grow old.
 */
export function createMailStarter({
  isOn,
  events,
  ...ground
}: StarterGround & { isOn: boolean; events: MailEvents }): () => Promise<void> {
  const startDue = createWorkflowStarter(ground, {
    workflow: 'mailWorkflow',
    workflowIdOf: mailWorkflowIdOf,
    wakes: false,
    readDue: readDueMails,
    markCarried,
  });

  return async () => {
    const late = await withdrawLate(ground.db);
    if (late > 0) events.mailsTooLate(late);
    if (isOn) await startDue();
  };
}
