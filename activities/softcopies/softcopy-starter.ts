import type { Database } from '../../db/connect.ts';
import {
  markSoftcopiesCarried,
  readDueSoftcopies,
  readOverSoftcopies,
} from '../../db/softcopies/carrying.ts';
import { findUnusedOriginals, forgetOriginal } from '../../db/softcopies/unused-originals.ts';
import { softcopyWorkflowIdOf } from '../../domain/softcopies/request.ts';
import type { SoftcopyStore } from '../../pdf/store.ts';
import { createWorkflowStarter, type StarterGround } from '../workflow-starter.ts';

/** Starts the workflows of requests that have none, and wakes those of requests that were taken back. */
export function createSoftcopyStarter(ground: StarterGround): () => Promise<void> {
  return createWorkflowStarter(ground, {
    workflow: 'softcopyWorkflow',
    workflowIdOf: ({ id }) => softcopyWorkflowIdOf(id),
    wakes: true,
    readDue: readDueSoftcopies,
    markCarried: markSoftcopiesCarried,
  });
}

/**
 * Removes what nobody needs any more: copies past their time whose workflow was lost, originals that nothing has used for
 * long, and what killed processes left.
 */
export function createSoftcopySweep({
  db,
  store,
}: {
  db: Database;
  store: SoftcopyStore;
}): () => Promise<void> {
  return async () => {
    await store.sweep();
    for (const id of await readOverSoftcopies(db, await store.listCopies())) await store.removeCopy(id);
    for (const sha256 of await findUnusedOriginals(db))
      await forgetOriginal(db, sha256, () => store.removeOriginal(sha256));
  };
}
