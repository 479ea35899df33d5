import type { Client } from '@temporalio/client';
import type { Database } from '../../db/connect.ts';
import { markMembersCarried, readDueMembers } from '../../db/members/keeping.ts';
import { memberWorkflowIdOf } from '../../domain/members/keeping.ts';
import { createWorkflowStarter } from '../workflow-starter.ts';

/** Starts the workflows of members that have none, and wakes those whose registration was ended by its owner. */
export function createMemberStarter(deps: {
  db: Database;
  client: Client;
  taskQueue: string;
}): () => Promise<void> {
  const { db } = deps;
  return createWorkflowStarter(deps, {
    workflow: 'memberWorkflow',
    workflowIdOf: ({ id }: { readonly id: string }) => memberWorkflowIdOf(id),
    wakes: true,
    readDue: (limit) => readDueMembers(db, limit),
    markCarried: (rows) => markMembersCarried(db, rows),
  });
}
