import type { Client } from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import { markComplaintsCarried, readDueComplaints } from '../../db/complaints/looking.ts';
import { complaintWorkflowIdOf } from '../../domain/complaints/keeping.ts';
import { createWorkflowStarter } from '../workflow-starter.ts';

/** Starts the workflows of complaints that have none, and wakes those that were moved or whose calendar has changed. */
export function createComplaintStarter(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
}): () => Promise<void> {
  const { db } = deps;
  return createWorkflowStarter(deps, {
    workflow: 'complaintWorkflow',
    workflowIdOf: ({ id }: { readonly id: string }) => complaintWorkflowIdOf(id),
    wakes: true,
    readDue: (limit) => readDueComplaints(db, limit),
    markCarried: (rows) => markComplaintsCarried(db, rows),
  });
}
