import { markComplaintsCarried, readDueComplaints } from '../../db/complaints/looking.ts';
import { complaintWorkflowIdOf } from '../../domain/complaints/keeping.ts';
import { createWorkflowStarter, type StarterGround } from '../workflow-starter.ts';

/** Starts the workflows of complaints that have none, and wakes those that were moved or whose calendar has changed. */
export function createComplaintStarter(ground: StarterGround): () => Promise<void> {
  return createWorkflowStarter(ground, {
    workflow: 'complaintWorkflow',
    workflowIdOf: ({ id }) => complaintWorkflowIdOf(id),
    wakes: true,
    readDue: readDueComplaints,
    markCarried: markComplaintsCarried,
  });
}
