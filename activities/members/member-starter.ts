import { markMembersCarried, readDueMembers } from '../../db/members/keeping.ts';
import { memberWorkflowIdOf } from '../../domain/members/keeping.ts';
import { createWorkflowStarter, type StarterGround } from '../workflow-starter.ts';

/** Starts the workflows of members that have none, and wakes those whose registration was ended by its owner. */
export function createMemberStarter(ground: StarterGround): () => Promise<void> {
  return createWorkflowStarter(ground, {
    workflow: 'memberWorkflow',
    workflowIdOf: ({ id }) => memberWorkflowIdOf(id),
    wakes: true,
    readDue: readDueMembers,
    markCarried: markMembersCarried,
  });
}
