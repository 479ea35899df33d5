import type { Client } from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import { markCarried, readDueMails, withdrawLate } from '../../db/mail/outbox.ts';
import { mailWorkflowIdOf } from '../../domain/mail/mail.ts';
import type { MailEvents } from '../events.ts';
import { createWorkflowStarter } from '../workflow-starter.ts';

/**
 * Starts the workflows of queued mails, and takes back those that came too late. Without a way out (`isOn`), mails only
 * grow old.
 */
export function createMailStarter(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
  isOn: boolean;
  events: MailEvents;
}): () => Promise<void> {
  const { db, isOn, events } = deps;
  const startDue = createWorkflowStarter(deps, {
    workflow: 'mailWorkflow',
    workflowIdOf: mailWorkflowIdOf,
    wakes: false,
    readDue: (limit) => readDueMails(db, limit),
    markCarried: (rows) => markCarried(db, rows),
  });

  return async () => {
    const late = await withdrawLate(db);
    if (late > 0) events.mailsTooLate(late);
    if (isOn) await startDue();
  };
}
