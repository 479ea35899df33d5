import type { Client } from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import { markCarried, readDueMails, withdrawLate } from '../../db/mail/outbox.ts';
import { mailWorkflowIdOf } from '../../domain/mail/mail.ts';
import type { mailWorkflow } from '../../workflows/index.ts';
import type { MailEvents } from '../events.ts';

/** Workflows that one look starts, so that stopping never waits for a long queue. */
const mostAtOnce = 50;

const answerWithinMs = 3_000;

/**
 * Looks for queued mails that no workflow has tried in time, and starts theirs: those that were just written down, and
 * those whose workflow was lost with the engine or never started. Two workers that look at once start the same one.
 * Without a way out (`isOn`), mails only grow old.
 */
export function createMailStarter(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  isOn: boolean;
  events: MailEvents;
}): () => Promise<void> {
  const { db, client, taskQueue, isOn, events } = deps;

  return async () => {
    const late = await withdrawLate(db);
    if (late > 0) events.mailsTooLate(late);
    if (!isOn) return;
    const due = await readDueMails(db, mostAtOnce);
    const carried: string[] = [];
    try {
      for (const mail of due) {
        await client.withDeadline(Date.now() + answerWithinMs, () =>
          client.workflow.start<typeof mailWorkflow>('mailWorkflow', {
            workflowId: mailWorkflowIdOf(mail),
            taskQueue,
            args: [mail.id],
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          }),
        );
        carried.push(mail.id);
      }
    } finally {
      await markCarried(db, carried);
    }
  };
}
